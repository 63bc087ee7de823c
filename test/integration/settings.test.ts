import { beforeAll, describe, expect, it } from 'vitest';
import { connectProject, saveDucalisToken } from '../../tools/stand-ins/connect.ts';
import { RestError } from '../../tools/stand-ins/rest.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

const ADMIN = 'extensionEndpoints/ducalis/admin';

let world: World;
beforeAll(async () => {
  world = await startWorld({ connect: false });
});

const save = (change: Readonly<Record<string, unknown>>, configuration: unknown = CONFIGURATION) =>
  world.as('admin').post(`${ADMIN}/project`, {
    project: PROJECT,
    revision: 1,
    nonce: 'nonce-of-this-test',
    configuration,
    ...change,
  });

async function refusal(attempt: Promise<unknown>): Promise<{ status: number; body: unknown }> {
  const error = await attempt.then(
    () => {
      throw new Error('It was accepted');
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof RestError)) throw error;
  return { status: error.status, body: error.body };
}

describe('connecting', () => {
  it('says what is missing before a token is saved', async () => {
    expect(await world.as('admin').get(`${ADMIN}/overview`)).toMatchObject({
      connection: { state: 'no-token' },
    });
    expect(await refusal(world.as('admin').post(`${ADMIN}/test-connection`, {}))).toMatchObject({
      status: 422,
      body: { error: { code: 'token-missing' } },
    });
  });

  it('says that a wrong token is wrong, and sends nothing', async () => {
    const overview = await saveDucalisToken(world.as('admin'), 'wrong-token');
    expect(overview.connection).toMatchObject({ state: 'suspended', reason: 'token-rejected' });
  });

  it('finds boards and what this Ducalis can do', async () => {
    const overview = await saveDucalisToken(world.as('admin'), world.standIns.ducalisToken);
    expect(overview.connection).toMatchObject({ state: 'connected', reason: null, push: 'supported' });
    expect(overview.boards.map((board) => board.name)).toEqual(['Product backlog', 'Platform']);
  });

  it('connects a project', async () => {
    const view = await connectProject(world.as('admin'), PROJECT, CONFIGURATION);
    expect(view).toMatchObject({ revision: 1, configuration: CONFIGURATION });
    expect(view.fields).toContainEqual({ name: 'Story points', type: 'integer' });
    const board = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/board?id=${BOARD}`;
    expect(await world.as('admin').get(board)).toMatchObject({
      fields: expect.arrayContaining([
        {
          key: 'story_points',
          name: 'Story points',
          type: 'number',
          required: false,
          options: [],
          isCriterion: false,
        },
      ]),
    });
  });
});

describe('bad input', () => {
  it.each([
    ['a board that does not exist', { board: { id: '99', name: 'Ghost', emoji: null } }, 'board-not-found'],
    ['a field the project lacks', { matches: [{ field: 'Nowhere', key: 'customer' }] }, 'field-not-found'],
    ['a field the board lacks', { matches: [{ field: 'Customer', key: 'nowhere' }] }, 'field-not-found'],
    [
      'types that do not fit',
      { matches: [{ field: 'Customer', key: 'story_points' }] },
      'fields-incompatible',
    ],
    [
      'a number as the assignee',
      { builtIn: { status: 'State', type: 'Type', assignee: 'Story points' } },
      'fields-incompatible',
    ],
    [
      'two fields for one',
      {
        matches: [
          { field: 'Customer', key: 'notes' },
          { field: 'Component', key: 'notes' },
        ],
      },
      'field-matched-twice',
    ],
    [
      'a state field that is gone',
      { builtIn: { status: 'Gone', type: null, assignee: null } },
      'field-not-found',
    ],
  ])('%s is refused and changes nothing', async (_what, change, code) => {
    const before = await world.as('admin').get(`${ADMIN}/project?project=${PROJECT}`);
    expect(await refusal(save({}, { ...CONFIGURATION, ...change }))).toMatchObject({
      status: 422,
      body: { error: { code } },
    });
    expect(await world.as('admin').get(`${ADMIN}/project?project=${PROJECT}`)).toEqual(before);
  });

  it.each([
    ['no project', { project: undefined }],
    ['a revision that is no number', { revision: 'one' }],
    ['a nonce that is too short', { nonce: 'x' }],
    ['a configuration of another shape', { configuration: [] }],
  ])('%s is malformed', async (_what, change) => {
    expect(await refusal(save(change))).toMatchObject({
      status: 400,
      body: { error: { code: 'request-malformed' } },
    });
  });

  it('an unknown project is not found', async () => {
    expect(await refusal(save({ project: 'NOPE' }))).toMatchObject({ status: 404 });
    expect(await refusal(world.as('admin').get(`${ADMIN}/project?project=NOPE`))).toMatchObject({
      status: 404,
    });
  });

  it('a stale revision is a conflict', async () => {
    expect(await refusal(save({ revision: 0 }))).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict' } },
    });
  });
});

describe('a widget', () => {
  it('gets every answer of the app with 200, which other callers do not', async () => {
    const path = `${ADMIN}/project?project=`;
    const admin = world.as('admin');
    expect(await admin.get(`${path}${PROJECT}&envelope=1`)).toEqual({
      ok: true,
      data: await admin.get(path + PROJECT),
    });
    const { status, body } = await refusal(admin.get(`${path}NOPE`));
    expect(await admin.get(`${path}NOPE&envelope=1`)).toEqual({ ok: false, status, ...Object(body) });
    expect(status).toBe(404);
  });

  it('gets a fault of the app with its reference', async () => {
    await world.mock.post('fail', { member: 'User.hasPermission', times: 1 });
    expect(await world.as('admin').get(`${ADMIN}/overview?envelope=1`)).toEqual({
      ok: false,
      status: 500,
      error: { code: 'unexpected', reference: expect.stringMatching(/^\w{8}$/) },
    });
  });
});

describe('permissions', () => {
  it.each(['developer', 'reporter', 'project-admin'])('a %s cannot use the administration', async (login) => {
    for (const path of ['overview', 'health', `project?project=${PROJECT}`]) {
      expect((await refusal(world.as(login).get(`${ADMIN}/${path}`))).status).toBe(403);
    }
    expect((await refusal(world.as(login).post(`${ADMIN}/test-connection`, {}))).status).toBe(403);
  });

  it('nobody learns about an issue they cannot see', async () => {
    const key = await world.createIssue('Hidden', {
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'admin' }] },
    });
    expect((await refusal(world.panel(key, 'reporter'))).status).toBe(404);
  });

  it('who may not update an issue may not send it again', async () => {
    const key = await world.createIssue('Retry me');
    const path = `issues/${key}/extensionEndpoints/ducalis/issue/retry`;
    expect((await refusal(world.as('reporter').post(path, {}))).status).toBe(403);
    expect(await world.as('developer').post(path, {})).toMatchObject({ status: { state: 'sending' } });
  });
});
