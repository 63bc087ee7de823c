/** First imports, with the page closed. */
import { PROJECT } from '../world.ts';
import { type Minutes, minutesUntil, storedOn } from './waiting.ts';
import { BenchWorld, type Situation } from './world.ts';

const HOUR_MS = 3_600_000;

/** From saving the configuration to the last issue stored. */
export function importAll(world: BenchWorld, issues: number): Promise<Minutes> {
  return minutesUntil(world, issues, storedOn('1', PROJECT), () => world.configure(PROJECT, '1'));
}

export async function timeOfImport(situation: Situation, issues: number): Promise<Minutes> {
  const world = await BenchWorld.open({ ...situation, projects: { [PROJECT]: issues } });
  try {
    return await importAll(world, issues);
  } finally {
    await world.close();
  }
}

/** Everything is stored and the feed is read. */
export async function comeToRest(world: BenchWorld): Promise<void> {
  await world.pass(2 * HOUR_MS);
}
