/** A refusal on its way to a person: one code of the closed union, and the HTTP status that goes with it. */
import type { Problem } from '../domain/settings-problem.ts';
import type { ErrorCode } from '../shared/error-codes.ts';

export class Refusal extends Error {
  override name = 'Refusal';

  /**
   * @param status 424: Ducalis did not do its part. Not 502, which a proxy before YouTrack may replace with a page of its own.
   * @param detail plain text for a person, never content of an issue, never a secret.
   * @param problems of settings that do not hold: all of them, the first of which gives code and detail.
   */
  constructor(
    readonly code: ErrorCode,
    readonly status: 400 | 403 | 404 | 409 | 422 | 424,
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
  const { code, detail } = first;
  throw new Refusal(code, code === 'board-not-allowed' ? 403 : 422, detail ?? undefined, problems);
}
