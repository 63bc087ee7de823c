/** Copies of issues: what says something of the original is copied as it is, and says it of the copy then. */
import { projectFields } from '../../model/field-types.ts';
import type { EntityId, Value } from '../../model/types.ts';
import type { View } from '../context.ts';
import { drawIssueNumber } from './issue-number.ts';
import { carriedOver } from './move.ts';

const COPIED = ['summary', 'description', 'reporter', 'permittedGroups', 'permittedUsers', 'tags'] as const;

/** With the extension properties of all apps; comments, work items and votes stay behind. */
export function newCopy(view: View, original: EntityId, project: EntityId): EntityId {
  const { tx, user, youTrack } = view;
  const now = youTrack.now();
  const values: Record<string, Value> = {};
  const extensions = tx.propNames(original).filter((name) => name.startsWith('ext:'));
  for (const prop of [...COPIED, ...extensions]) values[prop] = tx.get(original, prop) ?? null;
  for (const field of projectFields(tx, project)) values[field.prop] = carriedOver(view, original, field);
  return tx.create('Issue', {
    ...values,
    project: { ref: project },
    numberInProject: drawIssueNumber(tx, project),
    created: now,
    updated: now,
    updatedBy: { ref: user },
    resolved: null,
    reported: true,
    voters: [],
  });
}
