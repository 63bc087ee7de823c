/** The administrator's side, through the handlers that the pages call. */

import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/domain/filter.ts';
import { MOST_MATCHES } from '../../src/domain/settings.ts';
import { ConnectedSchema, HealthSchema } from '../../src/shared/administration.ts';
import { OverviewSchema } from '../../src/shared/api.ts';
import {
  CountSchema,
  PeopleSchema,
  PreviewSchema,
  ProjectPageSchema,
} from '../../src/shared/project-page.ts';
import { RestError, rest } from '../../tools/stand-ins/rest.ts';
import { addField, attach, createIn, fault, newProject, OTHER_BOARD } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, CONFIGURATION, startWorld, type World } from '../fixtures/world.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';
const page = (project: string) => `admin/projects/${project}/extensionEndpoints/ducalis/project`;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await attach(world, 'OPS', true);
  await world.pass(MINUTE);
});

const admin = async (path: string, body: object) =>
  v.parse(OverviewSchema, await world.as('admin').post(`${ADMIN}/${path}`, body));
const connect = async (board: string, ...projects: string[]) =>
  v.parse(ConnectedSchema, await world.as('admin').post(`${ADMIN}/connect`, { projects, board }));
const connectedKeys = async () =>
  v.parse(OverviewSchema, await world.as('admin').get(`${ADMIN}/overview`)).projects.map(({ key }) => key);
const HOUR = 60 * MINUTE;
const namesOnOtherBoard = async () => (await world.sandbox.issues(OTHER_BOARD)).map(({ name }) => name);
const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => {
      if (error instanceof RestError) return error.body;
      throw error;
    },
  );
const refusal = (code: string) => ({ error: expect.objectContaining({ code }) });

describe('letting Ducalis read this YouTrack', () => {
  const send = (project = 'DEMO') => admin('integration', { how: 'send', project });
  const sent = async () => {
    expect((await send()).integration.state).toBe('asking');
    await world.mock.post('settle', {});
    return v.parse(OverviewSchema, await world.as('admin').get(`${ADMIN}/overview`)).integration;
  };
  const saveToken = (youtrackToken: string) =>
    world.as('admin').post('admin/apps/ducalis/globalConfig', {
      globalSettings: JSON.stringify({ youtrackToken }),
    });

  it('needs a token and an issue from which the address is known', async () => {
    expect(await codeOf(send())).toMatchObject(refusal('youtrack-token-missing'));
    await saveToken(world.standIns.tokens.get('admin') ?? '');
    await world
      .as('admin')
      .post('admin/projects', { name: 'Empty', shortName: 'EMPTY', leader: { login: 'admin' } });
    expect(await codeOf(send('EMPTY'))).toMatchObject(refusal('no-issue-yet'));
    expect(await world.as('admin').get(`${ADMIN}/address?project=DEMO`)).toEqual({
      baseUrl: world.standIns.youTrackUrl,
    });
  });

  it('hands the token over and says as whom Ducalis reads, and how much', async () => {
    expect(await sent()).toMatchObject({ state: 'connected', user: 'admin', projects: 3, notes: [] });
  });

  it('says why Ducalis cannot read with a token that is not valid', async () => {
    await saveToken('perm:YWRtaW4=.RHVjYWxpcw==.notvalid');
    const integration = await sent();
    expect(integration).toMatchObject({ state: 'refused', user: null });
    expect(integration.complaint).not.toBeNull();
  });

  it('does not wait for ever for an answer that a restart has lost', async () => {
    await send();
    await world.mock.post('restart', {});
    await world.pass(2 * MINUTE);
    const overview = v.parse(OverviewSchema, await world.as('admin').get(`${ADMIN}/overview`));
    expect(overview.integration.state).toBe('failed');
  });

  it('takes an administrator at their word who did it by hand', async () => {
    expect(await admin('integration', { how: 'by-hand' })).toMatchObject({
      integration: { state: 'by-hand' },
    });
  });
});

describe('the issues of projects', () => {
  it('are counted for those that exist', async () => {
    const answer = await world.as('admin').get(`${ADMIN}/issue-counts?projects=OPS,NOWHERE,DEMO`);
    expect(answer).toEqual({
      counts: [
        { key: 'OPS', issues: 1 },
        { key: 'DEMO', issues: 4 },
      ],
    });
  });

  it('are none without a name', async () => {
    expect(await world.as('admin').get(`${ADMIN}/issue-counts`)).toEqual({ counts: [] });
  });
});

it('a test of the connection that works counts as contact with Ducalis', async () => {
  await world.pass(MINUTE + 7);
  const { connection } = await admin('test-connection', {});
  const health = v.parse(HealthSchema, await world.as('admin').get(`${ADMIN}/health`));
  expect(health.answeredAt).toBe(connection.checkedAt);
});

