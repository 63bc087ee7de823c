/** Turns whatever a host call rejects with into one typed failure; nothing past this file sees a raw error. */

import * as v from 'valibot';
import type { Problem } from '../../src/domain/settings-problem.ts';
import { FailureSchema } from '../../src/shared/api.ts';
import { type ErrorCode, isRetryable } from '../../src/shared/errors.ts';
import { errorMessage, type Message, message, type Shown } from '../messages/message.ts';

/** Of a person's own request nothing is kept to be sent later: they have to ask again. */
function sentenceOf(code: ErrorCode): Message {
  return code === 'ducalis-unreachable' || code === 'ducalis-busy'
    ? message(`error.asked.${code}`)
    : errorMessage(code);
}

/** `status` is null when no server answered. */
export class HostFailure extends Error {
  override readonly name = 'HostFailure';
  readonly code: ErrorCode;
  /** What a person reads of it. */
  readonly sentence: Message;
  /** What the app or Ducalis says besides. */
  readonly detail: Shown | null;
  readonly reference: string | null;
  readonly status: number | null;
  /** Of settings: everything that does not hold, at its place. */
  readonly problems: readonly Problem[];

  constructor(
    code: ErrorCode,
    about: {
      detail?: Shown | undefined;
      reference?: string | undefined;
      status?: number | null;
      problems?: readonly Problem[] | undefined;
    } = {},
  ) {
    super(code);
    this.code = code;
    this.sentence = sentenceOf(code);
    this.detail = about.detail ?? null;
    this.reference = about.reference ?? null;
    this.status = about.status ?? null;
    this.problems = about.problems ?? [];
  }

  /** Whether trying the same again can help. A request nobody answered may always be repeated. */
  get retryable(): boolean {
    return this.status === null || isRetryable(this.code);
  }
}

/** `fetchApp` and `fetchYouTrack` reject with the HTTP status and the parsed body (youtrack-platform §8). */
const RejectionSchema = v.object({ status: v.number(), data: v.optional(v.unknown()) });

/** The failure behind a rejected host call. An answer that is not one of the app's own refusals stays unexplained. */
export function toFailure(reason: unknown): HostFailure {
  if (reason instanceof HostFailure) return reason;
  const rejection = v.safeParse(RejectionSchema, reason);
  if (!rejection.success) return new HostFailure('unexpected');
  const { status, data } = rejection.output;
  const body = v.safeParse(FailureSchema, data);
  if (body.success) {
    const { code, detail, reference, problems } = body.output.error;
    return new HostFailure(code, { detail, reference, status, problems });
  }
  return new HostFailure(status === 401 || status === 403 ? 'not-allowed' : 'unexpected', { status });
}

/** What the `fetch` of Chromium, Firefox and Safari says of a request that was lost. */
const LOST = /Failed to fetch|NetworkError|Load failed/;

/** The failure behind a rejected call of the app, also where nobody answered it: then it was lost on the way. */
export function toAppFailure(reason: unknown): HostFailure {
  return toCallFailure(reason, false);
}

/**
 * The failure behind a rejected call of YouTrack's own REST API, in which the app has no part.
 *
 * @param isAsked whether YouTrack asks about such a call.
 */
export function toYouTrackFailure(reason: unknown, isAsked: boolean): HostFailure {
  const failure = toCallFailure(reason, isAsked);
  const { code, status } = failure;
  return code === 'unexpected' ? new HostFailure('youtrack-failed', { status }) : failure;
}

/**
 * A call that nobody answered was lost on the way, or YouTrack asked the user about it first and they said no. Of the
 * error itself only the message crosses the frame (youtrack-platform §8).
 */
function toCallFailure(reason: unknown, isAsked: boolean): HostFailure {
  const failure = toFailure(reason);
  if (failure === reason || failure.status !== null) return failure;
  const { success: hasMessage, output } = v.safeParse(v.object({ message: v.string() }), reason);
  const isLost = !isAsked || (hasMessage && LOST.test(output.message));
  return new HostFailure(isLost ? 'youtrack-unreachable' : 'not-confirmed');
}
