/** Work items as REST shows them. */
import { isoPeriod, presentPeriod } from '../../model/period.ts';
import { flagOf, numberOf, numberOrNull, refOf, textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { issueResource } from './issue.ts';
import { userOrNull } from './user.ts';

/** The latest day first. */
export function workItemsOf(tx: Transaction, issue: EntityId): readonly EntityId[] {
  return [...tx.find('IssueWorkItem', 'issue', { ref: issue })].sort(
    (a, b) => numberOf(tx, b, 'date') - numberOf(tx, a, 'date'),
  );
}

export function workItemTypeResource({ tx }: View, id: EntityId): Resource {
  return {
    $type: 'WorkItemType',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      autoAttached: () => flagOf(tx, id, 'autoAttached'),
    },
  };
}

export function workItemResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const issue = refOf(tx, id, 'issue');
  const minutes = numberOf(tx, id, 'duration');
  return {
    $type: 'IssueWorkItem',
    id,
    attributes: {
      author: () => userOrNull(view, refOf(tx, id, 'author')),
      creator: () => userOrNull(view, refOf(tx, id, 'creator')),
      text: () => textOf(tx, id, 'description'),
      textPreview: () => renderMarkdown(textOf(tx, id, 'description')),
      type: () => {
        const type = refOf(tx, id, 'type');
        return type === null ? null : workItemTypeResource(view, type);
      },
      created: () => numberOrNull(tx, id, 'created'),
      updated: () => numberOrNull(tx, id, 'updated'),
      date: () => numberOrNull(tx, id, 'date'),
      duration: () => ({
        $type: 'DurationValue',
        id: isoPeriod(minutes),
        attributes: { minutes: () => minutes, presentation: () => presentPeriod(minutes) },
      }),
      issue: () => (issue === null ? null : issueResource(view, issue)),
      usesMarkdown: () => true,
    },
  };
}