describe('several projects', () => {
  it('are put on a board at once, with suggested matches', async () => {
    const { overview } = await connect(OTHER_BOARD, 'OPS');
    const { projects } = overview;
    expect(projects.map(({ key, board }) => [key, board.id])).toContainEqual(['OPS', OTHER_BOARD]);
  });

  it('are not taken off a board that somebody else has chosen in the meantime', async () => {
    const { refused } = await connect(BOARD, 'OPS');
    expect(refused).toEqual([{ key: 'OPS', code: 'project-on-another-board' }]);
    const { projects } = v.parse(OverviewSchema, await world.as('admin').get(`${ADMIN}/overview`));
    expect(projects.map(({ key, board }) => [key, board.id])).toContainEqual(['OPS', OTHER_BOARD]);
  });

  it('are connected although others cannot be, each with its own reason', async () => {
    await newProject(world, 'NEXT');
    await attach(world, 'NEXT', true);
    const { overview, refused } = await connect(BOARD, 'OPS', 'NOWHERE', 'NEXT');
    expect(refused).toEqual([
      { key: 'OPS', code: 'project-on-another-board' },
      { key: 'NOWHERE', code: 'project-not-found' },
    ]);
    expect(overview.projects.map(({ key, board }) => [key, board.id])).toContainEqual(['NEXT', BOARD]);
    await admin('disconnect', { project: 'NEXT', board: BOARD, onBoard: 'keep' });
  });

  it('get no more matches than a project can have', async () => {
    const names = Array.from({ length: MOST_MATCHES + 1 }, (_, number) => `Text ${number}`);
    const fields = names.map((name) => ({ key: name, name, type: 'text_long' }));
    await world.sandbox.post('sandbox/boards', { id: 78, name: 'Wide', fields });
    await newProject(world, 'WIDE');
    for (const name of names) await addField(world, 'WIDE', name, 'string');
    await attach(world, 'WIDE', true);
    expect((await connect('78', 'WIDE')).refused).toEqual([]);
    const { project } = v.parse(ProjectPageSchema, await world.as('admin').get(`${page('WIDE')}/settings`));
    expect(project.configuration?.matches).toHaveLength(MOST_MATCHES);
    await admin('disconnect', { project: 'WIDE', board: '78', onBoard: 'keep' });
  });

  it('are all refused a board that is gone', async () => {
    const gone = world.as('admin').post(`${ADMIN}/connect`, { projects: ['OPS'], board: '99' });
    expect(await codeOf(gone)).toMatchObject(refusal('board-not-found'));
  });

  it('are not taken off a board that somebody else has put them on in the meantime', async () => {
    const disconnect = admin('disconnect', { project: 'OPS', board: BOARD, onBoard: 'remove' });
    expect(await codeOf(disconnect)).toMatchObject(refusal('project-on-another-board'));
    expect(await connectedKeys()).toContain('OPS');
  });

  it('leave their board again: what was sent stays where an administrator wants to keep it', async () => {
    await createIn(world, 'OPS', 'An operation');
    await world.pass(6 * MINUTE);
    expect(await namesOnOtherBoard()).toContain('An operation');
    const { projects } = await admin('disconnect', { project: 'OPS', board: OTHER_BOARD, onBoard: 'keep' });
    expect(projects.map(({ key }) => key)).not.toContain('OPS');
    await world.pass(3 * HOUR);
    expect(await namesOnOtherBoard()).toContain('An operation');
  });

  it('do not come back by a page that is older than the disconnection', async () => {
    await connect(OTHER_BOARD, 'OPS');
    const before = v.parse(ProjectPageSchema, await world.as('admin').get(`${page('OPS')}/settings`));
    expect(before.isConnected).toBe(true);
    await admin('disconnect', { project: 'OPS', board: OTHER_BOARD, onBoard: 'keep' });
    const { revision, configuration } = before.project;
    const save = world
      .as('admin')
      .post(`${page('OPS')}/settings`, { revision, nonce: 'an-older-page', configuration });
    expect(await codeOf(save)).toMatchObject(refusal('conflict'));
    const after = v.parse(ProjectPageSchema, await world.as('admin').get(`${page('OPS')}/settings`));
    expect(after.isConnected).toBe(false);
  });

  it('or goes, after which the project is free', async () => {
    await connect(OTHER_BOARD, 'OPS');
    await world.pass(6 * MINUTE);
    const { projects } = await admin('disconnect', { project: 'OPS', board: OTHER_BOARD, onBoard: 'remove' });
    expect(projects).toContainEqual(expect.objectContaining({ key: 'OPS', isLeaving: true }));
    expect(await world.panel('OPS-1')).toMatchObject({ status: { state: 'not-connected' }, result: null });
    await world.pass(3 * HOUR);
    expect(await namesOnOtherBoard()).toEqual([]);
    expect(await connectedKeys()).not.toContain('OPS');
  });

  it('leave although somebody whose page is older wants to pause the import', async () => {
    await connect(OTHER_BOARD, 'OPS');
    await admin('disconnect', { project: 'OPS', board: OTHER_BOARD, onBoard: 'remove' });
    const pause = world.as('admin').post(`${page('OPS')}/import`, { action: 'pause' });
    expect(await codeOf(pause)).toMatchObject(refusal('project-not-connected'));
    await world.pass(3 * HOUR);
    expect(await connectedKeys()).not.toContain('OPS');
  });

  it('leave a board that is gone', async () => {
    const board = '77';
    await world.sandbox.post('sandbox/boards', { id: Number(board), name: 'Short-lived' });
    await admin('test-connection', {});
    await connect(board, 'OPS');
    await world.pass(30 * MINUTE);
    await rest(world.standIns.sandboxUrl, null).delete(`sandbox/boards/${board}`);
    await createIn(world, 'OPS', 'Too late for its board');
    await world.pass(10 * MINUTE);
    await admin('disconnect', { project: 'OPS', board, onBoard: 'remove' });
    await world.pass(HOUR);
    expect(await connectedKeys()).not.toContain('OPS');
  });
});

