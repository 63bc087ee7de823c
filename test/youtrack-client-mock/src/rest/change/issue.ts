/** Creating, changing, moving and deleting issues: everything of one request in one transaction. */
import * as v from 'valibot';
import { removeDocument } from '../../model/documents.ts';
import { shownValues } from '../../model/field-conditions.ts';
import type { ProjectField } from '../../model/field-types.ts';
import { projectFields } from '../../model/field-types.ts';
import { refOf, refsOf } from '../../model/props.ts';
import type { EntityId, Value } from '../../model/types.ts';
import type { View } from '../context.ts';
import { demand, may } from '../context.ts';
import { badRequest, fieldRequired, forbidden, serverError } from '../errors.ts';
import type { Mention } from '../lookup.ts';
import { canSeeTag, mentionedProject, mentionedTag } from '../lookup.ts';
import { defaultValue, fieldValueFrom } from './field-value.ts';
import type { FieldWrite } from './issue-field.ts';
import { demandShown, demandType, FieldWriteSchema, writeField, writtenValue } from './issue-field.ts';
import { drawIssueNumber } from './issue-number.ts';
import { moveIssue } from './move.ts';
import { MentionSchema, restrict, VisibilitySchema } from './visibility.ts';

export const IssueWriteSchema = v.looseObject({
  project: v.optional(v.looseObject({ id: v.string() })),
  summary: v.optional(v.nullable(v.string())),
  description: v.optional(v.nullable(v.string())),
  customFields: v.optional(v.array(FieldWriteSchema), []),
  tags: v.optional(v.array(MentionSchema)),
  visibility: VisibilitySchema,
});
export type IssueWrite = v.InferOutput<typeof IssueWriteSchema>;

/** @throws RestError 400 without project or summary, 403 without CREATE_ISSUE. */
export function createIssue(view: View, written: IssueWrite): EntityId {
  const { tx } = view;
  if (!written.project) throw fieldRequired('project');
  const project = mentionedProject(view, written.project.id);
  demand(view, 'CREATE_ISSUE', project);
  const fields = projectFields(tx, project);
  const given = new Map(
    written.customFields.map((one) => {
      const field = fieldToWrite(fields, one);
      demandType(field, one.$type);
      return [field.id, writtenValue(one)] as const;
    }),
  );
  const values = shownValues(tx, fields, (field) =>
    given.has(field.id) ? fieldValueFrom(tx, field, given.get(field.id)) : defaultValue(tx, field),
  );
  const issue = tx.create('Issue', {
    numberInProject: drawIssueNumber(tx, project),
    ...newDocument(view, project, written.summary),
    description: written.description ?? null,
    resolved: null,
    reported: true,
    voters: [],
    ...values,
  });
  changeSurroundings(view, issue, written);
  return issue;
}

/** What an issue or article begins with. @throws RestError 400 without a summary. */
export function newDocument(
  { user, youTrack }: View,
  project: EntityId,
  summary: string | null | undefined,
): Record<string, Value> {
  const now = youTrack.now();
  return {
    project: { ref: project },
    summary: summaryFrom(summary),
    reporter: { ref: user },
    created: now,
    updated: now,
    updatedBy: { ref: user },
    permittedGroups: [],
    permittedUsers: [],
    tags: [],
  };
}

/** @throws RestError 400 or 403; nothing of the request is kept then. */
export function updateIssue(view: View, issue: EntityId, written: IssueWrite): void {
  const { tx } = view;
  demandUpdate(view, issue);
  if (written.project) moveIssue(view, issue, mentionedProject(view, written.project.id));
  if (written.summary !== undefined) tx.set(issue, 'summary', summaryFrom(written.summary));
  if (written.description !== undefined) tx.set(issue, 'description', written.description);
  const project = refOf(tx, issue, 'project');
  const fields = project === null ? [] : projectFields(tx, project);
  const changed = written.customFields.map((one) => {
    const field = fieldToWrite(fields, one);
    writeField(view, issue, field, one);
    return field;
  });
  // One of them may be what shows another.
  for (const field of changed) demandShown(tx, issue, field);
  changeSurroundings(view, issue, written);
}

/** With its comments and work items. @throws RestError 403 without DELETE_ISSUE. */
export function deleteIssue(view: View, issue: EntityId): void {
  const { tx } = view;
  demand(view, 'DELETE_ISSUE', refOf(tx, issue, 'project'));
  removeDocument(tx, issue);
}

/** UPDATE_ISSUE in the project, or being the reporter. @throws RestError 403. */
export function demandUpdate(view: View, issue: EntityId): void {
  const { tx, user } = view;
  const own = refOf(tx, issue, 'reporter') === user && may(view, 'CREATE_ISSUE', refOf(tx, issue, 'project'));
  if (!own && !may(view, 'UPDATE_ISSUE', refOf(tx, issue, 'project'))) {
    throw forbidden('You do not have the permission UPDATE_ISSUE that this needs');
  }
}

/** Line breaks are replaced (youtrack-platform §10). */
export function summaryFrom(summary: string | null | undefined): string {
  const line = (summary ?? '').replace(/[\r\n]+/g, ' ').trim();
  if (line === '') throw fieldRequired('summary');
  return line;
}

/** @throws RestError 500 for a name in other letters, as recorded; 400 for a field not there. */
function fieldToWrite(fields: readonly ProjectField[], written: FieldWrite): ProjectField {
  const named = written.id ?? written.name ?? '';
  const field = fields.find(({ id, name }) => (written.id === undefined ? name : id) === named);
  if (!field) {
    if (fields.some(({ name }) => name.toLowerCase() === named.toLowerCase())) {
      throw serverError(`The field is not called ${named}`);
    }
    throw badRequest(`The project has no custom field ${named}`);
  }
  return field;
}

/** Of an issue or an article. */
export function changeSurroundings(
  view: View,
  document: EntityId,
  { tags, visibility }: Pick<IssueWrite, 'tags' | 'visibility'>,
): void {
  const { tx } = view;
  if (tags) {
    const unseen = refsOf(tx, document, 'tags').filter((tag) => !canSeeTag(view, tag));
    const wanted = tags.map((tag: Mention) => mentionedTag(view, tag));
    tx.set(
      document,
      'tags',
      [...new Set([...unseen, ...wanted])].map((ref) => ({ ref })),
    );
  }
  restrict(view, document, visibility);
}
