/** What goes on while nothing changes. */

import { passUntil } from './waiting.ts';
import { BenchWorld, type Conditions } from './world.ts';

const HOUR_MS = 3_600_000;
const SAVING_MS = 3_000;

/** The mean is of so many hours. */
const DAY_HOURS = 24;

/**
 * Calls an hour, from an hour after everything is stored. When the first hours alone make more calls than a whole day may,
 * it is their mean. Null: not everything was ever stored.
 *
 * @param target calls an hour.
 */
export async function requestsAtRest(conditions: Conditions, target: number): Promise<number | null> {
  const world = await BenchWorld.open(conditions);
  try {
    if (!(await connectAll(world, conditions.projects))) return null;
    await world.pass(HOUR_MS);
    const before = world.requests;
    let hours = 0;
    do {
      await world.pass(HOUR_MS);
      hours += 1;
    } while (hours < DAY_HOURS && world.requests - before <= target * DAY_HOURS);
    return (world.requests - before) / hours;
  } finally {
    await world.close();
  }
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
