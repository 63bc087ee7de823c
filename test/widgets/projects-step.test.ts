import { describe, expect, it } from 'vitest';
import { HostFailure } from '../../widgets/common/failure.ts';
import { type Candidate, connectAll, type Progress } from '../../widgets/settings/projects/connect-run.ts';
import {
  afterConnecting,
  beforeConnecting,
  stopSentence,
} from '../../widgets/settings/projects/connect-words.ts';
import { connectingIsOff, projectWords } from '../../widgets/settings/projects/project-words.ts';
import { projectRows, searchRows } from '../../widgets/settings/projects/rows.ts';
import { readingSummary } from '../../widgets/settings/reading/reading-words.ts';
import { type Call, hostAnswering } from './fake-host.ts';
import { connectedProject, healthWith, overviewWith } from './overview.ts';

const NOW = Date.UTC(2026, 4, 4, 12);
const MOMENT = { now: NOW, locale: 'en' };
const listed = (shortName: string, name: string) => ({
  id: `0-${shortName}`,
  name,
  shortName,
  archived: false,
});

describe('the rows of the list', () => {
  const projects = [listed('ZED', 'Zed'), listed('DEMO', 'Demo'), listed('ABC', 'Alphabet')];
  const rows = projectRows(projects, overviewWith({ projects: [connectedProject()] }));

  it('begin with what is connected', () => {
    expect(rows.map(({ key, id }) => [key, id])).toEqual([
      ['DEMO', '0-DEMO'],
      ['ABC', '0-ABC'],
      ['ZED', '0-ZED'],
    ]);
  });

  it('keep a connected project that YouTrack does not list any more', () => {
    expect(projectRows([], overviewWith({ projects: [connectedProject()] }))).toMatchObject([
      { key: 'DEMO', id: null, connected: { key: 'DEMO' } },
    ]);
  });

  it.each([
    ['alph', ['ABC']],
    ['abc', ['ABC']],
    ['  e d ', ['DEMO', 'ZED']],
    ['', ['DEMO', 'ABC', 'ZED']],
    ['none', []],
  ])('are found by "%s" in name and key', (search, keys) => {
    expect(searchRows(rows, search).map(({ key }) => key)).toEqual(keys);
  });
});

describe('the word for a project', () => {
  const row = { key: 'DEMO', name: 'Demo', id: '0-1', connected: connectedProject() };
  const works = overviewWith();

  it.each([
    ['Up to date', works, healthWith()],
    ['Connected', works, null],
    ['Sending (7)', works, healthWith({ queued: 7 })],
    ['Sending (1,000+)', works, healthWith({ queued: 1_000 })],
    [
      'Importing 20 of 1,234',
      works,
      healthWith({ importState: 'running', checked: 20, total: 1_234, queued: 9 }),
    ],
    ['Import paused', works, healthWith({ importState: 'paused' })],
    ['Needs attention (2)', works, healthWith({ needsAttention: 2, queued: 5 })],
    ['Paused', overviewWith({ connection: { state: 'suspended', reason: 'token-rejected' } }), healthWith()],
    ['Paused', overviewWith({ connection: { state: 'no-token' } }), healthWith()],
    [
      'Connected',
      overviewWith({ connection: { push: 'unsupported' } }),
      healthWith({ importState: 'running' }),
    ],
  ])('is "%s"', (label, overview, health) => {
    expect(projectWords(row, overview, health, MOMENT).label).toBe(label);
  });

  it('says until when it waits, as long as that lies ahead', () => {
    const overview = overviewWith({ connection: { notBefore: NOW + 60_000 } });
    const health = healthWith({ queued: 1 });
    expect(projectWords(row, overview, health, MOMENT).label).toMatch(/^Waiting to retry at /);
    expect(projectWords(row, overview, health, { ...MOMENT, now: NOW + 60_000 }).label).toBe('Sending (1)');
  });

  it('gives the reason of its own pause', () => {
    const paused = { ...row, connected: connectedProject({ suspendedReason: 'board-disabled' }) };
    expect(projectWords(paused, works, healthWith(), MOMENT)).toMatchObject({
      label: 'Paused',
      reason: 'Ducalis has switched this board off.',
    });
  });

  it('says that it is leaving before anything else', () => {
    const leaving = { ...row, connected: connectedProject({ isLeaving: true }) };
    expect(projectWords(leaving, works, healthWith({ needsAttention: 1 }), MOMENT).label).toBe('Leaving');
  });

  it('is "Not connected" without a board', () => {
    expect(projectWords({ ...row, connected: null }, works, null, MOMENT).label).toBe('Not connected');
  });
});

