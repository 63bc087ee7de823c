/** Lets virtual time go by until something has happened to each of many issues. */
import type { Taken } from './ledger.ts';
import type { BenchWorld } from './world.ts';

const MINUTE_MS = 60_000;
const STEP_MS = 1_000;
/** After so long a row gives up, in milliseconds of virtual time. */
export const PATIENCE_MS = 24 * 60 * MINUTE_MS;

/** Null: not within {@link PATIENCE_MS}. */
export type Minutes = number | null;

/**
 * From now to the answer that brought the last of them.
 * @param wanted how many. @param pick what tells one from another; null: it does not count.
 * @param act what begins it all, at once.
 */
export async function minutesUntil(
  world: BenchWorld,
  wanted: number,
  pick: (taken: Taken) => string | null,
  act: () => Promise<void>,
): Promise<Minutes> {
  const began = world.now;
  const seen = new Set<string>();
  let last = began;
  world.ledger.watch((taken) => {
    const one = taken.sentAt >= began ? pick(taken) : null;
    if (one === null || seen.has(one)) return;
    seen.add(one);
    last = Math.max(last, taken.at);
  });
  await act();
  const isDone = await passUntil(world, () => seen.size >= wanted);
  return isDone ? minutesOf(last - began) : null;
}

export function minutesOf(ms: number): number {
  return ms / MINUTE_MS;
}

/** False: it was given up. */
export async function passUntil(world: BenchWorld, isDone: () => boolean): Promise<boolean> {
  for (const end = world.now + PATIENCE_MS; !isDone(); ) {
    if (world.now >= end) return false;
    await world.pass(STEP_MS);
  }
  return true;
}

/** Picks what is stored on the board of issues of that project. */
export function storedOn(board: string, project: string): (taken: Taken) => string | null {
  return ({ kind, board: where, key }) =>
    kind === 'stored' && where === board && key.startsWith(`${project}-`) ? key : null;
}
