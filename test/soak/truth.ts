/** What YouTrack itself says its issues are, through REST. */
import * as v from 'valibot';
import type { Rest } from '../../tools/stand-ins/rest.ts';

const Named = v.object({
  name: v.optional(v.nullable(v.string())),
  login: v.optional(v.string()),
  email: v.optional(v.nullable(v.string())),
});
const IssueSchema = v.object({
  id: v.string(),
  idReadable: v.string(),
  summary: v.string(),
  description: v.nullable(v.string()),
  resolved: v.nullable(v.number()),
  project: v.object({ shortName: v.string() }),
  reporter: v.nullable(Named),
  tags: v.array(v.object({ name: v.string() })),
  visibility: v.object({ $type: v.string() }),
  customFields: v.array(
    v.object({
      name: v.string(),
      value: v.nullable(v.union([v.string(), v.number(), v.array(Named), Named])),
    }),
  ),
});

export interface TrueIssue extends Omit<v.InferOutput<typeof IssueSchema>, 'customFields'> {
  readonly fields: ReadonlyMap<string, FieldValue>;
}
export type FieldValue = v.InferOutput<typeof IssueSchema>['customFields'][number]['value'];

const FIELDS = [
  'id,idReadable,summary,description,resolved,project(shortName),reporter(login,email),tags(name)',
  'visibility($type),customFields(name,value(name,login,email))',
].join(',');

/** @param admin sees everything. */
export async function readTruth(admin: Rest): Promise<readonly TrueIssue[]> {
  const found = await admin.get(`issues?fields=${FIELDS}&$top=1000`);
  return v.parse(v.array(IssueSchema), found).map(({ customFields, ...issue }) => ({
    ...issue,
    fields: new Map(customFields.map(({ name, value }) => [name, value])),
  }));
}
