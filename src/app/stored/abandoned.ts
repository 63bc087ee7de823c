/**
 * Boards on which projects have left issues that they cannot look after themselves: what an administrator has decided
 * about them, and who looks through the board in their place. One text for the whole YouTrack.
 */
import * as v from 'valibot';
import type { Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';
import { newRound, RoundSchema } from './rounds.ts';

const Keys = v.array(v.string());

const SearchSchema = v.object({
  /** Key of the project whose rounds look through the board; null: nobody's yet. */
  by: v.nullable(v.string()),
  /** How far the administration page has come, which does it while no project can. */
  round: RoundSchema,
});

const EntrySchema = v.object({
  board: v.string(),
  /** Keys of deleted projects about whose issues an administrator is asked, also when another project comes onto the board. */
  waiting: Keys,
  /** Keys of projects that leave their issues there for good. */
  kept: Keys,
  /** Keys of projects whose issues others remove, because an administrator said so. */
  removing: Keys,
  /** Null: nobody has to look through the board for others. */
  search: v.nullable(SearchSchema),
});
export type AbandonedBoard = v.InferOutput<typeof EntrySchema>;

const abandonedText = storedText(1, v.object({ boards: v.array(EntrySchema) }));

export function readAbandoned(execution: Pick<Storage, 'storage'>): readonly AbandonedBoard[] {
  return abandonedText.readOr(execution.storage().abandoned, { boards: [] }).boards;
}

export function abandonedOn(execution: Pick<Storage, 'storage'>, board: string): AbandonedBoard {
  return readAbandoned(execution).find((entry) => entry.board === board) ?? newEntry(board);
}

function newEntry(board: string): AbandonedBoard {
  return { board, waiting: [], kept: [], removing: [], search: null };
}

function write(execution: Storage, boards: readonly AbandonedBoard[]): void {
  const used = boards.filter(
    ({ waiting, kept, removing, search }) =>
      search !== null || waiting.length + kept.length + removing.length > 0,
  );
  execution.recordStorage({ abandoned: used.length === 0 ? null : abandonedText.write({ boards: used }) });
}

function change(execution: Storage, board: string, to: (entry: AbandonedBoard) => AbandonedBoard): void {
  const others = readAbandoned(execution).filter((entry) => entry.board !== board);
  write(execution, [...others, to(abandonedOn(execution, board))]);
}

const excluding = (keys: readonly string[], key: string): string[] => keys.filter((one) => one !== key);
const including = (keys: readonly string[], key: string): string[] => [...excluding(keys, key), key];

/** An administrator is asked about the project's issues there. */
export function askAbout(execution: Storage, board: string, project: string): void {
  change(execution, board, (entry) => ({ ...entry, waiting: including(entry.waiting, project) }));
}

/** The project's issues stay on that board, and nobody is asked about them again. */
export function keepOn(execution: Storage, board: string, project: string): void {
  change(execution, board, (entry) => ({
    ...entry,
    waiting: excluding(entry.waiting, project),
    removing: excluding(entry.removing, project),
    kept: including(entry.kept, project),
  }));
}

/** Others remove the project's issues from that board. */
export function removeFrom(execution: Storage, board: string, project: string): void {
  change(execution, board, (entry) => ({
    ...entry,
    waiting: excluding(entry.waiting, project),
    kept: excluding(entry.kept, project),
    removing: including(entry.removing, project),
  }));
}

/** The project is on a board again, or is done with the one that it gave up. */
export function forgetProject(execution: Storage, project: string): void {
  const boards = readAbandoned(execution);
  if (!boards.some((entry) => [...entry.waiting, ...entry.kept, ...entry.removing].includes(project))) return;
  write(
    execution,
    boards.map((entry) => ({
      ...entry,
      waiting: excluding(entry.waiting, project),
      kept: excluding(entry.kept, project),
      removing: excluding(entry.removing, project),
    })),
  );
}

/** Somebody has to look through that board. @param by whose rounds do it; null: those of the first project that is able to. */
export function wantSearch(execution: Storage, board: string, by: string | null): void {
  change(execution, board, (entry) => ({
    ...entry,
    search: { by, round: entry.search?.round ?? newRound(board) },
  }));
}

/** How far a search has come that nobody's rounds do. */
export function noteSearch(execution: Storage, round: v.InferOutput<typeof RoundSchema>): void {
  change(execution, round.board, (entry) => ({ ...entry, search: { by: null, round } }));
}

/** The board was looked through, and met nothing that has to leave. @param isOver whether a project is done with. */
export function endSearch(execution: Storage, board: string, isOver: (project: string) => boolean): void {
  const before = readAbandoned(execution).find((entry) => entry.board === board);
  if (before === undefined) return;
  change(execution, board, (entry) => ({
    ...entry,
    removing: entry.removing.filter((key) => !isOver(key)),
    search: null,
  }));
}

/** This YouTrack is a copy: the boards belong to the original. */
export function forgetAbandoned(execution: Storage): void {
  execution.recordStorage({ abandoned: null });
}
