import { describe, expect, it } from 'vitest';
import type { Overview } from '../../src/shared/api.ts';
import { type HealthOfProject, isMoving, projectWords } from '../../widgets/settings/project-words.ts';
import { english, inEnglish } from './english.ts';
import { type LaneOfHealth, laneOf } from './health-view.ts';
import { connectedProject, lookedProject, overviewWith } from './overview.ts';

const NOW = Date.UTC(2026, 4, 4, 12);
const MOMENT = { now: NOW, locale: 'en', lanes: [] };
const works = overviewWith();

describe('the word for a project', () => {
  const cases: readonly [label: string, overview: Overview, health: HealthOfProject | null][] = [
    ['Up to date', works, lookedProject()],
    ['Connected', works, null],
    ['Sending (7)', works, lookedProject({ queued: 7 })],
    ['Sending (1,000 or more)', works, lookedProject({ queued: 1_000 })],
    [
      'Importing 20 of 1,234',
      works,
      lookedProject({ importState: 'running', checked: 20, total: 1_234, queued: 9 }),
    ],
    ['Import paused', works, lookedProject({ importState: 'paused' })],
    ['Needs attention (2)', works, lookedProject({ needsAttention: 2, queued: 5 })],
    [
      'Paused',
      overviewWith({ connection: { state: 'suspended', reason: 'token-rejected' } }),
      lookedProject(),
    ],
    ['Paused', overviewWith({ connection: { state: 'no-token' } }), lookedProject()],
    [
      'Reading only',
      overviewWith({ connection: { push: 'unsupported' } }),
      lookedProject({ importState: 'running' }),
    ],
  ];
  it.each(cases)('is "%s"', (label, overview, health) => {
    expect(english(projectWords(connectedProject(), health, overview, MOMENT).label)).toBe(label);
  });

  it('says until when it waits, as long as that lies ahead', () => {
    const overview = overviewWith({ connection: { notBefore: NOW + 60_000 } });
    const wordAt = (now: number) =>
      english(
        projectWords(connectedProject(), lookedProject({ queued: 1 }), overview, { ...MOMENT, now }).label,
      );
    expect(wordAt(NOW)).toMatch(/^Waiting to retry at /);
    expect(wordAt(NOW + 60_000)).toBe('Sending (1)');
  });

  it('says until when its own board waits, and nothing of others', () => {
    const lane = laneOf({ retryAt: NOW + 60_000 });
    const wordWith = (change: Partial<LaneOfHealth>) =>
      english(
        projectWords(connectedProject(), lookedProject({ queued: 1 }), works, {
          ...MOMENT,
          lanes: [{ ...lane, ...change }],
        }).label,
      );
    expect(wordWith({})).toMatch(/^Waiting to retry at /);
    expect(wordWith({ board: { id: '8', name: 'Debt' } })).toBe('Sending (1)');
    expect(wordWith({ kind: 'feed' })).toBe('Sending (1)');
    expect(wordWith({ retryAt: null })).toBe('Sending (1)');
  });

  it('gives the reason of its own pause', () => {
    const paused = connectedProject({ suspendedReason: 'board-disabled' });
    expect(inEnglish(projectWords(paused, lookedProject(), works, MOMENT))).toMatchObject({
      label: 'Paused',
      reason: 'Ducalis has switched this board off.',
    });
  });

  it('says that it is leaving before anything else', () => {
    const words = projectWords(
      connectedProject({ isLeaving: true }),
      lookedProject({ needsAttention: 1 }),
      works,
      MOMENT,
    );
    expect(english(words.label)).toBe('Leaving the board');
    expect(isMoving(words)).toBe(true);
  });

  it('is "Not connected" without a board', () => {
    expect(english(projectWords(null, null, works, MOMENT).label)).toBe('Not connected');
  });
});
