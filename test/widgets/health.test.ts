import { describe, expect, it } from 'vitest';
import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import { ERROR_CODES } from '../../src/shared/error-codes.ts';
import { counted } from '../../widgets/common/counts.ts';
import { message } from '../../widgets/messages/message.ts';
import { findingsOf, headlineOf } from '../../widgets/settings/health/health.ts';
import { LONGEST_QUIET_MS } from '../../widgets/settings/health/project-findings.ts';
import { english, inEnglish } from './english.ts';
import { healthWith, listedProject, NOW, overviewWith, type ProjectOfHealth } from './health-view.ts';
import { abandonedProject } from './overview.ts';

const find = (overview: Overview, health: Health | null = healthWith({})) =>
  findingsOf(overview, health, NOW, 'en');
const keys = (overview: Overview, health?: Health | null) => find(overview, health).map(({ key }) => key);
const only = (overview: Overview, health?: Health | null) => {
  const [finding, ...others] = find(overview, health);
  expect(others).toEqual([]);
  return finding;
};
const looked = (project: Partial<ProjectOfHealth>) => only(overviewWith(), healthWith(project));

describe('a project that was deleted', () => {
  it('leads to the decision about its issues', () => {
    expect(only(overviewWith({}, { abandoned: [abandonedProject()] }))).toMatchObject({
      key: 'abandoned',
      urgency: 'todo',
      project: { key: 'OLD', name: 'OLD' },
      action: { kind: 'step', step: 'projects' },
    });
  });

  it.each([{ state: 'removing' }, { why: 'detached' }] as const)('needs nobody: %j', (change) => {
    expect(find(overviewWith({}, { abandoned: [abandonedProject(change)] }))).toEqual([]);
  });
});

describe('issues that were deleted in Ducalis', () => {
  it('are one finding when they are many, and none when they are looked at one by one', () => {
    expect(looked({ removedInDucalis: 1_234 })).toMatchObject({
      key: 'removed-in-ducalis',
      urgency: 'todo',
      action: { kind: 'open-tab', tab: 'import' },
    });
    expect(english(looked({ removedInDucalis: 1_234 })?.sentence)).toMatch(/^1,234 issues/);
    expect(find(overviewWith(), healthWith({ removedInDucalis: 19 }))).toEqual([]);
  });
});

describe('a connection', () => {
  it('that works needs nothing', () => {
    expect(find(overviewWith())).toEqual([]);
  });

  it('whose token is rejected leads to the token', () => {
    expect(only(overviewWith({ state: 'suspended', reason: 'token-rejected' }))).toMatchObject({
      key: 'token-rejected',
      urgency: 'stopped',
      action: { kind: 'step', step: 'account' },
    });
  });

  it('without a token is a finding only once projects depend on it', () => {
    expect(keys(overviewWith({ state: 'no-token' }))).toEqual(['token-missing']);
    expect(keys(overviewWith({ state: 'no-token' }, { projects: [] }), healthWith())).toEqual([]);
  });

  it('at another address leads to the question', () => {
    expect(only(overviewWith({ state: 'suspended', reason: 'instance-changed' }))).toMatchObject({
      action: { kind: 'answer' },
    });
  });

  it('that failed, was never tested, or is not understood is to be tested', () => {
    for (const [connection, urgency] of [
      [{ state: 'failed', reason: 'no-boards' }, 'stopped'],
      [{ state: 'untested' }, 'stopped'],
      [{ push: 'unknown' }, 'stopped'],
      [{ reason: 'ducalis-unreachable' }, 'todo'],
    ] as const) {
      expect(only(overviewWith(connection))).toMatchObject({ urgency, action: { kind: 'test' } });
    }
  });

  it('that waits says until when, and goes on by itself', () => {
    const finding = only(overviewWith({ notBefore: NOW + 600_000 }));
    expect(finding).toMatchObject({ key: 'waiting', urgency: 'note' });
    expect(english(finding?.sentence)).toMatch(/by itself at \d/);
    expect(find(overviewWith({ notBefore: NOW - 1 }))).toEqual([]);
  });

  it('has a sentence for every reason', () => {
    for (const state of ['suspended', 'failed', 'connected'] as const) {
      for (const reason of ERROR_CODES) expect(find(overviewWith({ state, reason }))).toHaveLength(1);
    }
  });
});

