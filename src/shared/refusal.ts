/** A refusal on its way to a person: one code of the closed union, which has its HTTP status in `shared/errors.ts`. */
import type { Problem } from '../domain/settings-problem.ts';
import type { RefusalCode } from './errors.ts';

export class Refusal extends Error {
  /**
   * @param detail plain text for a person, never content of an issue, never a secret.
   * @param problems of settings that do not hold: all of them, the first of which gives code and detail.
   */
  constructor(
    readonly code: RefusalCode,
    readonly detail?: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(code);
  }
}

/** @throws Refusal with everything that does not hold of settings. */
export function demandNone(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  throw new Refusal(first.code, first.detail ?? undefined, problems);
}
