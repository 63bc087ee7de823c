import { describe, expect, it } from 'vitest';
import type { Overview, Panel, Result } from '../../src/shared/api.ts';
import { clockTime, relativeTime } from '../../widgets/common/time.ts';
import {
  alignmentText,
  finality,
  hasScore,
  NOT_KNOWN,
  nextTry,
  percentText,
  pollDelay,
  priorityText,
  scoreText,
} from '../../widgets/issue/wording.ts';
import { connectionWords } from '../../widgets/settings/account/connection-words.ts';
import { english, inEnglish } from './english.ts';
import { connectedProject, overviewWith } from './overview.ts';
import { GROWTH } from './project-view.ts';

const result: Result = {
  priority: 3,
  isTopPriority: true,
  totalScore: 87.4249,
  votingPercent: 100,
  isFinal: true,
  alignment: 72,
  criteria: [],
  scoredAt: null,
  source: 'board',
};

describe('numbers', () => {
  it('are shown in the locale, with two digits at most', () => {
    expect(scoreText(1234.567, 'de')).toBe('1.234,57');
    expect(priorityText(3, 'en')).toBe('#3');
    expect(percentText(66.6, 'en')).toBe('67%');
  });

  it('that are not known are never 0, and 0 is 0', () => {
    expect([scoreText(null, 'en'), priorityText(null, 'en'), percentText(null, 'en')]).toEqual([
      NOT_KNOWN,
      NOT_KNOWN,
      NOT_KNOWN,
    ]);
    expect(scoreText(0, 'en')).toBe('0');
  });

  it('make a score by total score or by rank', () => {
    expect(hasScore(result)).toBe(true);
    expect(hasScore({ ...result, totalScore: null })).toBe(true);
    expect(hasScore({ ...result, totalScore: null, priority: null })).toBe(false);
  });
});

describe('finality', () => {
  it.each([
    [true, 100, 'final'],
    [false, 80, 'preliminary'],
    [false, null, 'preliminary'],
  ])('final %s with %s votes is %s', (isFinal, votingPercent, kind) => {
    expect(finality({ ...result, isFinal, votingPercent }).kind).toBe(kind);
  });

  it('does not call a result of Sync Back fields preliminary when they say nothing about votes', () => {
    const silent: Result = { ...result, isFinal: false, votingPercent: null, source: 'sync-back' };
    expect(finality(silent).kind).toBe('unknown');
    expect(finality({ ...silent, votingPercent: 80 }).kind).toBe('preliminary');
  });

  it('warns under half of the votes', () => {
    expect(english(finality({ ...result, isFinal: false, votingPercent: 49 }).sentence)).toMatch(
      /not reliable/,
    );
    expect(english(finality({ ...result, isFinal: false, votingPercent: 50 }).sentence)).not.toMatch(
      /not reliable/,
    );
  });

  it.each([
    [34, 'opinions differ'],
    [35, 'opinions partly differ'],
    [50, 'in agreement'],
  ])('alignment of %i reads "%s"', (alignment, words) => {
    expect(english(alignmentText(alignment).words)).toBe(words);
  });
});

describe('time', () => {
  // At noon here, wherever that is.
  const now = new Date(2026, 2, 2, 12).getTime();
  it.each([
    [0, 'now'],
    [59_999, 'now'],
    [-5_000, 'now'],
    [60_000, '1 minute ago'],
    [3_599_999, '59 minutes ago'],
    [7_200_000, '2 hours ago'],
    [86_400_000, 'yesterday'],
  ])('%i ms ago reads "%s"', (age, words) => {
    expect(relativeTime(now - age, now, 'en')).toBe(words);
  });

  it('follows the locale', () => {
    expect(relativeTime(now - 60_000, now, 'de')).toBe('vor 1 Minute');
  });

  it('names the day only when it is another one', () => {
    expect(clockTime(now, now, 'de')).toMatch(/^\d\d:\d\d$/);
    expect(clockTime(now + 172_800_000, now, 'de')).toMatch(/\d\d:\d\d$/);
    expect(clockTime(now + 172_800_000, now, 'de')).not.toMatch(/^\d\d:\d\d$/);
  });
});

describe('an issue that does not arrive', () => {
  const now = new Date(2026, 2, 2, 12).getTime();
  it.each([
    [now + 60_000, true, 'Next try at 12:01.'],
    [now - 1, false, 'It is about to be tried again.'],
    [null, true, 'It is sent again when it changes, or with Send now.'],
    [null, false, 'It is sent again when it changes.'],
  ])('is tried again at %j (may be sent: %s): %s', (retryAt, canSend, words) => {
    expect(english(nextTry(retryAt, canSend, now, 'en-GB'))).toBe(words);
  });
});

describe('pollDelay', () => {
  const panel: Panel = {
    status: { state: 'synced' },
    board: null,
    result: null,
    ducalisUrl: null,
    syncedAt: null,
    canRetry: false,
  };

  it.each<[string, Panel | null, number]>([
    ['while sending', { ...panel, status: { state: 'sending', retryAt: null, reason: null } }, 5_000],
    ['before there is a score', panel, 10_000],
    ['while a score is preliminary', { ...panel, result: { ...result, isFinal: false } }, 10_000],
    ['when a score is final', { ...panel, result }, 30_000],
    ['when nothing is to be expected', { ...panel, status: { state: 'not-connected' } }, 30_000],
    ['before the first answer', null, 30_000],
  ])('%s', (_when, shown, ms) => {
    expect(pollDelay(shown)).toBe(ms);
  });
});

describe('connectionWords', () => {
  const overview = (connection: Partial<Overview['connection']>): Overview =>
    overviewWith({ connection, boards: [GROWTH] });

  it('counts the boards of a working connection', () => {
    expect(inEnglish(connectionWords(overview({})))).toMatchObject({
      label: 'Connected',
      tone: 'good',
      sentence: '1 board found.',
    });
  });

  it('does not praise a connection whose last test failed', () => {
    const words = connectionWords(overview({ reason: 'ducalis-unreachable' }));
    expect(words.tone).toBe('neutral');
    expect(english(words.sentence)).toMatch(/last test failed.*did not answer/);
  });

  it('gives the reason of a suspension', () => {
    const suspended = overview({ state: 'suspended', reason: 'token-rejected' });
    const words = connectionWords({ ...suspended, projects: [connectedProject()] });
    expect(inEnglish(words)).toMatchObject({ label: 'Paused', tone: 'bad' });
    expect(english(words.sentence)).toMatch(/did not accept the API token/);
    expect(inEnglish(connectionWords(suspended))).toMatchObject({ label: 'Not connected', tone: 'bad' });
  });
});
