import { describe, expect, it } from 'vitest';
import { someNames } from '../../widgets/common/counts.ts';
import { HostFailure } from '../../widgets/common/failure.ts';
import { searched } from '../../widgets/common/search.ts';
import { connectingIsOff } from '../../widgets/settings/project-words.ts';
import {
  type Candidate,
  connectAll,
  type Failed,
  type Progress,
} from '../../widgets/settings/projects/connect-run.ts';
import { beforeConnecting, leftTitle, reasons } from '../../widgets/settings/projects/connect-words.ts';
import { projectRows, rowText } from '../../widgets/settings/projects/rows.ts';
import { readingSummary } from '../../widgets/settings/reading/reading-words.ts';
import { english, inEnglish } from './english.ts';
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
  const candidate = (number: number): Candidate => ({
    id: `0-${number}`,
    key: `P${number}`,
    name: `Project ${number}`,
  });
  const candidates = Array.from({ length: 60 }, (_, number) => candidate(number));
  const answer = ({ path, method }: Call): unknown => {
    if (path === 'admin/connect') return { overview: overviewWith(), refused: [] };
    return method === 'GET' ? [] : { id: 'u' };
  };
  /** What is answered when the app is to be attached to one project. */
  const attaching =
    (project: string, respond: () => unknown) =>
    (call: Call): unknown =>
      call.method === 'POST' && call.path.startsWith(`admin/projects/${project}/`) ? respond() : answer(call);
  const connects = (calls: readonly Call[]) =>
    calls.flatMap(({ path, body }) => (path === 'admin/connect' ? [Object(body).projects.length] : []));
  const asked = (calls: readonly Call[]) =>
    calls.filter(({ kind, method }) => kind === 'youtrack' && method === 'POST').length;
  const run = (host: Parameters<typeof connectAll>[0], seen: Progress[] = []) =>
    connectAll(host, candidates, '7', {
      onProgress: (progress) => seen.push(progress),
      onConnected: () => undefined,
    });

  it('attaches one after the other, then connects at most 50 a call', async () => {
    const host = hostAnswering(answer);
    const seen: Progress[] = [];
    expect(await run(host, seen)).toEqual({ failed: [], notAsked: [] });
    expect(connects(host.calls)).toEqual([50, 10]);
    expect(seen[1]).toEqual({ doing: 'attaching', at: 2, of: 60 });
  });

  it('goes on with the others when the app cannot be attached to one', async () => {
    const host = hostAnswering(
      attaching('0-2', () => {
        throw { status: 403, data: {} };
      }),
    );
    const seen: Progress[] = [];
    const { failed, notAsked } = await run(host, seen);
    expect(failed).toMatchObject([{ candidate: { key: 'P2' }, failure: { code: 'not-allowed' } }]);
    expect(notAsked).toEqual([]);
    expect(connects(host.calls)).toEqual([50, 9]);
    expect(seen[59]).toEqual({ doing: 'attaching', at: 60, of: 60 });
  });

  it('asks a person who has said no about no other, and connects those that are attached', async () => {
    const host = hostAnswering(
      attaching('0-2', () => {
        throw { message: 'denied' };
      }),
    );
    const { failed, notAsked } = await run(host);
    expect(failed).toMatchObject([{ candidate: { key: 'P2' }, failure: { code: 'not-confirmed' } }]);
    expect(notAsked).toEqual(candidates.slice(3));
    expect(asked(host.calls)).toBe(3);
    expect(connects(host.calls)).toEqual([2]);
  });

  it('says of each project that the app refuses why', async () => {
    const refused = [{ key: 'P1', code: 'configuration-newer' }];
    const host = hostAnswering((call) =>
      call.path === 'admin/connect' ? { overview: overviewWith(), refused } : answer(call),
    );
    expect((await run(host)).failed).toMatchObject([
      { candidate: { key: 'P1' }, failure: { code: 'configuration-newer' } },
    ]);
    expect(connects(host.calls)).toEqual([50, 10]);
  });

  it('makes no other call after one that failed as a whole', async () => {
    const host = hostAnswering((call) => {
      if (call.path === 'admin/connect') throw new HostFailure('ducalis-busy', { status: 424 });
      return answer(call);
    });
    const { failed } = await run(host);
    expect(failed).toHaveLength(60);
    expect(failed[59]).toMatchObject({ failure: { code: 'ducalis-busy' } });
    expect(connects(host.calls)).toEqual([50]);
  });

  it('promises to send nothing where Ducalis takes nothing', () => {
    expect(english(beforeConnecting(2, true))).toMatch(/are then sent/);
    expect(english(beforeConnecting(2, false))).not.toMatch(/sent/);
  });

  it('says how often YouTrack will ask', () => {
    expect(english(beforeConnecting(1, true))).toMatch(/asks you to allow attaching the app to the project/);
    expect(english(beforeConnecting(3, true))).toMatch(/asks you 3 times/);
  });

  const failing = (number: number, failure: HostFailure): Failed => ({
    candidate: candidate(number),
    failure,
  });
  const notAllowed = new HostFailure('not-allowed', { status: 403 });

  it('names those that failed by their reason', () => {
    const newer = new HostFailure('configuration-newer', { status: 200 });
    const told = reasons([failing(0, notAllowed), failing(1, newer), failing(2, notAllowed)]);
    expect(inEnglish(told)).toMatchObject([
      { projects: 'Project 0, Project 2', reason: 'You do not have the permission for this.' },
      {
        projects: 'Project 1',
        reason: 'These settings were saved by a newer version of the app and are left untouched.',
      },
    ]);
  });

  it('tells what the app said of it, and the reference', () => {
    const failure = new HostFailure('unexpected', { detail: 'Type', reference: 'w4k9t2ze', status: 500 });
    expect(english(reasons([failing(0, failure)])[0]?.reason)).toMatch(/log\. \(Type\) Reference: w4k9t2ze$/);
  });

  it('goes on after a request that was lost: nobody has said no', async () => {
    const host = hostAnswering(
      attaching('0-2', () => {
        throw { message: 'Failed to fetch' };
      }),
    );
    const { failed, notAsked } = await run(host);
    expect(failed).toMatchObject([{ candidate: { key: 'P2' }, failure: { code: 'youtrack-unreachable' } }]);
    expect(notAsked).toEqual([]);
    expect(connects(host.calls)).toEqual([50, 9]);
  });

  it('does not call a failure of YouTrack one of the app', () => {
    const broken = new HostFailure('youtrack-failed', { status: 500 });
    expect(english(reasons([failing(0, broken)])[0]?.reason)).toBe('YouTrack did not attach the app.');
  });

  it('says that a project is gone', () => {
    const gone = new HostFailure('youtrack-failed', { status: 404 });
    expect(english(reasons([failing(0, gone)])[0]?.reason)).toBe(
      'This project does not exist or is not visible to you.',
    );
  });

  it('names some of many that failed for one reason, and counts the rest', () => {
    const failed = candidates.slice(0, 7).map((_, number) => failing(number, notAllowed));
    expect(reasons(failed).map(({ projects }) => english(projects))).toEqual([
      'Project 0, Project 1, Project 2, Project 3, Project 4 and 2 more',
    ]);
  });

  it('names some of many projects, and how many more', () => {
    expect(english(someNames(candidates.slice(0, 7).map(({ name }) => name)))).toBe(
      'Project 0, Project 1, Project 2, Project 3, Project 4 and 2 more',
    );
    expect(english(someNames(candidates.slice(0, 2).map(({ name }) => name)))).toBe('Project 0, Project 1');
  });

  it.each([
    [1, 1, '1 project is not connected'],
    [2, 2, '2 projects are not connected'],
    [1, 3, '1 of 3 projects is not connected'],
    [2, 3, '2 of 3 projects are not connected'],
  ])('says how many are left: %i of %i', (left, of, title) => {
    expect(english(leftTitle(left, of))).toBe(title);
  });

  it.each([
    [null, overviewWith()],
    [/No Ducalis API token/, overviewWith({ connection: { state: 'no-token' } })],
    [/did not accept/, overviewWith({ connection: { state: 'suspended', reason: 'token-rejected' } })],
    [/no board yet/, overviewWith({ boards: [] })],
  ])('is off for a reason: %s', (reason, overview) => {
    if (reason === null) expect(connectingIsOff(overview)).toBeNull();
    else expect(english(connectingIsOff(overview))).toMatch(reason);
  });
});

describe('what Ducalis could read', () => {
  const summary = (projects: number | null) =>
    english(
      readingSummary(
        overviewWith({
          integration: { state: 'connected', user: 'ada', projects, notes: [], complaint: null, at: NOW },
        }),
        NOW,
        'en',
      ),
    );

  it('is said with the number of projects where Ducalis tells it', () => {
    expect(summary(12)).toBe('Ducalis reads 12 projects of this YouTrack as ada (now).');
    expect(summary(1)).toMatch(/^Ducalis reads 1 project of this YouTrack as ada/);
    expect(summary(null)).toMatch(/^Ducalis reads this YouTrack as ada/);
  });
});
