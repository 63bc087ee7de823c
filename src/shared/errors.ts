/**
 * What goes with each failure: the HTTP status of a handler that refuses with it, and whether trying again can help. The
 * sentences are in the catalogue of the widgets: scripts need none.
 */
import type { ErrorCode } from './error-codes.ts';

export type { ErrorCode } from './error-codes.ts';

interface About {
  /**
   * 424: Ducalis did not do its part. Not 502, which a proxy before YouTrack may replace with a page of its own. Null: no
   * handler refuses with it; it is kept on an issue or a project, or found by a widget.
   */
  readonly status: 400 | 403 | 404 | 409 | 422 | 424 | 500 | null;
  /** Whether trying the same again can help. */
  readonly isRetryable: boolean;
}

const ABOUT = {
  'not-chosen': { status: 422, isRetryable: false },
  'too-many': { status: 422, isRetryable: false },
  'token-missing': { status: 422, isRetryable: false },
  'token-rejected': { status: 424, isRetryable: false },
  'youtrack-token-missing': { status: 422, isRetryable: false },
  'no-issue-yet': { status: 422, isRetryable: false },
  'board-not-allowed': { status: 403, isRetryable: false },
  'person-not-in-team': { status: 422, isRetryable: false },
  'ducalis-unreachable': { status: 424, isRetryable: true },
  'ducalis-busy': { status: 424, isRetryable: true },
  'answer-not-understood': { status: 424, isRetryable: true },
  'no-boards': { status: null, isRetryable: true },
  // Not 404, with which YouTrack says that there is no such project or endpoint.
  'board-not-found': { status: 422, isRetryable: false },
  'board-disabled': { status: 422, isRetryable: false },
  'board-forbidden': { status: 422, isRetryable: false },
  'push-unsupported': { status: 422, isRetryable: false },
  'instance-changed': { status: null, isRetryable: false },
  'project-not-found': { status: 404, isRetryable: false },
  'project-not-connected': { status: 409, isRetryable: false },
  'project-on-another-board': { status: 409, isRetryable: false },
  'not-abandoned': { status: 409, isRetryable: false },
  'field-not-found': { status: 422, isRetryable: false },
  'fields-incompatible': { status: 422, isRetryable: false },
  'field-matched-twice': { status: 422, isRetryable: false },
  'unit-not-applicable': { status: 422, isRetryable: false },
  'values-not-applicable': { status: 422, isRetryable: false },
  'filter-field-unsuitable': { status: 422, isRetryable: false },
  'value-not-found': { status: 422, isRetryable: false },
  'result-unsuitable': { status: 422, isRetryable: false },
  'field-both-ways': { status: 422, isRetryable: false },
  'listed-twice': { status: 422, isRetryable: false },
  conflict: { status: 409, isRetryable: false },
  'data-newer': { status: 409, isRetryable: false },
  'configuration-newer': { status: 409, isRetryable: false },
  'configuration-damaged': { status: 409, isRetryable: false },
  'request-malformed': { status: 400, isRetryable: false },
  'not-allowed': { status: 403, isRetryable: false },
  'issue-not-found': { status: 404, isRetryable: false },
  'value-not-mapped': { status: null, isRetryable: true },
  'issue-rejected': { status: null, isRetryable: true },
  'issue-failing': { status: null, isRetryable: true },
  'issue-blocked': { status: null, isRetryable: true },
  'issue-unanswered': { status: null, isRetryable: true },
  'revision-ahead': { status: null, isRetryable: true },
  'removed-in-ducalis': { status: null, isRetryable: true },
  'youtrack-unreachable': { status: null, isRetryable: true },
  'youtrack-failed': { status: null, isRetryable: true },
  'not-confirmed': { status: null, isRetryable: true },
  'nothing-changed': { status: null, isRetryable: true },
  unexpected: { status: 500, isRetryable: true },
} as const satisfies Readonly<Record<ErrorCode, About>>;

/** Codes that a handler refuses with. */
export type RefusalCode = {
  [Code in ErrorCode]: (typeof ABOUT)[Code]['status'] extends null ? never : Code;
}[ErrorCode];

export function statusOf(code: RefusalCode): number {
  return ABOUT[code].status;
}

/** Whether trying the same again can help. */
export function isRetryable(code: ErrorCode): boolean {
  return ABOUT[code].isRetryable;
}
