/** The part of YouTrack's REST API that the page uses (youtrack-platform §10), as far as a project administrator may. */
import * as v from 'valibot';
import type { Host } from '../../common/host.ts';

const NamesSchema = v.array(v.object({ name: v.string() }));

const FieldValuesSchema = v.array(
  v.object({
    field: v.nullish(v.object({ name: v.string() })),
    bundle: v.nullish(v.object({ values: v.nullish(NamesSchema) })),
  }),
);

/** Names of the values of each field that has a list of them. */
export type FieldValues = ReadonlyMap<string, readonly string[]>;

function fieldsOf(project: string): string {
  return `admin/projects/${encodeURIComponent(project)}/customFields`;
}

export async function loadFieldValues(host: Host, project: string): Promise<FieldValues> {
  const fields = await host.youtrack(fieldsOf(project), FieldValuesSchema, {
    query: { fields: 'field(name),bundle(values(name))', $top: -1 },
  });
  return new Map(
    fields.flatMap(({ field, bundle }) =>
      field == null || bundle?.values == null ? [] : [[field.name, bundle.values.map(({ name }) => name)]],
    ),
  );
}

/** Tags that the user can see, each name once. */
export async function loadTags(host: Host): Promise<readonly string[]> {
  const tags = await host.youtrack('tags', NamesSchema, { query: { fields: 'name', $top: -1 } });
  return [...new Set(tags.map(({ name }) => name))].sort((a, b) => a.localeCompare(b));
}

const CustomFieldSchema = v.object({
  id: v.string(),
  name: v.string(),
  fieldType: v.nullish(v.object({ id: v.string() })),
});

const SETTINGS = 'admin/customFieldSettings/customFields';

/** More than any YouTrack has; all at once (`-1`) is known to work for the fields of a project, and for tags. */
const MOST_FIELDS = 3_000;

/**
 * Puts a field of a simple type into the project; one of that name and type that the project lacks is used. YouTrack
 * asks the user to confirm each step.
 */
export async function createField(
  host: Host,
  project: string,
  { name, type }: { readonly name: string; readonly type: string },
): Promise<void> {
  const fields = 'id,name,fieldType(id)';
  const known = await host.youtrack(SETTINGS, v.array(CustomFieldSchema), {
    query: { fields, $top: MOST_FIELDS },
  });
  const { id } =
    known.find((field) => field.name === name && field.fieldType?.id === type) ??
    (await host.youtrack(SETTINGS, CustomFieldSchema, {
      method: 'POST',
      query: { fields },
      body: { name, fieldType: { id: type } },
    }));
  await host.youtrack(fieldsOf(project), v.unknown(), {
    method: 'POST',
    body: { $type: 'SimpleProjectCustomField', field: { id }, canBeEmpty: true },
  });
}
