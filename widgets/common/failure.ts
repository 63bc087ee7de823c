/** Turns whatever a host call rejects with into one typed failure; nothing past this file sees a raw error. */

import * as v from 'valibot';
import type { Problem } from '../../src/domain/settings-problem.ts';
import { EnvelopeSchema } from '../../src/shared/envelope.ts';
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

/** `fetchApp` and `fetchYouTrack` reject with the HTTP status, where YouTrack passes it on (youtrack-platform §8). */
const RejectionSchema = v.object({ status: v.number() });

/** The failure behind a rejected host call. Of the body, which is YouTrack's own, nothing is shown. */
export function toFailure(reason: unknown): HostFailure {
  if (reason instanceof HostFailure) return reason;
  const rejection = v.safeParse(RejectionSchema, reason);
  if (!rejection.success) return new HostFailure('unexpected');
  const { status } = rejection.output;
  return new HostFailure(status === 401 || status === 403 ? 'not-allowed' : 'unexpected', { status });
}

/**
 * What the app has put into its answer.
 *
 * @throws HostFailure for a refusal of the app, and for an answer that is no envelope.
 */
export function openEnvelope(answer: unknown): unknown {
  const { success, output } = v.safeParse(EnvelopeSchema, answer);
  if (!success) throw new HostFailure('unexpected', { status: 200 });
  if (output.ok) return output.data;
  const { status, error } = output;
  throw new HostFailure(error.code, { ...error, status });
}

/** What YouTrack says of the property. */
const NOT_UNIQUE = /Value should be unique/;

/** The body is left out where the host does not pass it on. */
const OverlapSchema = v.object({
  status: v.literal(400),
  data: v.optional(v.looseObject({ error: v.literal('invalid_properties') })),
});

/**
 * Whether YouTrack took a call back only because another request wrote the same property for the first time at the same
 * moment (youtrack-platform §15, U18). Nothing of the call is kept, so it can be made again.
 */
export function isOverlap(reason: unknown): boolean {
  const { success, output } = v.safeParse(OverlapSchema, reason);
  return success && (output.data === undefined || NOT_UNIQUE.test(JSON.stringify(output.data)));
}

/** Answers of YouTrack itself after which nothing of a request is kept: a handler threw, or the commit was refused. */
const TAKEN_BACK: readonly number[] = [400, 500];

/**
 * The failure behind a rejected call of the app.
 *
 * @param mayChange whether the call asks for a change.
 */
export function toAppFailure(reason: unknown, mayChange: boolean): HostFailure {
  const failure = toFailure(reason);
  if (failure === reason) return failure;
  const { status } = failure;
  if (status === null) return new HostFailure(isLost(reason) ? 'youtrack-unreachable' : 'youtrack-failed');
  return mayChange && TAKEN_BACK.includes(status) ? new HostFailure('nothing-changed', { status }) : failure;
}

/**
 * The failure behind a rejected call of YouTrack's own REST API, in which the app has no part.
 *
 * @param isAsked whether YouTrack asks the user about such a call before it is sent.
 */
export function toYouTrackFailure(reason: unknown, isAsked: boolean): HostFailure {
  const failure = toFailure(reason);
  if (failure.code !== 'unexpected') return failure;
  const { status } = failure;
  if (status !== null) return new HostFailure('youtrack-failed', { status });
  return new HostFailure(isAsked && !isLost(reason) ? 'not-confirmed' : 'youtrack-unreachable');
}

/** What the `fetch` of Chromium, Firefox and Safari says of a request that was lost. */
const LOST = /Failed to fetch|NetworkError|Load failed/;

/** Of the error itself only the message crosses the frame (youtrack-platform §8). */
function isLost(reason: unknown): boolean {
  const { success, output } = v.safeParse(v.object({ message: v.string() }), reason);
  return success && LOST.test(output.message);
}
