/** Who may read and write the fields of an issue; no field is private here. */
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { only } from './property.ts';
import { refOf } from './stored.ts';

const user = only('User', 'The user asked about');

export function canRead(issue: EntityId, reader: unknown): boolean {
  return engine().canSeeIssue(user(reader), issue);
}

/** With UPDATE_ISSUE, or with CREATE_ISSUE in issues one reported. */
export function canWrite(issue: EntityId, writer: unknown): boolean {
  const id = user(writer);
  const project = refOf(issue, 'project');
  if (engine().hasPermission(id, 'UPDATE_ISSUE', project)) return true;
  return refOf(issue, 'reporter') === id && engine().hasPermission(id, 'CREATE_ISSUE', project);
}