describe('connecting', () => {
  const candidates: Candidate[] = Array.from({ length: 60 }, (_, number) => ({
    id: `0-${number}`,
    key: `P${number}`,
    name: `Project ${number}`,
  }));
  const answer = ({ path, method }: Call): unknown => {
    if (path === 'admin/connect') return overviewWith();
    return method === 'GET' ? [] : { id: 'u' };
  };
  const connects = (calls: readonly Call[]) =>
    calls.flatMap(({ path, body }) => (path === 'admin/connect' ? [Object(body).projects.length] : []));
  const run = (host: Parameters<typeof connectAll>[0], seen: Progress[] = []) =>
    connectAll(host, candidates, '7', {
      onProgress: (progress) => seen.push(progress),
      onConnected: () => undefined,
    });

  it('attaches one after the other, then connects at most 50 a call', async () => {
    const host = hostAnswering(answer);
    const seen: Progress[] = [];
    expect(await run(host, seen)).toBeNull();
    expect(connects(host.calls)).toEqual([50, 10]);
    expect(seen[1]).toEqual({ doing: 'attaching', at: 2, of: 60 });
  });

  it('connects those that are attached when a person denies the next', async () => {
    const host = hostAnswering((call) => {
      if (call.method === 'POST' && call.path.startsWith('admin/projects/0-2/')) throw { message: 'denied' };
      return answer(call);
    });
    expect(await run(host)).toMatchObject({ at: 'attaching', failure: { status: null } });
    expect(connects(host.calls)).toEqual([2]);
  });

  it('stops at the first call that is refused', async () => {
    const host = hostAnswering((call) => {
      if (call.path === 'admin/connect') throw { status: 502, data: { error: { code: 'ducalis-busy' } } };
      return answer(call);
    });
    expect(await run(host)).toMatchObject({ at: 'connecting', failure: { code: 'ducalis-busy' } });
    expect(connects(host.calls)).toEqual([50]);
  });

  it('promises to send nothing where Ducalis takes nothing', () => {
    expect(beforeConnecting(2, true)).toMatch(/are then sent/);
    expect(beforeConnecting(2, false)).not.toMatch(/sent/);
    expect(afterConnecting(false)).toMatch(/Sync Back/);
  });

  it('says how often YouTrack will ask', () => {
    expect(beforeConnecting(1, true)).toMatch(/asks you to allow attaching the app to the project/);
    expect(beforeConnecting(3, true)).toMatch(/asks you 3 times/);
  });

  it('names some of those that are left, and how many more', () => {
    const sentence = stopSentence(
      { failure: new HostFailure('ducalis-busy'), at: 'connecting' },
      candidates.slice(0, 7),
    );
    expect(sentence).toMatch(/Project 0, Project 1, .*Project 4 and 2 more\.$/);
  });

  it('speaks of the question only when it was denied', () => {
    const denied = { failure: new HostFailure('unexpected'), at: 'attaching' } as const;
    expect(stopSentence(denied, candidates.slice(0, 1))).toMatch(/choose Allow\. Left: Project 0\.$/);
    expect(stopSentence({ ...denied, at: 'connecting' }, candidates.slice(0, 1))).not.toMatch(/Allow/);
  });

  it.each([
    [null, overviewWith()],
    [/No Ducalis API token/, overviewWith({ connection: { state: 'no-token' } })],
    [/did not accept/, overviewWith({ connection: { state: 'suspended', reason: 'token-rejected' } })],
    [/no board yet/, overviewWith({ boards: [] })],
  ])('is off for a reason: %s', (reason, overview) => {
    if (reason === null) expect(connectingIsOff(overview)).toBeNull();
    else expect(connectingIsOff(overview)).toMatch(reason);
  });
});

describe('what Ducalis could read', () => {
  const summary = (projects: number | null) =>
    readingSummary(
      overviewWith({
        integration: { state: 'connected', user: 'ada', projects, notes: [], complaint: null, at: NOW },
      }),
      NOW,
      'en',
    );

  it('is said with the number of projects where Ducalis tells it', () => {
    expect(summary(12)).toBe('Ducalis reads 12 projects of this YouTrack as ada (now).');
    expect(summary(1)).toMatch(/^Ducalis reads 1 project of this YouTrack as ada/);
    expect(summary(null)).toMatch(/^Ducalis reads this YouTrack as ada/);
  });
});
