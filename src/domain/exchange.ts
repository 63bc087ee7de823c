/** One HTTP exchange, as `src/ducalis` describes it and `src/youtrack` carries it out. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Without a trailing slash. */
  readonly base: string;
  /** Relative to `base`, with the query already encoded. */
  readonly uri: string;
  readonly body: string | null;
  readonly idempotencyKey: string | null;
  /** Hands over the YouTrack token as a header; only to the one call that is meant for it. */
  readonly carriesYouTrackToken?: true;
}

export interface HttpAnswer {
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly body: string;
  /** Why there was no answer, as YouTrack says it; null when there was one. */
  readonly failure: string | null;
  /** Looks a header up without regard to case. */
  header(name: string): string | null;
}
