/**
 * Which boards the search for orphans goes through, in turns: always the project's own, and those that it was on before,
 * or looks after for others, until none of our issues is left there.
 */
import * as v from 'valibot';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const Ids = v.optional(v.array(v.string()), []);

export const RoundSchema = v.object({
  board: v.string(),
  /** Null: from the beginning. */
  cursor: v.nullable(v.string()),
  /** True when this round has met an issue that is about to leave the board, or an orphan. */
  isBusy: v.boolean(),
  /** Items met so far. */
  items: v.optional(v.number(), 0),
  /** External ids of the orphans whose removal was tried in this round, and in the one before. */
  tried: Ids,
  triedBefore: Ids,
  /** Of a project that gives up this board: whether a round goes on that counts, or one has met nothing. */
  clearing: v.optional(v.picklist(['no', 'under-way', 'done']), 'no'),
});
export type Round = v.InferOutput<typeof RoundSchema>;

/** Orphans remembered in one round. */
const MOST_TRIED = 500;

const roundsText = storedText(1, v.object({ rounds: v.array(RoundSchema) }), {
  0: (rounds) => ({ rounds }),
});

function read(project: ProjectHandle): readonly Round[] {
  return roundsText.readOr(project.document('rounds'), { rounds: [] }).rounds;
}

function write(project: ProjectHandle, rounds: readonly Round[]): void {
  project.record({ rounds: roundsText.write({ rounds: [...rounds] }) });
}

/** From the beginning. */
export function newRound(board: string): Round {
  return { board, cursor: null, isBusy: false, items: 0, tried: [], triedBefore: [], clearing: 'no' };
}

/** The round whose turn it is; null without a board. */
export function nextRound(project: ProjectHandle): Round | null {
  const { boardId } = project.facts();
  if (boardId === null) return null;
  const rounds = read(project);
  const hasOwn = rounds.some(({ board }) => board === boardId);
  return (hasOwn ? rounds[0] : null) ?? newRound(boardId);
}

/** The round on that board, where it is now. */
export function roundOn(project: ProjectHandle, board: string): Round {
  return read(project).find((round) => round.board === board) ?? newRound(board);
}

/** Boards that the project was on before, or looks after, and that may still hold issues. */
export function formerBoards(project: ProjectHandle): readonly string[] {
  const { boardId } = project.facts();
  return read(project).flatMap(({ board }) => (board === boardId ? [] : board));
}

/** What a page of a board has brought. */
export interface TurnedPage {
  /** Null: the round is over. */
  readonly cursor: string | null;
  readonly isBusy: boolean;
  /** Items on it; absent: none. */
  readonly items?: number;
}

/** After a page whose orphans were all tried. */
export function turned(round: Round, page: TurnedPage): Round {
  const isBusy = round.isBusy || page.isBusy;
  if (page.cursor !== null) {
    return { ...round, cursor: page.cursor, isBusy, items: round.items + (page.items ?? 0) };
  }
  const clearing = round.clearing === 'under-way' && !isBusy ? 'done' : round.clearing;
  return { ...newRound(round.board), triedBefore: round.tried, clearing };
}

/** The removal of these orphans is tried now. @param ids external ids. */
export function tried(round: Round, ids: readonly string[]): Round {
  return { ...round, isBusy: true, tried: [...round.tried, ...ids].slice(-MOST_TRIED) };
}

/** The removal of these orphans was not tried after all: there was no call for it. @param ids external ids. */
export function untried(round: Round, ids: readonly string[]): Round {
  const isOther = (id: string): boolean => !ids.includes(id);
  return { ...round, tried: round.tried.filter(isOther), triedBefore: round.triedBefore.filter(isOther) };
}

/** @returns whether the project is done with that board. */
export function turnPage(project: ProjectHandle, board: string, page: TurnedPage): boolean {
  const before = roundOn(project, board);
  const wasBusy = before.isBusy || page.isBusy;
  const isDone = page.cursor === null && !wasBusy && board !== project.facts().boardId;
  const others = read(project).filter((round) => round.board !== board);
  write(project, isDone ? others : [...others, turned(before, page)]);
  return isDone;
}

/** The round stays on its page, with what was tried there. */
export function keepPage(project: ProjectHandle, round: Round): void {
  write(project, [...read(project).filter(({ board }) => board !== round.board), round]);
}

/** It is the turn of the other boards: nothing can be asked about that one now. */
export function turnTo(project: ProjectHandle, board: string): void {
  const rounds = read(project);
  const [round] = rounds.filter((one) => one.board === board);
  if (round === undefined || rounds.length === 1) return;
  write(project, [...rounds.filter((one) => one !== round), round]);
}

/** The board is gone. */
export function endRound(project: ProjectHandle, board: string): void {
  write(
    project,
    read(project).filter((round) => round.board !== board),
  );
}

/** When the project changes its board, or takes over one: it is looked through once more, from the beginning. */
export function searchFormerBoard(project: ProjectHandle, board: string): void {
  const others = read(project).filter((round) => round.board !== board);
  write(project, [newRound(board), ...others]);
}

/** Every board is looked through from the beginning: where the rounds were is not to be relied on. */
export function beginRounds(project: ProjectHandle): void {
  write(
    project,
    read(project).map(({ board }) => newRound(board)),
  );
}

/**
 * Has the project's board looked through from the beginning, once nothing of the project is left to be taken off it.
 *
 * @returns whether that was done, and met nothing of ours that has to leave.
 */
export function lookThrough(project: ProjectHandle, board: string): boolean {
  const { clearing } = roundOn(project, board);
  if (clearing === 'done') return true;
  if (clearing === 'no') replace(project, { ...newRound(board), clearing: 'under-way' });
  return false;
}

/** Something is left to be taken off the board: what the search has met so far does not count. */
export function lookThroughLater(project: ProjectHandle, board: string): void {
  const round = roundOn(project, board);
  if (round.clearing !== 'no') replace(project, { ...round, clearing: 'no' });
}

function replace(project: ProjectHandle, round: Round): void {
  const rounds = read(project);
  const isThere = rounds.some(({ board }) => board === round.board);
  write(
    project,
    isThere ? rounds.map((one) => (one.board === round.board ? round : one)) : [round, ...rounds],
  );
}
