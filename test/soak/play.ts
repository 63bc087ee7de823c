/** Plays one history to its end and holds what is left against the model. */
import { act } from './actions.ts';
import { isCalm } from './examples.ts';
import type { Difference } from './model.ts';
import type { Network } from './network.ts';
import { comeToRest, unrest, whatIsWrong } from './rest.ts';
import type { History } from './steps.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';
import { Violation, World } from './world.ts';

/** @throws Violation that says which invariant does not hold. */
export async function play(
  network: Network,
  subject: Subject,
  history: History,
  tally: Tally,
): Promise<void> {
  const world = await World.open(network, subject, tally);
  try {
    for (const step of history) await act(world, step);
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

function list(wrong: readonly Difference[]): string {
  return wrong.map(({ kind, key, detail }) => `  ${kind} ${key}: ${detail}`).join('\n');
}
