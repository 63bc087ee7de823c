/** Articles of the knowledge base, as REST shows them. */
import { numberOf, numberOrNull, refOf, textOf, textOrNull } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { projectResource } from './project.ts';
import { userOrNull } from './user.ts';

/** `DEMO-A-1`. */
export function readableArticleId(tx: Transaction, article: EntityId): string {
  const project = refOf(tx, article, 'project');
  return `${project === null ? '' : textOf(tx, project, 'shortName')}-A-${numberOf(tx, article, 'numberInProject')}`;
}

export function articleResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const project = refOf(tx, id, 'project');
  return {
    $type: 'Article',
    id,
    attributes: {
      idReadable: () => readableArticleId(tx, id),
      summary: () => textOf(tx, id, 'summary'),
      content: () => textOrNull(tx, id, 'content'),
      created: () => numberOrNull(tx, id, 'created'),
      updated: () => numberOrNull(tx, id, 'updated'),
      reporter: () => userOrNull(view, refOf(tx, id, 'reporter')),
      updatedBy: () => userOrNull(view, refOf(tx, id, 'reporter')),
      project: () => (project === null ? null : projectResource(view, project)),
    },
  };
}
