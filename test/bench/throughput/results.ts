/** Every result of a board changes at once. */

import { PROJECT } from '../world.ts';
import { comeToRest, importAll } from './imports.ts';
import { type Minutes, minutesOf, passUntil } from './waiting.ts';
import { BenchWorld, type Situation } from './world.ts';

const BOARD = '1';
const SCORE = 7.5;

/** Until the last issue holds the new total score. */
export async function timeOfResults(situation: Situation, issues: number): Promise<Minutes> {
  const world = await BenchWorld.open({ ...situation, projects: { [PROJECT]: issues } });
  try {
    await importAll(world, issues);
    await comeToRest(world);
    const began = world.now;
    await world.ducalis.rescore(BOARD, SCORE);
    const without = issuesOf(world);
    const isDone = await passUntil(world, () => {
      while (without.length > 0 && scoreOf(world, without.at(-1) ?? '') === SCORE) without.pop();
      return without.length === 0;
    });
    return isDone ? minutesOf(world.now - began) : null;
  } finally {
    await world.close();
  }
}

function issuesOf({ server }: BenchWorld): string[] {
  return server.youTrack.read((tx) => [...tx.all('Issue')]);
}

/** Decimals are kept as text. */
function scoreOf({ server }: BenchWorld, issue: string): number {
  return Number(server.youTrack.read((tx) => tx.get(issue, 'ext:ducalis:scoreTotal')) ?? Number.NaN);
}
