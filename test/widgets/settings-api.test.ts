import { describe, expect, it } from 'vitest';
import { HostFailure } from '../../widgets/common/failure.ts';
import { allowBoards } from '../../widgets/settings/admin-api.ts';
import { attachApp, findAddress, listProjects, saveSecret } from '../../widgets/settings/youtrack-api.ts';
import { hostAnswering, onePage } from './fake-host.ts';
import { overviewWith } from './overview.ts';

const project = (number: number, more: object = {}) => ({
  id: `0-${number}`,
  name: `Project ${number}`,
  shortName: `P${number}`,
  archived: false,
  ...more,
});

describe('the list of projects', () => {
  it('goes on until YouTrack has no more, however few it gives at once', async () => {
    const all = Array.from({ length: 5 }, (_, number) => project(number));
    const pages = [all.slice(0, 2), all.slice(2, 4), all.slice(4), []];
    const host = hostAnswering(() => pages.shift());
    expect((await listProjects(host)).map(({ shortName }) => shortName)).toEqual([
      'P0',
      'P1',
      'P2',
      'P3',
      'P4',
    ]);
  });

  it('ends although YouTrack gives the same page for ever', async () => {
    const host = hostAnswering(() => [project(1)]);
    expect(await listProjects(host)).toHaveLength(1);
    expect(host.calls).toHaveLength(2);
  });

  it('leaves out what is archived', async () => {
    const pages = [[project(1, { archived: true }), project(2)], []];
    const host = hostAnswering(() => pages.shift());
    expect((await listProjects(host)).map(({ shortName }) => shortName)).toEqual(['P2']);
  });
});

describe('the address of this YouTrack', () => {
  it('is not known while there is no issue', async () => {
    const host = hostAnswering(() => []);
    expect(await findAddress(host)).toBeNull();
    expect(host.calls.map(({ kind }) => kind)).toEqual(['youtrack']);
  });

  it('is what the app knows of a project that has an issue', async () => {
    const baseUrl = 'https://example.youtrack.cloud';
    const host = hostAnswering(({ kind }) =>
      kind === 'youtrack' ? [{ project: { shortName: 'DEMO' } }] : { baseUrl },
    );
    expect(await findAddress(host)).toEqual({ project: 'DEMO', baseUrl });
  });
});

describe('the app in YouTrack', () => {
  const PATH = 'admin/projects/0-1/appConfigurations';

  it.each([
    ['attached where it is not', [{ id: 'u', app: { id: 'another' } }], PATH, { app: { id: 'app-1' } }],
    [
      'switched on where it is off',
      [{ id: 'u', app: { id: 'app-1' }, enabled: false }],
      `${PATH}/u`,
      { enabled: true },
    ],
  ])('is %s', async (_case, configurations, path, body) => {
    const host = hostAnswering(({ method }) => (method === 'GET' ? configurations : { id: 'u' }));
    await attachApp(host, '0-1');
    expect(host.calls.filter(({ method }) => method === 'POST')).toEqual([
      { kind: 'youtrack', path, method: 'POST', body },
    ]);
  });

  it('is left alone where it is attached, so that YouTrack asks nothing', async () => {
    const host = hostAnswering(() => [{ id: 'u', app: { id: 'app-1' }, enabled: true }]);
    await attachApp(host, '0-1');
    expect(host.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is looked for in one page, for YouTrack gives all at once of some lists only', async () => {
    const host = hostAnswering(onePage([{ id: 'u', app: { id: 'app-1' }, enabled: true }]));
    await attachApp(host, '0-1');
    expect(host.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is given one secret and keeps the others: settings are JSON inside JSON', async () => {
    const host = hostAnswering(() => null);
    await saveSecret(host, 'ducalisToken', 'a "quoted" token');
    expect(host.calls).toEqual([
      {
        kind: 'youtrack',
        path: 'admin/apps/app-1/globalConfig',
        method: 'POST',
        body: { globalSettings: '{"ducalisToken":"a \\"quoted\\" token"}' },
      },
    ]);
  });
});

describe('the boards that project administrators may choose', () => {
  const saving = (post: () => unknown, inForce: string[]) =>
    allowBoards(
      hostAnswering(({ method }) => (method === 'POST' ? post() : overviewWith({ allowedBoards: inForce }))),
      ['1'],
      null,
    );
  const refusing = (code: 'conflict' | 'not-allowed') => () => {
    throw new HostFailure(code, { status: 409 });
  };

  it('are read back: somebody else may have saved a moment later', async () => {
    const saved = await saving(() => overviewWith({ allowedBoards: ['1'] }), ['2']);
    expect(saved.allowedBoards).toEqual(['2']);
  });

  it('are those of somebody else after a conflict', async () => {
    expect((await saving(refusing('conflict'), ['2'])).allowedBoards).toEqual(['2']);
  });

  it('are not known after another failure', async () => {
    await expect(saving(refusing('not-allowed'), ['2'])).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
