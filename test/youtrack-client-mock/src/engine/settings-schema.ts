/** `settings.json` of an app: which settings there are, on which level, and which values fit (youtrack-platform §6). */
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import { notList } from './json-object.ts';
import { ImportRejected } from './types.ts';

const PropertySchema = v.looseObject({
  type: v.optional(v.string()),
  format: v.optional(v.string()),
  default: v.optional(v.unknown()),
  // JetBrains' own apps write it in either case.
  'x-scope': v.optional(v.pipe(v.string(), v.toUpperCase(), v.picklist(['GLOBAL', 'PROJECT']))),
  'x-entity': v.optional(v.string()),
  items: v.optional(v.looseObject({ type: v.optional(v.string()), 'x-entity': v.optional(v.string()) })),
});

const FileSchema = v.looseObject({
  properties: v.optional(v.pipe(notList, v.record(v.string(), v.pipe(notList, PropertySchema))), {}),
  required: v.optional(v.array(v.string()), []),
});

export interface Setting {
  readonly name: string;
  /** The JSON type and format as written; a change of either is a change of type. */
  readonly type: string;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  /** Null: a global value that a project may override. */
  readonly scope: 'GLOBAL' | 'PROJECT' | null;
  readonly isEntity: boolean;
  /** What a list holds; null for a list of plain values, and for what is no list. */
  readonly items: 'entities' | 'objects' | null;
  /** Undefined: none. It does not satisfy `required`. */
  readonly defaultValue: unknown;
  /** What is wrong with a value; undefined when it fits. */
  problem(value: unknown): string | undefined;
}

export type SettingsSchema = ReadonlyMap<string, Setting>;

/** @param file parsed JSON; undefined: the app has no settings. Throws ImportRejected. */
export function parseSettingsSchema(file: unknown): SettingsSchema {
  const parsed = v.safeParse(FileSchema, file ?? {});
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ImportRejected(`settings.json: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const { properties, required } = parsed.output;
  const unknown = required.find((name) => !Object.hasOwn(properties, name));
  if (unknown !== undefined)
    throw new ImportRejected(`settings.json: required: there is no setting ${unknown}`);
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  for (const format of ['secret', 'textarea', 'text']) ajv.addFormat(format, true);
  return new Map(
    Object.entries(properties).map(([name, property]) => [
      name,
      {
        name,
        type: `${property.type ?? ''}/${property.format ?? ''}`,
        isSecret: property.format === 'secret',
        isRequired: required.includes(name),
        scope: property['x-scope'] ?? null,
        isEntity: property['x-entity'] !== undefined && property.type !== 'array',
        items: itemsOf(property),
        defaultValue: property.default,
        problem: problemFinder(ajv, name, property),
      },
    ]),
  );
}

/** `x-entity` of a list is written in its items, as JetBrains documents it, or beside them. */
function itemsOf({
  type,
  items,
  'x-entity': entity,
}: v.InferOutput<typeof PropertySchema>): Setting['items'] {
  if (type !== 'array') return null;
  if ((items?.['x-entity'] ?? entity) !== undefined) return 'entities';
  return items?.type === 'object' ? 'objects' : null;
}

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

/** Why YouTrack's page of the settings would not open, a sentence; null when it does (youtrack-platform §6). */
export function pageProblem(file: unknown): string | null {
  const schema: unknown =
    typeof file === 'object' && file !== null ? Reflect.get(file, '$schema') : undefined;
  if (schema === undefined || schema === DRAFT_07) return null;
  return `The settings can't be shown: settings.json must have the $schema ${DRAFT_07}, not ${String(schema)}.`;
}

function problemFinder(ajv: Ajv, name: string, property: object): Setting['problem'] {
  let validate: ValidateFunction;
  try {
    validate = ajv.compile(property);
  } catch (error) {
    throw new ImportRejected(
      `settings.json: ${name}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: name }));
}
