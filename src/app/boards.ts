/** Which boards an administrator of a project may choose: a system administrator's decision. */
import * as v from 'valibot';
import type { Execution } from '../youtrack/execution.ts';

const AllowedSchema = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** Ids; null: all. */
export function readAllowedBoards(execution: Execution): string[] | null {
  const parsed = v.safeParse(AllowedSchema, execution.storage().allowedBoards);
  return parsed.success ? parsed.output : null;
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
