/** Plays many histories drawn from a seed; the first that fails is shrunk and told so that it can be played again. */
import fc from 'fast-check';
import { EXAMPLES } from './examples.ts';
import type { Network } from './network.ts';
import { play } from './play.ts';
import { type History, histories } from './steps.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';

export interface CheckOptions {
  readonly seed: number;
  /** Besides the {@link EXAMPLES}. */
  readonly runs: number;
  /** Plays one history again that failed before. */
  readonly path?: string;
  /** Longest time for finding a shorter history that fails too, in milliseconds; 0: none is looked for. */
  readonly shrinkMs: number;
  /** Which are drawn; all when absent. */
  readonly drawn?: fc.Arbitrary<History>;
  readonly played?: (history: History) => Promise<void>;
}

export interface Failure {
  readonly seed: number;
  readonly path: string;
  readonly history: History;
  readonly reason: string;
}

/** @returns the failure, shrunk, or null when every history ended well. */
export async function check(
  network: Network,
  subject: Subject,
  tally: Tally,
  { seed, runs, path, shrinkMs, drawn = histories, played }: CheckOptions,
): Promise<Failure | null> {
  let giveUpAt = Number.POSITIVE_INFINITY;
  let hasFailed = false;
  const property = fc.asyncProperty(drawn, async (history) => {
    // Too late to look for a shorter one: nothing counts as failed any more.
    if (performance.now() > giveUpAt) return;
    try {
      await play(network, subject, history, tally);
    } catch (error) {
      if (!hasFailed) giveUpAt = performance.now() + shrinkMs;
      hasFailed = true;
      throw error;
    }
    if (!hasFailed) await played?.(history);
  });
  const result = await fc.check(property, {
    seed,
    numRuns: path === undefined ? EXAMPLES.length + runs : 1,
    examples: EXAMPLES.map((example) => [example]),
    ...(path === undefined ? {} : { path }),
    ...(shrinkMs === 0 ? { endOnFailure: true } : {}),
  });
  if (!result.failed) return null;
  return {
    seed,
    path: result.counterexamplePath ?? '',
    history: result.counterexample?.[0] ?? [],
    reason:
      result.errorInstance instanceof Error
        ? (result.errorInstance.stack ?? '')
        : String(result.errorInstance),
  };
}

export function tell({ seed, path, history, reason }: Failure): string {
  return [
    `A history failed. Again: SOAK_SEED=${seed} SOAK_PATH=${path} npm run test:soak`,
    ...history
      .filter((step) => step.do !== 'nothing')
      .map((step, index) => `${index + 1}. ${JSON.stringify(step)}`),
    reason,
  ].join('\n');
}