describe('Ducalis reading YouTrack', () => {
  const reading = (state: Overview['integration']['state']) => ({
    integration: { state, user: null, projects: null, notes: [], complaint: null, at: null },
  });

  it('is a matter of step 2 when it was refused, went unanswered or was never asked', () => {
    for (const state of ['refused', 'failed', 'unknown'] as const) {
      expect(only(overviewWith({}, reading(state)))).toMatchObject({
        urgency: 'todo',
        action: { kind: 'step', step: 'reading' },
      });
    }
  });

  it('may be left out while the app sends by itself', () => {
    expect(keys(overviewWith({}, { ...reading('unknown'), hasYouTrackToken: false }))).toEqual([]);
  });

  it('is all there is where Ducalis takes no issues from the app', () => {
    const overview = overviewWith(
      { push: 'unsupported' },
      { ...reading('unknown'), hasYouTrackToken: false },
    );
    expect(keys(overview)).toEqual(['reading-not-done']);
    expect(keys(overviewWith({ push: 'unsupported' }, reading('by-hand')))).toEqual([]);
  });
});

describe('a project', () => {
  it('that is suspended says why', () => {
    const finding = only(
      overviewWith({}, { projects: [listedProject({ suspendedReason: 'board-not-found' })] }),
    );
    expect(finding).toMatchObject({
      urgency: 'stopped',
      project: { key: 'DEMO', name: 'Demo project' },
      action: { kind: 'open-tab', tab: 'board' },
    });
    expect(english(finding?.sentence)).toContain('does not exist in Ducalis any more');
  });

  it.each([
    ['board-forbidden', /let the owner of the token use the board “⁨Growth⁩”; sending then resumes by itself/],
    ['board-disabled', /Switch it on again in Ducalis; sending then resumes by itself/],
    ['board-not-found', /restore this one in Ducalis/],
  ] as const)('that is suspended says what ends it: %s', (suspendedReason, words) => {
    const finding = only(overviewWith({}, { projects: [listedProject({ suspendedReason })] }));
    expect(english(finding?.sentence)).toMatch(words);
  });

  it.each([
    ['newer', 'configuration-newer'],
    ['damaged', 'configuration-damaged'],
  ] as const)('whose settings are %s is known all the same', (settings, key) => {
    expect(only(overviewWith(), healthWith({}, { key: 'NEW', settings }))).toMatchObject({
      key,
      project: { key: 'NEW' },
    });
  });

  it('counts what needs attention, as far as the app counts', () => {
    expect(english(looked({ needsAttention: 1 })?.sentence)).toMatch(/^1 issue needs/);
    expect(english(looked({ needsAttention: 2 })?.sentence)).toMatch(/^2 issues need/);
    expect(english(looked({ needsAttention: 1_000 })?.sentence)).toMatch(/^1,000 or more issues need/);
  });

  it('names what YouTrack or Ducalis has outgrown, and where to put it right', () => {
    const outgrown: readonly (readonly [Partial<ProjectOfHealth>, string, object])[] = [
      [{ missingFields: ['Gone field'] }, 'missing-fields', { kind: 'open-tab', tab: 'fields' }],
      [{ unfitFields: ['Gone field'] }, 'unfit-fields', { kind: 'open-tab', tab: 'fields' }],
      [{ missingValues: ['State: Gone field'] }, 'missing-values', { kind: 'open-tab', tab: 'issues' }],
      [{ staleSyncBackFields: ['Gone field'] }, 'stale-sync-back', { kind: 'open-settings' }],
    ];
    for (const [change, key, action] of outgrown) {
      const finding = looked(change);
      expect(finding).toMatchObject({ key, urgency: 'todo', action });
      expect(english(finding?.sentence)).toContain('Gone field');
    }
  });

  it('with a paused import needs somebody, one with a running import does not', () => {
    expect(looked({ importState: 'paused' })?.key).toBe('import-paused');
    expect(keys(overviewWith(), healthWith({ importState: 'running', queued: 300 }))).toEqual([]);
  });

  it('is missed once its sweep is long overdue, and not while the first one is awaited', () => {
    expect(looked({ sweptAt: NOW - LONGEST_QUIET_MS })).toMatchObject({
      key: 'not-swept',
      action: { kind: 'open-settings' },
    });
    expect(looked({ sweptAt: NOW - LONGEST_QUIET_MS + 1 })).toBeUndefined();
    const fresh = overviewWith({}, { projects: [listedProject({ sweptAt: null })] });
    expect(find(fresh, healthWith({ sweptAt: null }))).toEqual([]);
  });

  it('is not missed while YouTrack runs no rule for it: without an issue, or archived', () => {
    expect(looked({ sweptAt: NOW - LONGEST_QUIET_MS, rulesRun: false })).toBeUndefined();
  });

  it('is judged by the overview alone while the rest is not known', () => {
    const quiet = listedProject({ sweptAt: NOW - LONGEST_QUIET_MS, suspendedReason: 'board-disabled' });
    expect(keys(overviewWith({}, { projects: [quiet] }), null)).toEqual(['project-suspended', 'not-swept']);
  });
});

