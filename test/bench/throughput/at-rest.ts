/** What goes on while nothing changes. */

import { passUntil } from './waiting.ts';
import { BenchWorld, type Conditions } from './world.ts';

const HOUR_MS = 3_600_000;
const SAVING_MS = 3_000;

/** The mean is of so many hours. */
const DAY_HOURS = 24;

/** An hour, on average. */
export interface Rates {
  /** Calls to Ducalis of all kinds. */
  readonly requests: number;
  /** Of scripts and of scheduled rules. */
  readonly searches: number;
  /** Of extension properties. */
  readonly writes: number;
  /** How often a scheduled rule ran in a project. */
  readonly ticks: number;
}

/**
 * From an hour after everything is stored. When the first hours alone make more calls than a whole day may, they are the
 * means of these. Null: not everything was ever stored.
 *
 * @param target calls an hour.
 */
export async function ratesAtRest(conditions: Conditions, target: number): Promise<Rates | null> {
  const world = await BenchWorld.open(conditions);
  try {
    if (!(await connectAll(world, conditions.projects))) return null;
    await world.pass(HOUR_MS);
    const before = countsOf(world);
    for (let hours = 1; ; hours += 1) {
      await world.pass(HOUR_MS);
      const now = countsOf(world);
      if (hours < DAY_HOURS && now.requests - before.requests <= target * DAY_HOURS) continue;
      const rate = (name: keyof Rates): number => (now[name] - before[name]) / hours;
      return {
        requests: rate('requests'),
        searches: rate('searches'),
        writes: rate('writes'),
        ticks: rate('ticks'),
      };
    }
  } finally {
    await world.close();
  }
}

function countsOf({ requests, server }: BenchWorld): Rates {
  const { searches, ruleSearches, propertyWrites } = server.youTrack.workload();
  return { requests, searches: searches + ruleSearches, writes: propertyWrites, ticks: ruleSearches };
}

/** Until every issue is stored; false: that was given up. */
async function connectAll(world: BenchWorld, projects: Conditions['projects']): Promise<boolean> {
  for (const key of Object.keys(projects)) {
    await world.configure(key, '1');
    // Saving asks Ducalis too, which takes no more than so many calls a minute.
    await world.pass(SAVING_MS);
  }
  const issues = Object.values(projects).reduce((sum, count) => sum + count, 0);
  return passUntil(world, () => world.ledger.idsOn('1').size >= issues);
}
