/**
 * What is known of boards that are read before the first import. On each project: its own reading, and what was on its
 * boards before. In the app's storage: which boards were read, for projects that come later. The project's is what counts:
 * two readings that end at once may lose an entry of the common list, and then that board is read once more.
 */
import * as v from 'valibot';
import type { Reading } from '../../domain/board-reading.ts';
import type { Clock, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const Revision = v.pipe(v.number(), v.safeInteger());

const ReadingSchema = v.object({
  board: v.string(),
  startedAt: v.number(),
  cursor: v.nullable(v.string()),
  size: v.number(),
  asks: v.picklist(['listing', 'fields']),
  call: v.nullable(v.string()),
  at: v.number(),
  refusals: v.number(),
  missingSince: v.optional(v.nullable(v.number()), null),
  found: v.array(v.string()),
  before: Revision,
  hasOthers: v.boolean(),
});

const AdoptionSchema = v.object({
  /** When the project was put on its board. */
  since: v.number(),
  reading: v.nullable(ReadingSchema),
  /** No revision of what was on that board before this installation is greater. */
  before: v.array(v.object({ board: v.string(), revision: Revision })),
});
type ProjectAdoption = v.InferOutput<typeof AdoptionSchema>;

const adoptionText = storedText(1, AdoptionSchema);

const ReadBoardSchema = v.object({
  board: v.string(),
  before: Revision,
  /** Whether a project that comes later may find issues of its own there. */
  hasOthers: v.boolean(),
});
type ReadBoard = v.InferOutput<typeof ReadBoardSchema>;

const boardsText = storedText(1, v.object({ boards: v.array(ReadBoardSchema) }));

type Asking = Pick<Storage, 'storage'>;

function read(project: ProjectHandle): ProjectAdoption {
  return adoptionText.readOr(project.document('adoption'), { since: 0, reading: null, before: [] });
}

function write(project: ProjectHandle, change: Partial<ProjectAdoption>): void {
  project.record({ adoption: adoptionText.write({ ...read(project), ...change }) });
}

function readBoards(execution: Asking): readonly ReadBoard[] {
  return boardsText.readOr(execution.storage().readBoards, { boards: [] }).boards;
}

function knownBoard(execution: Asking, board: string): ReadBoard | null {
  return readBoards(execution).find((one) => one.board === board) ?? null;
}

/** Whether that board was read to its end. */
export function wasRead(execution: Asking, board: string): boolean {
  return knownBoard(execution, board) !== null;
}

/** Whether a project that is put on the board may find issues of its own there, which a former installation has sent. */
export function isToBeRead(execution: Asking, board: string): boolean {
  return knownBoard(execution, board)?.hasOthers ?? true;
}

/** The project is put on another board than before. */
export function joinBoard(execution: Clock & Asking, project: ProjectHandle, board: string): void {
  const known = knownBoard(execution, board);
  write(project, {
    since: execution.now,
    reading: null,
    ...(known === null ? {} : withBefore(project, known)),
  });
}

/** The reading of the project's board; null: it has not begun. */
export function readingOf(project: ProjectHandle): Reading | null {
  const { reading } = read(project);
  return reading?.board === project.facts().boardId ? reading : null;
}

/** @param reading null: it begins again. */
export function writeReading(project: ProjectHandle, reading: Reading | null): void {
  write(project, { reading: reading === null ? null : { ...reading, found: [...reading.found] } });
}

/** No revision of what was on that board before this installation is greater; null: the board was never read. */
export function revisionBefore(execution: Asking, project: ProjectHandle, board: string): number | null {
  const own = read(project).before.find((one) => one.board === board)?.revision ?? null;
  const known = knownBoard(execution, board)?.before ?? null;
  return own === null || known === null ? (own ?? known) : Math.max(own, known);
}

/** When the project was put on its board, in milliseconds since the epoch. */
export function joinedAt(project: ProjectHandle): number {
  return read(project).since;
}

/** What was on the board before is known to the project from now on. */
export function noteBefore(project: ProjectHandle, board: string, before: number): void {
  write(project, withBefore(project, { board, before }));
}

/** The board was read to its end. */
export function noteRead(execution: Storage, { board, before, hasOthers }: ReadBoard): void {
  const others = readBoards(execution).filter((one) => one.board !== board);
  const boards = [...others, { board, before, hasOthers }];
  execution.recordStorage({ readBoards: boardsText.write({ boards }) });
}

/** This YouTrack is a copy: the boards belong to the original. */
export function forgetReadBoards(execution: Storage): void {
  execution.recordStorage({ readBoards: null });
}

function withBefore(
  project: ProjectHandle,
  { board, before: revision }: Pick<ReadBoard, 'board' | 'before'>,
): Pick<ProjectAdoption, 'before'> {
  return { before: [...read(project).before.filter((one) => one.board !== board), { board, revision }] };
}
