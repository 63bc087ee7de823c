/**
 * `settings.json`. The wrong spelling of its `$schema` breaks the settings page of YouTrack, and a required secret
 * hides the very page on which the secret is set (youtrack-platform §6).
 */
import * as v from 'valibot';
import { parseDeclaration } from './declaration.ts';
import type { Problem } from './problem.ts';

const FILE = 'settings.json';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

const SettingsSchema = v.looseObject({
  $schema: v.literal(DRAFT_07, `must be exactly ${DRAFT_07}`),
  type: v.literal('object', 'must be "object"'),
  properties: v.record(
    v.string(),
    v.looseObject({
      title: v.string('must be a text'),
      type: v.picklist(
        ['string', 'integer', 'number', 'boolean', 'array', 'object'],
        'is no type of a setting',
      ),
      format: v.optional(v.picklist(['secret', 'date', 'textarea', 'text'], 'is no format of a setting')),
      'x-scope': v.optional(v.picklist(['GLOBAL', 'PROJECT'], 'must be GLOBAL or PROJECT')),
    }),
  ),
  required: v.optional(v.array(v.string()), []),
});

/** An app may do without settings: then `text` is null and nothing is wrong. */
export function checkSettings(text: string | null, problems: Problem[]): void {
  if (text === null) return;
  const settings = parseDeclaration(FILE, text, SettingsSchema, problems);
  if (settings === null) return;
  for (const name of settings.required) {
    const setting = settings.properties[name];
    if (setting === undefined) {
      problems.push({ file: FILE, sentence: `The required setting "${name}" does not exist.` });
    } else if (setting.format === 'secret') {
      problems.push({ file: FILE, sentence: `The secret "${name}" must not be required.` });
    }
  }
}
