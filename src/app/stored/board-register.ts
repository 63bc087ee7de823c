/**
 * Which projects are on each board, and which were: one list for the whole YouTrack. It makes work possible for
 * projects that no rule runs for, because they have no issue.
 */
import * as v from 'valibot';
import type { Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const BoardSchema = v.object({
  id: v.string(),
  /** Keys of the projects on the board. */
  projects: v.array(v.string()),
  /** Keys of projects that were on it, and whose issues may still be there. */
  former: v.array(v.string()),
});
type RegisteredBoard = v.InferOutput<typeof BoardSchema>;

const registerText = storedText(1, v.object({ boards: v.array(BoardSchema) }));

export function readRegister(execution: Pick<Storage, 'storage'>): readonly RegisteredBoard[] {
  return registerText.readOr(execution.storage().boards, { boards: [] }).boards;
}

/** Keys of the projects whose issues may be on that board. */
export function projectsOn(execution: Pick<Storage, 'storage'>, board: string): readonly string[] {
  const entry = readRegister(execution).find(({ id }) => id === board);
  return entry === undefined ? [] : [...entry.projects, ...entry.former];
}

function write(execution: Storage, boards: readonly RegisteredBoard[]): void {
  const used = boards.filter(({ projects, former }) => projects.length + former.length > 0);
  execution.recordStorage({ boards: registerText.write({ boards: used }) });
}

/** Whether the register has the project on that board: its key may have changed, or two writes may have met. */
export function isRegistered(execution: Pick<Storage, 'storage'>, project: string, board: string): boolean {
  return readRegister(execution).some(({ id, projects }) => id === board && projects.includes(project));
}

/** The project is on this board and on no other; on its last one, if any, it has been. */
export function enterBoard(execution: Storage, project: string, board: string): void {
  const others = leaveAll(readRegister(execution), project);
  const entry = others.find(({ id }) => id === board) ?? { id: board, projects: [], former: [] };
  const entered = {
    id: board,
    projects: [...entry.projects, project],
    former: entry.former.filter((key) => key !== project),
  };
  write(execution, [...others.filter(({ id }) => id !== board), entered]);
}

/** The project is on no board any more. */
export function leaveBoards(execution: Storage, project: string): void {
  write(execution, leaveAll(readRegister(execution), project));
}

/** The project was on that board, and its issues may still be there. */
export function registerFormer(execution: Storage, project: string, board: string): void {
  const boards = readRegister(execution);
  const entry = boards.find(({ id }) => id === board) ?? { id: board, projects: [], former: [] };
  const former = [...new Set([...entry.former, project])];
  write(execution, [...boards.filter(({ id }) => id !== board), { ...entry, former }]);
}

/** None of the project's issues is left on that board. */
export function forgetFormer(execution: Storage, project: string, board: string): void {
  write(
    execution,
    readRegister(execution).map((entry) =>
      entry.id === board ? { ...entry, former: entry.former.filter((key) => key !== project) } : entry,
    ),
  );
}

/** This YouTrack is a copy: the boards belong to the original. */
export function forgetBoards(execution: Storage): void {
  write(execution, []);
}

function leaveAll(boards: readonly RegisteredBoard[], project: string): readonly RegisteredBoard[] {
  return boards.map((entry) =>
    entry.projects.includes(project)
      ? {
          ...entry,
          projects: entry.projects.filter((key) => key !== project),
          former: [...new Set([...entry.former, project])],
        }
      : entry,
  );
}
