/** What a person does to an issue in YouTrack's pages only: restoring one that was deleted, and copying one. */
import { refOf, textOf } from '../model/props.ts';
import type { Store } from '../model/store.ts';
import { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { isRef } from '../model/types.ts';
import { newCopy } from '../rest/change/copy.ts';
import type { CopyOptions } from './requests.ts';
import type { YouTrack } from './types.ts';
import { ChangeRejected } from './types.ts';

export function restoreIssue(store: Store, id: string): EntityId {
  const tx = new Transaction(store, '', true);
  const found = [...store.buriedIssues()].find(
    (issue) => issue === id || readableIdOf(store, tx, issue) === id,
  );
  if (found === undefined) throw new ChangeRejected(`There is no deleted issue ${id}`);
  if (readableIdOf(store, tx, found) === null) throw new ChangeRejected(`The project of ${id} is gone`);
  store.restore(found);
  return found;
}

/** Null when its project is gone. */
function readableIdOf(store: Store, tx: Transaction, issue: EntityId): string | null {
  const props = store.buried(issue)?.props;
  const project = props?.get('project');
  if (!isRef(project) || !tx.exists(project.ref)) return null;
  return `${textOf(tx, project.ref, 'shortName')}-${String(props?.get('numberInProject'))}`;
}

export async function copyIssue(
  youTrack: YouTrack,
  issue: EntityId,
  { project, user, rules = true }: CopyOptions = {},
): Promise<EntityId> {
  const { reporter, source } = youTrack.read((tx) => ({
    reporter: refOf(tx, issue, 'reporter'),
    source: refOf(tx, issue, 'project'),
  }));
  const by = user ?? reporter;
  const target = project ?? source;
  if (by === null || target === null) throw new ChangeRejected(`There is no issue ${issue} to copy`);
  const copy = (tx: Transaction): EntityId => newCopy({ tx, user: by, youTrack }, issue, target);
  return rules ? youTrack.edit(by, copy) : youTrack.administer(by, copy);
}
