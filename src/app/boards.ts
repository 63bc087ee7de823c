/** Which boards an administrator of a project may choose: a system administrator's decision. */
import * as v from 'valibot';
import type { Execution } from '../youtrack/execution.ts';

const AllowedSchema = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** Ids; null: all. A choice that cannot be read allows none: it must not open what somebody has closed. */
export function readAllowedBoards(execution: Pick<Execution, 'storage'>): string[] | null {
  const { allowedBoards } = execution.storage();
  if (allowedBoards === null) return null;
  const parsed = v.safeParse(AllowedSchema, allowedBoards);
  return parsed.success ? parsed.output : [];
}

export function writeAllowedBoards(execution: Execution, boards: readonly string[] | null): void {
  execution.recordStorage({ allowedBoards: boards === null ? null : JSON.stringify(boards) });
}

export function mayChoose(execution: Execution, board: string): boolean {
  return (
    execution.user.hasPermission('ADMIN_UPDATE_APP') ||
    (readAllowedBoards(execution)?.includes(board) ?? true)
  );
}
