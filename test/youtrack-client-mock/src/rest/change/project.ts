/** Deleting a project: unlike an issue it cannot be restored, nor can what it holds. */
import { forgetActivities, removeDocument } from '../../model/documents.ts';
import { refOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId, EntityType } from '../../model/types.ts';

const PARTS_OF_PROJECT = ['ProjectCustomField', 'RoleGrant'] as const;

/** With its issues, articles, fields and team. */
export function removeProject(tx: Transaction, project: EntityId): void {
  for (const type of ['Issue', 'Article'] as const) {
    for (const document of owned(tx, type, 'project', project)) {
      forgetActivities(tx, document);
      removeDocument(tx, document);
    }
  }
  for (const type of PARTS_OF_PROJECT) {
    for (const part of owned(tx, type, 'project', project)) tx.remove(part);
  }
  const team = refOf(tx, project, 'team');
  if (team !== null) tx.remove(team);
  tx.remove(project);
}

function owned(tx: Transaction, type: EntityType, prop: string, owner: EntityId): readonly EntityId[] {
  return [...tx.find(type, prop, { ref: owner })];
}
