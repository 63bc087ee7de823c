/**
 * Which boards the search for orphans goes through, one page each round and in turns: always the project's own, and those
 * it was on before until none of its issues is left there.
 */
import * as v from 'valibot';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const RoundSchema = v.object({
  board: v.string(),
  /** Null: from the beginning. */
  cursor: v.nullable(v.string()),
  /** True when this round has met an issue that is about to leave the board. */
  isBusy: v.boolean(),
});
type Round = v.InferOutput<typeof RoundSchema>;

const roundsText = storedText(1, v.object({ rounds: v.array(RoundSchema) }), {
  0: (rounds) => ({ rounds }),
});

function read(project: ProjectHandle): readonly Round[] {
  return roundsText.readOr(project.document('rounds'), { rounds: [] }).rounds;
}

function write(project: ProjectHandle, rounds: readonly Round[]): void {
  project.record({ rounds: roundsText.write({ rounds: [...rounds] }) });
}

/** The round whose turn it is; null without a board. */
export function nextRound(project: ProjectHandle): Round | null {
  const { boardId } = project.facts();
  if (boardId === null) return null;
  const rounds = read(project);
  const hasOwn = rounds.some(({ board }) => board === boardId);
  return (hasOwn ? rounds[0] : null) ?? { board: boardId, cursor: null, isBusy: false };
}

/** Boards that the project was on before, and that may still hold issues of it. */
export function formerBoards(project: ProjectHandle): readonly string[] {
  const { boardId } = project.facts();
  return read(project).flatMap(({ board }) => (board === boardId ? [] : board));
}

/** True when the round on that board has begun. */
export function isMidway(project: ProjectHandle, board: string): boolean {
  return (read(project).find((round) => round.board === board)?.cursor ?? null) !== null;
}

/** After a page without orphans. @param page `cursor` null: the round is over. */
export function turnPage(
  project: ProjectHandle,
  board: string,
  page: { readonly cursor: string | null; readonly isBusy: boolean },
): void {
  const rounds = read(project);
  const others = rounds.filter((round) => round.board !== board);
  const wasBusy = rounds.find((round) => round.board === board)?.isBusy === true;
  const isBusy = wasBusy || page.isBusy;
  const isOver = page.cursor === null;
  const isDone = isOver && !isBusy && board !== project.facts().boardId;
  write(project, isDone ? others : [...others, { board, cursor: page.cursor, isBusy: isBusy && !isOver }]);
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

/** When the project changes its board: the old one is looked through once more, from the beginning. */
export function searchFormerBoard(project: ProjectHandle, board: string): void {
  const others = read(project).filter((round) => round.board !== board);
  write(project, [{ board, cursor: null, isBusy: false }, ...others]);
}

/** Every board is looked through from the beginning: where the rounds were is not to be relied on. */
export function beginRounds(project: ProjectHandle): void {
  write(
    project,
    read(project).map(({ board }) => ({ board, cursor: null, isBusy: false })),
  );
}
