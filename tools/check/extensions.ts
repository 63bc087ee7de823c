/** `entity-extensions.json`. YouTrack drops a write to a property it doesn't know silently (youtrack-platform §5). */
import * as v from 'valibot';
import { parseDeclaration } from './declaration.ts';
import type { Problem } from './problem.ts';
import { APP_STORAGE, ENTITY_TYPES, SCALAR_PROPERTY_TYPES } from './youtrack-vocabulary.ts';

const FILE = 'entity-extensions.json';

const ExtensionsSchema = v.strictObject({
  entityTypeExtensions: v.array(
    v.strictObject({
      entityType: v.picklist([...ENTITY_TYPES, APP_STORAGE], 'is no entity of YouTrack'),
      properties: v.record(
        v.string(),
        v.strictObject({
          type: v.picklist(
            [...SCALAR_PROPERTY_TYPES, ...ENTITY_TYPES],
            'is no type of an extension property',
          ),
          multi: v.optional(v.boolean()),
        }),
      ),
    }),
  ),
});

/** An app may do without extension properties: then `text` is null and nothing is wrong. */
export function checkExtensions(text: string | null, problems: Problem[]): void {
  if (text === null) return;
  const declared = parseDeclaration(FILE, text, ExtensionsSchema, problems);
  if (declared === null) return;
  const seen = new Set<string>();
  for (const { entityType, properties } of declared.entityTypeExtensions) {
    if (seen.has(entityType)) {
      problems.push({ file: FILE, sentence: `The properties of ${entityType} are declared in two places.` });
    }
    seen.add(entityType);
    for (const [name, { type, multi }] of Object.entries(properties)) {
      if (multi === true && SCALAR_PROPERTY_TYPES.some((scalar) => scalar === type)) {
        problems.push({
          file: FILE,
          sentence: `${entityType}.${name} can't hold several values of type ${type}.`,
        });
      }
    }
  }
}