describe('a project that is connected again', () => {
  const view = async () =>
    v.parse(ProjectPageSchema, await world.as('admin').get(`${page('OPS')}/settings`)).project;

  it('keeps on the same board what was matched by hand', async () => {
    await connect(OTHER_BOARD, 'OPS');
    const { revision, configuration } = await view();
    const matches = [{ source: 'attribute', field: 'votes', key: 'estimate' }];
    expect(configuration?.matches).not.toEqual(matches);
    await world.as('admin').post(`${page('OPS')}/settings`, {
      revision,
      nonce: 'matched-by-hand',
      configuration: { ...configuration, matches },
    });
    await admin('disconnect', { project: 'OPS', board: OTHER_BOARD, onBoard: 'keep' });
    await connect(OTHER_BOARD, 'OPS');
    expect((await view()).configuration?.matches).toEqual(matches);
  });

  it('goes without the fields that it has lost meanwhile', async () => {
    const { type, status } = (await view()).configuration?.builtIn ?? {};
    expect([type, status]).toEqual(['Type', 'State']);
    await admin('disconnect', { project: 'OPS', board: OTHER_BOARD, onBoard: 'keep' });
    const path = 'admin/projects/OPS/customFields';
    const FieldsSchema = v.array(v.object({ id: v.string(), field: v.object({ name: v.string() }) }));
    const fields = v.parse(
      FieldsSchema,
      await world.as('admin').get(`${path}?fields=id,field(name)&$top=-1`),
    );
    const lost = fields.find(({ field }) => field.name === 'Type');
    await world.as('admin').delete(`${path}/${lost?.id}`);
    await connect(OTHER_BOARD, 'OPS');
    expect((await view()).configuration?.builtIn).toMatchObject({ type: null, status: 'State' });
  });
});

describe('the boards that administrators of projects may choose', () => {
  const release = (before: readonly string[] | null, boards: readonly string[] | null) =>
    admin('allowed-boards', { before, boards });

  it('stay as somebody else has released them, for whoever has not seen that', async () => {
    await release(null, [BOARD]);
    expect(await codeOf(release(null, [OTHER_BOARD]))).toMatchObject(refusal('conflict'));
    expect(await codeOf(release([], null))).toMatchObject(refusal('conflict'));
    expect(await world.as('admin').get(`${ADMIN}/overview`)).toMatchObject({ allowedBoards: [BOARD] });
    expect(await release([BOARD], null)).toMatchObject({ allowedBoards: null });
  });

  it('are the same in any order', async () => {
    await release(null, [BOARD, OTHER_BOARD]);
    expect(await release([OTHER_BOARD, BOARD], null)).toMatchObject({ allowedBoards: null });
  });
});