it('what stops everything comes first, what goes on by itself last', () => {
  const overview = overviewWith(
    { notBefore: NOW + 1 },
    { projects: [listedProject({ key: 'OPS', suspendedReason: 'board-not-found' }), listedProject()] },
  );
  const health = healthWith(
    { key: 'OPS', needsAttention: 1 },
    { staleSyncBackFields: ['Priority 🛠️ Ducalis'] },
  );
  expect(find(overview, health).map(({ key, project }) => [key, project?.key])).toEqual([
    ['project-suspended', 'OPS'],
    ['needs-attention', 'OPS'],
    ['stale-sync-back', 'DEMO'],
    ['waiting', undefined],
  ]);
});

describe('the headline', () => {
  const headline = (overview: Overview, health: Health | null = healthWith({})) =>
    inEnglish(headlineOf(overview, find(overview, health), health !== null));

  it('says that everything works only when all of it is known', () => {
    expect(headline(overviewWith())).toEqual({ label: 'Everything works', tone: 'good' });
    expect(headline(overviewWith(), null)).toEqual({ label: 'Not everything is known', tone: 'neutral' });
  });

  it('does not call it working before there is a connection', () => {
    const overview = { ...overviewWith({ state: 'no-token' }), projects: [] };
    expect(headline(overview, { answeredAt: null, lanes: [], projects: [] })).toEqual({
      label: 'Not connected yet',
      tone: 'neutral',
    });
  });

  it('claims nothing before a project is connected', () => {
    const words = { label: 'Nothing to watch yet', tone: 'neutral' };
    expect(headline(overviewWith({}, { projects: [] }), healthWith())).toEqual(words);
  });

  it('counts what needs somebody, and nothing that goes on by itself', () => {
    const waiting = { notBefore: NOW + 1 };
    expect(headline(overviewWith(waiting))).toMatchObject({ label: 'Nothing needs you' });
    expect(headline(overviewWith(waiting), healthWith({ needsAttention: 3 }))).toEqual({
      label: '1 thing needs you',
      tone: 'warning',
    });
    expect(
      headline(
        overviewWith({ state: 'suspended', reason: 'token-rejected' }),
        healthWith({ importState: 'paused' }),
      ),
    ).toEqual({ label: '2 things need you', tone: 'bad' });
  });
});

it('counts are written out up to where the app stops counting', () => {
  expect(['0', '999', '1,000 or more']).toEqual(
    [0, 999, 1_000].map((count) => english(message('settings.counted', { count: counted(count) }))),
  );
});
