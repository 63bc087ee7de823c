/** A refusal on its way to a person: one code of the closed union, and the HTTP status that goes with it. */
import type { ErrorCode } from '../shared/error-codes.ts';

export class Refusal extends Error {
  override name = 'Refusal';

  /**
   * @param status 424: Ducalis did not do its part. Not 502, which a proxy before YouTrack may replace with a page of its own.
   * @param detail plain text for a person, never content of an issue, never a secret.
   */
  constructor(
    readonly code: ErrorCode,
    readonly status: 400 | 403 | 404 | 409 | 422 | 424,
    readonly detail?: string,
  ) {
    super(code);
  }
}
