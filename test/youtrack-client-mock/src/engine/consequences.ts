/** What YouTrack itself does when an issue or article changes: resolution, `updated`, and the activity stream. */

import { documentOf, isDocument, kindOf } from '../model/documents.ts';
import { projectFields } from '../model/field-types.ts';
import { flagOf, refOf } from '../model/props.ts';
import { sameValue } from '../model/same-value.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId, Value } from '../model/types.ts';

/** Changes of these are not what a person did to the issue. */
const QUIET: ReadonlySet<string> = new Set([
  'updated',
  'updatedBy',
  'watchers',
  'numberInProject',
  'reported',
]);

/** A vote is an activity, but no change of the issue. */
const VOTES = 'voters';

/** What people add to issues and articles and take away, by the name that an activity has for it. */
const PARTS: Readonly<Record<string, string>> = {
  IssueAttachment: 'attachments',
  IssueComment: 'comments',
  IssueWorkItem: 'workItems',
  ArticleAttachment: 'attachments',
  ArticleComment: 'comments',
};

/**
 * An issue is resolved when all its state fields are.
 * @param now milliseconds since the epoch.
 * @param issues all that changed, unless it is known which did.
 */
export function settleResolution(
  tx: Transaction,
  now: number,
  issues: readonly EntityId[] = changedIssues(tx),
): void {
  for (const issue of issues) {
    if (tx.isRemoved(issue)) continue;
    const project = refOf(tx, issue, 'project');
    if (project === null) continue;
    const states = projectFields(tx, project).filter(({ type }) => type.id === 'state[1]');
    if (states.length === 0) continue;
    const isResolved = states.every(({ prop }) => {
      const state = refOf(tx, issue, prop);
      return state !== null && flagOf(tx, state, 'isResolved');
    });
    const wasResolved = typeof tx.committed(issue, 'resolved') === 'number';
    if (isResolved !== (typeof tx.get(issue, 'resolved') === 'number')) {
      tx.set(
        issue,
        'resolved',
        isResolved ? (wasResolved ? (tx.committed(issue, 'resolved') ?? now) : now) : null,
      );
    }
  }
}

/** Extension properties leave `updated` alone; so do scheduled rules, which never call this (youtrack-platform §4). */
export function stampUpdated(tx: Transaction, now: number): void {
  for (const document of tx.touched().filter((id) => isDocument(tx, id) && !tx.isRemoved(id))) {
    if (tx.isCreated(document) || visibleChanges(tx, document).every((prop) => prop === VOTES)) continue;
    tx.set(document, 'updated', now);
    tx.set(document, 'updatedBy', { ref: tx.user });
  }
}

export function recordActivities(tx: Transaction, now: number): void {
  for (const document of tx.touched().filter((id) => isDocument(tx, id) && !tx.isRemoved(id))) {
    const changes: readonly (readonly [string, Value, Value])[] = tx.isCreated(document)
      ? [['created', null, now]]
      : visibleChanges(tx, document).map((prop) => [
          prop,
          tx.committed(document, prop) ?? null,
          tx.get(document, prop) ?? null,
        ]);
    for (const [field, removed, added] of changes) record(tx, document, now, field, removed, added);
  }
  for (const id of tx.touched()) {
    const field = PARTS[tx.typeOf(id) ?? ''];
    if (field === undefined || tx.isCreated(id) === tx.isRemoved(id)) continue;
    const document = documentOf(tx, id);
    if (document === null || !tx.exists(document)) continue;
    const [removed, added] = tx.isRemoved(id) ? [[{ ref: id }], []] : [[], [{ ref: id }]];
    record(tx, document, now, field, removed, added);
  }
}

function record(
  tx: Transaction,
  document: EntityId,
  timestamp: number,
  field: string,
  removed: Value,
  added: Value,
): void {
  tx.create('Activity', {
    [kindOf(tx, document).owner]: { ref: document },
    author: { ref: tx.user },
    timestamp,
    field,
    removed: JSON.stringify(without(removed ?? emptyLike(added), added)),
    added: JSON.stringify(without(added ?? emptyLike(removed), removed)),
  });
}

/** A list that was never written is an empty one. */
function emptyLike(other: Value): Value {
  return Array.isArray(other) ? [] : null;
}

/** Of lists, only what the other side lacks. */
function without(value: Value, other: Value): Value {
  if (!Array.isArray(value) || !Array.isArray(other)) return value;
  return value.filter((item) => !other.some((one) => sameValue(one, item)));
}

function changedIssues(tx: Transaction): readonly EntityId[] {
  return tx.touched().filter((id) => tx.typeOf(id) === 'Issue' && !tx.isRemoved(id));
}

function visibleChanges(tx: Transaction, document: EntityId): readonly string[] {
  return tx.changedProps(document).filter((prop) => !prop.startsWith('ext:') && !QUIET.has(prop));
}
