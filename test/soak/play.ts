/** Plays one history to its end and holds what is left against the model. */
import { act } from './actions.ts';
import { isCalm } from './examples.ts';
import { playLasting } from './lasting.ts';
import type { Difference } from './model.ts';
import type { Network } from './network.ts';
import { comeToRest, unrest, whatIsWrong } from './rest.ts';
import { clockOf, type History, isLasting } from './steps.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';
import { Violation, World } from './world.ts';
import type { WrongClock } from './wrong-clock.ts';

/** @throws Violation that says which invariant does not hold. */
export async function play(
  network: Network,
  subject: Subject,
  history: History,
  tally: Tally,
): Promise<void> {
  if (isLasting(history)) return playLasting(network, subject, history, tally);
  const clock = clockOf(history);
  const world = await World.open(network, subject, tally, { clock });
  const beganAt = world.server.youTrack.now();
  try {
    for (const step of history) await act(world, step);
    countClock(tally, clock, world.server.youTrack.now() - beganAt);
    if (isCalm(history)) await demandPromptness(world);
    await comeToRest(world);
    world.checkLogs();
    world.checkEdits();
    const wrong = await whatIsWrong(world);
    if (wrong.length > 0)
      throw new Violation(`At rest Ducalis does not hold what it should:\n${list(wrong)}`);
    const restless = await unrest(world);
    if (restless.length > 0) throw new Violation(`At rest something went on:\n${restless.join('\n')}`);
    tally.count('runs');
  } catch (error) {
    throw new Violation(`${error instanceof Error ? error.message : String(error)}\n${world.complaints()}`, {
      cause: error,
    });
  } finally {
    await world.close();
  }
}

/** @param livedMs how long the history went on: what would have come later did not happen. */
function countClock(tally: Tally, { jumps, apartMs }: WrongClock, livedMs: number): void {
  if (apartMs !== 0) tally.count('nodes that differ');
  for (const { fromMs, aheadMs } of jumps) {
    if (fromMs < livedMs) tally.count(aheadMs > 0 ? 'clock ahead' : 'clock behind');
  }
}

/** Long enough for every drain, too short for a sweep to help. */
const PROMPT_MS = 30_000;

async function demandPromptness(world: World): Promise<void> {
  await world.pass(PROMPT_MS);
  const late = await whatIsWrong(world);
  if (late.length > 0) throw new Violation(`An edit has not arrived within half a minute:\n${list(late)}`);
}

/** What is wrong in the end, for something that is not expected to hold. */
export async function damage(
  network: Network,
  subject: Subject,
  history: History,
  tally: Tally,
): Promise<readonly Difference[]> {
  const world = await World.open(network, subject, tally);
  try {
    for (const step of history) await act(world, step);
    await comeToRest(world);
    return await whatIsWrong(world);
  } finally {
    await world.close();
  }
}

export function list(wrong: readonly Difference[]): string {
  return wrong.map(({ kind, key, detail }) => `  ${kind} ${key}: ${detail}`).join('\n');
}
