/** Thousands of issues edited by one command, which YouTrack may split in several ways. */

import { PROJECT } from '../world.ts';
import { comeToRest, importAll } from './imports.ts';
import { type Minutes, minutesUntil, storedOn } from './waiting.ts';
import { BenchWorld, type Situation } from './world.ts';

/** How many issues each transaction holds. */
export type Split = 'one transaction' | 'transactions of 100' | 'a transaction each';

/** What the field is set to, unlike before. */
const STATES: Readonly<Record<Split, string>> = {
  'one transaction': 'In Progress',
  'transactions of 100': 'Fixed',
  'a transaction each': 'Open',
};

export interface Edited {
  readonly time: Minutes;
  /** Of scripts, until the last issue is stored. */
  readonly searches: number;
}

/** Waits until an import is over and everything is at rest, and edits the same issues once for each split. */
export async function timesOfEdits(
  situation: Situation,
  issues: number,
  splits: readonly Split[],
): Promise<ReadonlyMap<Split, Edited>> {
  const world = await BenchWorld.open({ ...situation, projects: { [PROJECT]: issues } });
  const times = new Map<Split, Edited>();
  try {
    await importAll(world, issues);
    for (const split of splits) {
      await comeToRest(world);
      const before = searchesOf(world);
      const time = await timeOfEdit(world, issues, split);
      times.set(split, { time, searches: searchesOf(world) - before });
    }
    return times;
  } finally {
    await world.close();
  }
}

/** A scheduled rule searches whether something was edited or not. */
function searchesOf({ server }: BenchWorld): number {
  return server.youTrack.workload().searches;
}

function timeOfEdit(world: BenchWorld, issues: number, split: Split): Promise<Minutes> {
  const size = { 'one transaction': issues, 'transactions of 100': 100, 'a transaction each': 1 }[split];
  return minutesUntil(world, issues, storedOn('1', PROJECT), async () => {
    const keys = Array.from({ length: issues }, (_, index) => ({ idReadable: `${PROJECT}-${index + 1}` }));
    for (let from = 0; from < issues; from += size) {
      const some = keys.slice(from, from + size);
      await world.admin.post('commands', { query: `State {${STATES[split]}}`, issues: some });
    }
  });
}
