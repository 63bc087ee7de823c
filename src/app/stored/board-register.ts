/**
 * Which projects are on each board, and which were: one list for the whole YouTrack. It makes work possible for
 * projects that no rule runs for, because they have no issue or exist no more.
 */
import * as v from 'valibot';
import type { Projects, Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const BoardSchema = v.object({
  id: v.string(),
  /** Keys of the projects on the board. */
  projects: v.array(v.string()),
  /** Keys of projects that were on it, and whose issues may still be there. */
  former: v.array(v.string()),
});
type RegisteredBoard = v.InferOutput<typeof BoardSchema>;

/** Which key the project of a queue had last: YouTrack lets a key be changed. */
const KeySchema = v.object({ queueId: v.string(), key: v.string() });

const RegisterSchema = v.object({
  boards: v.array(BoardSchema),
  keys: v.optional(v.array(KeySchema), []),
});
type Register = v.InferOutput<typeof RegisterSchema>;

const registerText = storedText(1, RegisterSchema);

function read(execution: Pick<Storage, 'storage'>): Register {
  return registerText.readOr(execution.storage().boards, { boards: [], keys: [] });
}

export function readRegister(execution: Pick<Storage, 'storage'>): readonly RegisteredBoard[] {
  return read(execution).boards;
}

/** Keys of the projects whose issues may be on that board. */
export function projectsOn(execution: Pick<Storage, 'storage'>, board: string): readonly string[] {
  const entry = readRegister(execution).find(({ id }) => id === board);
  return entry === undefined ? [] : [...entry.projects, ...entry.former];
}

function write(
  execution: Storage,
  boards: readonly RegisteredBoard[],
  keys: Register['keys'] = read(execution).keys,
): void {
  const used = boards.filter(({ projects, former }) => projects.length + former.length > 0);
  const named = new Set(used.flatMap(({ projects, former }) => [...projects, ...former]));
  const known = keys.filter(({ key }) => named.has(key));
  execution.recordStorage({ boards: registerText.write({ boards: used, keys: known }) });
}

/** Notes which key the project has, and puts it in the place of the one that it had. */
export function noteKey(execution: Storage, { key, queueId }: { key: string; queueId: string | null }): void {
  if (queueId === null) return;
  const { boards, keys } = read(execution);
  const before = keys.find((one) => one.queueId === queueId)?.key;
  if (before === key) return;
  const renamed = (names: readonly string[]): string[] => [
    ...new Set(names.map((name) => (name === before ? key : name))),
  ];
  write(
    execution,
    boards.map(({ id, projects, former }) => ({ id, projects: renamed(projects), former: renamed(former) })),
    [...keys.filter((one) => one.queueId !== queueId && one.key !== key), { queueId, key }],
  );
}

/** Whether the project with that key is gone, and has not only another key by now. */
export function isDeleted(execution: Pick<Storage, 'storage'> & Projects, key: string): boolean {
  const known = read(execution).keys.find((one) => one.key === key);
  return known === undefined
    ? execution.projectByKey(key) === null
    : execution.projectByQueueId(known.queueId) === null;
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

/** The project is on no board any more, and nothing of it has to leave the last one. */
export function leaveBoards(execution: Storage, project: string): void {
  write(
    execution,
    readRegister(execution).map((entry) => ({
      ...entry,
      projects: entry.projects.filter((key) => key !== project),
    })),
  );
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

/** Somebody has looked through that board, and met nothing that has to leave: projects that cannot do so themselves are done with it. */
export function forgetUnable(execution: Storage & Projects, board: string): void {
  const isThere = (key: string): boolean => !isDeleted(execution, key);
  const canLook = (key: string): boolean => execution.projectByKey(key)?.facts().connected === true;
  const before = readRegister(execution);
  const after = before.map((entry) =>
    entry.id === board
      ? { ...entry, projects: entry.projects.filter(isThere), former: entry.former.filter(canLook) }
      : entry,
  );
  write(execution, after);
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
