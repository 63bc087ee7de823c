/** Numbers and judgements of Ducalis as words. Pure. Null means "not known" and never reads as 0. */

import type { Panel, Result } from '../../src/shared/api.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import { clockTime } from '../common/time.ts';
import { errorMessage, type Message, message } from '../messages/message.ts';

export const NOT_KNOWN = '–';

export function scoreText(score: number | null, locale: string): string {
  return score === null
    ? NOT_KNOWN
    : new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(score);
}

export function priorityText(priority: number | null, locale: string): string {
  return priority === null ? NOT_KNOWN : `#${scoreText(priority, locale)}`;
}

/** `percent` runs from 0 to 100. */
export function percentText(percent: number | null, locale: string): string {
  if (percent === null) return NOT_KNOWN;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100);
}

export function hasScore(result: Result): boolean {
  return result.totalScore !== null || result.priority !== null;
}

export interface Finality {
  readonly kind: 'final' | 'preliminary' | 'unknown';
  readonly sentence: Message;
}

/**
 * How far the score can be trusted; Ducalis calls an issue with under 50 % of its votes unreliable. Sync Back fields
 * need not say anything about it.
 */
export function finality({ isFinal, votingPercent, source }: Result): Finality {
  if (isFinal) return { kind: 'final', sentence: message('issue.votes.all') };
  if (votingPercent === null && source === 'sync-back') {
    return { kind: 'unknown', sentence: message('issue.votes.unknown') };
  }
  const isUnreliable = votingPercent !== null && votingPercent < 50;
  return {
    kind: 'preliminary',
    sentence: message(isUnreliable ? 'issue.votes.few' : 'issue.votes.some'),
  };
}

/** Bounds as Ducalis colours alignment: under 35 red, under 50 orange. */
export function alignmentText(alignment: number): { words: Message; low: boolean } {
  if (alignment < 35) return { words: message('issue.alignment.differ'), low: true };
  if (alignment < 50) return { words: message('issue.alignment.partlyDiffer'), low: true };
  return { words: message('issue.alignment.agree'), low: false };
}

/** Why nothing is sent, for somebody who can't change it. */
export function suspensionReason(reason: ErrorCode): Message {
  return reason === 'token-rejected' ? message('issue.tokenRejected') : errorMessage(reason);
}

/**
 * When an issue that does not arrive is tried again.
 *
 * @param retryAt in ms, like `now`; null: not by itself.
 * @param canSend whether the person may send it.
 */
export function nextTry(retryAt: number | null, canSend: boolean, now: number, locale: string): Message {
  if (retryAt === null) return message(canSend ? 'issue.failed.waits' : 'issue.failed.waitsForChange');
  if (retryAt <= now) return message('issue.failed.retryNow');
  return message('issue.failed.retryAt', { time: clockTime(retryAt, now, locale) });
}

/** How long to wait before asking again, in ms: the less settled what is shown, the sooner. */
export function pollDelay(panel: Panel | null): number {
  if (panel?.status.state === 'sending') return 5_000;
  const isBeingEvaluated = panel?.status.state === 'synced' && panel.result?.isFinal !== true;
  return isBeingEvaluated ? 10_000 : 30_000;
}