describe('an administrator of a project', () => {
  const get = (path: string) => world.as('project-admin').get(`${page('DEMO')}/${path}`);
  const post = (path: string, body: object) =>
    world.as('project-admin').post(`${page('DEMO')}/${path}`, body);

  it('sees the boards that a system administrator has released, and the one in use', async () => {
    await admin('allowed-boards', { before: null, boards: [] });
    const { boards, project } = v.parse(ProjectPageSchema, await get('settings'));
    expect(boards.map(({ id }) => id)).toEqual([BOARD]);
    const moved = post('settings', {
      revision: project.revision,
      nonce: 'another-board',
      configuration: { ...CONFIGURATION, matches: [], board: { id: OTHER_BOARD, name: '', emoji: null } },
    });
    expect(await codeOf(moved)).toMatchObject(refusal('board-not-allowed'));
    expect(await codeOf(get(`board?id=${OTHER_BOARD}`))).toMatchObject(refusal('board-not-allowed'));
    await admin('allowed-boards', { before: [], boards: null });
  });

  it('saves, and is told of a conflict with somebody who saved first', async () => {
    const { project } = v.parse(ProjectPageSchema, await get('settings'));
    const settings = { revision: project.revision, nonce: 'saved-by-me', configuration: CONFIGURATION };
    expect(await post('settings', settings)).toMatchObject({ project: { nonce: 'saved-by-me' } });
    expect(await codeOf(post('settings', settings))).toMatchObject(refusal('conflict'));
  });

  it('sees what would be sent of an issue, with settings that are not saved', async () => {
    const preview = v.parse(
      PreviewSchema,
      await post('preview', {
        issue: 'DEMO-1',
        configuration: { ...CONFIGURATION, filter: { ...EVERYTHING, includeTag: 'no such tag' } },
      }),
    );
    expect(preview).toMatchObject({ issue: 'DEMO-1', excludedBy: 'filter' });
    expect(Object.keys(preview.fields).sort()).toEqual([
      'component',
      'customer',
      'platforms',
      'story_points',
    ]);
  });

  it('sees no preview of an issue that is hidden from them', async () => {
    const hidden = await world.createIssue('Hidden', {
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'admin' }] },
    });
    const preview = post('preview', { issue: hidden, configuration: CONFIGURATION });
    expect(await codeOf(preview)).toMatchObject(refusal('issue-not-found'));
  });

  it('is told how many issues a filter lets through', async () => {
    const all = v.parse(CountSchema, await post('count', { filter: EVERYTHING }));
    const none = v.parse(CountSchema, await post('count', { filter: { ...EVERYTHING, includeTag: 'none' } }));
    expect(all.matching).toBeGreaterThan(0);
    expect(none).toEqual({ ...all, matching: 0 });
  });

  it('sees who of the team is on the board, invites the others, and nobody else', async () => {
    const before = v.parse(PeopleSchema, await get('people'));
    const unknown = before.members.filter(({ access }) => access === 'unknown').map(({ login }) => login);
    expect(unknown.length).toBeGreaterThan(0);
    const after = v.parse(PeopleSchema, await post('invite', { logins: unknown }));
    expect(after.members.filter(({ access }) => access === 'unknown')).toEqual([]);
    expect(await codeOf(post('invite', { logins: ['guest'] }))).toMatchObject(refusal('person-not-in-team'));
  });

  it('changes nothing of who is invited when they are told that it did not work', async () => {
    const match = { method: 'GET', path: '/members$' };
    await fault(world, { match, times: 1, fault: { kind: 'status', status: 503 } });
    await expect(post('people', { keepsInStep: true })).rejects.toMatchObject({
      status: 424,
      body: refusal('ducalis-busy'),
    });
    expect(await get('people')).toMatchObject({ keepsInStep: false });
  });

  it('lets new members of the team be invited by themselves', async () => {
    expect(await post('people', { keepsInStep: true })).toMatchObject({ keepsInStep: true });
    const { token: _token } = v.parse(
      v.object({ token: v.string() }),
      await world.mock.post('users', {
        login: 'newcomer',
        fullName: 'New Comer',
        email: 'newcomer@example.com',
        roles: [{ role: 'Developer', project: 'DEMO' }],
      }),
    );
    const { id } = v.parse(
      v.object({ id: v.string() }),
      await world.as('admin').get('users/newcomer?fields=id'),
    );
    await world.as('admin').post('admin/projects/DEMO/team/ownUsers', { id });
    await world.pass(10 * MINUTE);
    const people = v.parse(PeopleSchema, await get('people'));
    expect(people.members.find(({ login }) => login === 'newcomer')?.access).toBe('pending');
  });

  it('stops the invitations also while Ducalis does not answer', async () => {
    const match = { method: 'GET', path: '/members$' };
    await fault(world, { match, times: 1, fault: { kind: 'status', status: 503 } });
    expect(await post('people', { keepsInStep: false })).toEqual({ keepsInStep: false });
    await fault(world);
    expect(await get('people')).toMatchObject({ keepsInStep: false });
  });
});

describe('health', () => {
  it('names what YouTrack has outgrown', async () => {
    const health = v.parse(HealthSchema, await world.as('admin').get(`${ADMIN}/health`));
    expect(health.answeredAt).not.toBeNull();
    expect(health.projects).toContainEqual(
      expect.objectContaining({ key: 'DEMO', missingFields: [], missingValues: [] }),
    );
  });
});
