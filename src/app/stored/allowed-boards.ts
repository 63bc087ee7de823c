/** Which boards an administrator of a project may choose: a system administrator's decision. */
import * as v from 'valibot';
import type { BoardChoice } from '../../domain/board-choice.ts';
import type { Asking, Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const allowedText = storedText(1, v.object({ boards: v.array(v.string()) }), {
  0: (boards) => ({ boards }),
});

/** Ids; null: all. A choice that cannot be read allows none: it must not open what somebody has closed. */
export function readAllowedBoards(execution: Pick<Storage, 'storage'>): string[] | null {
  const { allowedBoards } = execution.storage();
  return allowedBoards === null ? null : allowedText.readOr(allowedBoards, { boards: [] }).boards;
}

export function writeAllowedBoards(execution: Storage, boards: BoardChoice): void {
  execution.recordStorage({
    allowedBoards: boards === null ? null : allowedText.write({ boards: [...boards] }),
  });
}

export function mayChoose(execution: Storage & Pick<Asking, 'viewer'>, board: string): boolean {
  return (
    execution.viewer.hasPermission('ADMIN_UPDATE_APP') ||
    (readAllowedBoards(execution)?.includes(board) ?? true)
  );
}
