import { describe, expect, it } from 'vitest';
import { HostFailure } from '../../widgets/common/failure.ts';
import { searched } from '../../widgets/common/search.ts';
import { connectingIsOff } from '../../widgets/settings/project-words.ts';
import { type Candidate, connectAll, type Progress } from '../../widgets/settings/projects/connect-run.ts';
import {
  afterConnecting,
  beforeConnecting,
  stopSentence,
} from '../../widgets/settings/projects/connect-words.ts';
import { projectRows, rowText } from '../../widgets/settings/projects/rows.ts';
import { readingSummary } from '../../widgets/settings/reading/reading-words.ts';
import { type Call, hostAnswering } from './fake-host.ts';
import { connectedProject, overviewWith } from './overview.ts';

const NOW = Date.UTC(2026, 4, 4, 12);
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
    expect(searched(rows, search, rowText).map(({ key }) => key)).toEqual(keys);
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
