/** What could show that a lane passes although issues fail in it: an issue that its board has already. */
import type { Carried } from './journey.ts';
import type { Stuck } from './sticking.ts';

/**
 * Whether several issues had failed on a board and nothing was left there that passes. For all that anybody can know
 * then, the whole lane fails, and what is new waits with it.
 *
 * @param path of a call to that board. @param at in milliseconds since the epoch.
 */
export function isWithoutWitness(
  path: string,
  at: number,
  { carried, sticks }: { readonly carried: readonly Carried[]; readonly sticks: readonly Stuck[] },
): boolean {
  const board = boardOf(path);
  const witnesses = new Set<string>();
  const failing = new Set<string>();
  for (const one of carried) {
    if (one.at > at || boardOf(one.alone.path) !== board) continue;
    const { externalId } = one;
    if (sticks.some((stick) => stick.strikesAt(one.at, one.alone))) {
      failing.add(externalId);
      witnesses.delete(externalId);
    } else if (one.isTaken) {
      failing.delete(externalId);
      if (one.item === null) witnesses.delete(externalId);
      else witnesses.add(externalId);
    }
  }
  return failing.size > 1 && witnesses.size === 0;
}

function boardOf(path: string): string | null {
  return /^\/api\/boards\/[^/]+\//.exec(path)?.[0] ?? null;
}
