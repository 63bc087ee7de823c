/** Refusals in the recorded shape, the headers of every answer, and which kind of id goes where. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { pluck, start } from './support/world.ts';

describe('refusals', () => {
  it.each([
    ['issues/NOPE-999999', 'Entity with id NOPE-999999 not found'],
    ['issues/2-999999', 'Entity with id 2-999999 not found'],
    ['issues/nonsense-1', 'Entity with id nonsense-1 not found'],
    ['issues/NOPE-1/comments', 'Entity with id NOPE-1 not found'],
    ['issues/DEMO-1/comments/4-999', 'Entity with id 4-999 not found'],
    ['issues/DEMO-1/customFields/Nope', 'Entity with id Nope not found'],
    ['admin/projects/NOPE', 'Entity with id NOPE not found'],
    ['admin/apps/nope', 'Entity with id nope not found'],
    ['users/nobody', 'Entity with id nobody not found'],
    ['no/such/place', 'HTTP 404 Not Found'],
  ])('%s is not found', async (path, error_description) => {
    const answer = await (await start()).as('admin').get(path);
    expect([answer.status, answer.body]).toEqual([404, { error: 'Not Found', error_description }]);
    expect(answer.headers.get('content-type')).toBe('application/json;charset=utf-8');
  });

  it.each([
    ['GET', 'openapi.json', 'GET /openapi.json: read the description of JetBrains'],
    ['POST', 'dashboards', '* /dashboards: each widget of a dashboard'],
    ['GET', 'dashboards/1-1', '* /dashboards: each widget of a dashboard'],
    ['GET', 'savedQueries', '* /savedQueries: there are no saved queries'],
  ])('%s %s is not emulated, and says so', async (method, path, reason) => {
    const { as } = await start();
    const answer = method === 'POST' ? await as('admin').post(path, {}) : await as('admin').get(path);
    expect(answer).toMatchObject({
      status: 501,
      body: {
        error: 'not_implemented',
        error_description: expect.stringContaining(`This emulator does not have ${reason}`),
      },
    });
  });

  it('a path that nobody knows is a 404, and is told to who runs the emulator', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    onTestFinished(() => warn.mockRestore());
    const answer = await (await start()).as('admin').post('no/such/place', {});
    expect(answer.status).toBe(404);
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/there is no POST \S*\/no\/such\/place here; does YouTrack have it\?$/)],
    ]);
  });

  it.each(['{', '[', '"text"', '[]', 'null', '{"summary": 1}', '{"customFields": {}}'])(
    'the body %s is refused and changes nothing',
    async (body) => {
      const { as } = await start();
      const answer = await as('dora').post('issues/DEMO-1', body);
      expect([answer.status, answer.body]).toEqual([
        400,
        { error: 'bad_request', error_description: expect.any(String) },
      ]);
      expect((await as('dora').get('issues/DEMO-1?fields=summary')).body).toMatchObject({
        summary: 'The first issue',
      });
    },
  );

  it.each([
    ['issues', { summary: 'x' }, 'project'],
    ['issues/DEMO-1', { summary: '' }, 'summary'],
    ['issues/DEMO-1', { summary: null }, 'summary'],
    ['issues/DEMO-1', { summary: ' \r\n ' }, 'summary'],
    ['issues/DEMO-1/comments', {}, 'text'],
    ['issues/DEMO-1/comments', { text: ' ' }, 'text'],
    ['tags', {}, 'name'],
    ['commands', { query: 'State Fixed' }, 'issues'],
    ['admin/projects', { shortName: 'NEW' }, 'name'],
    ['admin/projects', { name: 'New' }, 'shortName'],
    ['admin/projects', { name: 'New', shortName: 'NEW' }, 'leader'],
    ['admin/projects/DEMO/appConfigurations', {}, 'app'],
  ])('POST %s with %j lacks the %s', async (path, body, name) => {
    const answer = await (await start()).as('admin').post(path, body);
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'Field required', error_description: `${name} is required`, error_field: name },
    ]);
  });

  it.each([
    ['State: Nonsense', 'The value "Nonsense" isn\'t used for the State field.'],
    ['sort by:', 'Sort field is expected.'],
  ])('the query "%s" cannot be parsed, with the reason among the children', async (query, reason) => {
    const answer = await (await start()).as('dora').get(`issues?query=${encodeURIComponent(query)}`);
    expect([answer.status, answer.body]).toEqual([
      400,
      {
        error: 'invalid_query',
        error_description: "Can't parse search query, please check and update query syntax",
        error_children: [{ error: expect.any(String), error_description: reason }],
      },
    ]);
  });

  it('answers, also refusals, carry the headers of YouTrack', async () => {
    const { as } = await start();
    for (const path of ['users/me', 'issues/NOPE-1']) {
      const { headers } = await as('dora').get(path);
      expect(headers.get('x-version')).toMatch(/^2026\./);
      expect(headers.get('x-youtrack-user')).toBe('dora');
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });
});

describe('ids', () => {
  it('a path takes the database id and the readable one, in any case', async () => {
    const world = await start();
    const id = await world.idAt('issues/DEMO-1');
    const project = await world.idAt('admin/projects/DEMO');
    for (const path of [`issues/${id}`, 'issues/DEMO-1', 'issues/demo-1']) {
      expect((await world.as('rita').get(`${path}?fields=id,idReadable`)).body).toMatchObject({
        id,
        idReadable: 'DEMO-1',
      });
    }
    for (const path of [`admin/projects/${project}`, 'admin/projects/DEMO', 'admin/projects/demo']) {
      expect((await world.as('rita').get(path)).body).toEqual({ $type: 'Project', id: project });
    }
  });

  it('the id of another kind of entity is not found', async () => {
    const world = await start();
    const project = await world.idAt('admin/projects/DEMO');
    expect((await world.as('admin').get(`issues/${project}`)).status).toBe(404);
    expect((await world.as('admin').get(`users/${project}`)).status).toBe(404);
  });

  it.each([
    ['DEV-15', 400, 'For input string: "DEV"'],
    ['DEMO', 400, 'Invalid structure of entity id: DEMO'],
    ['0-999', 404, 'Entity with id 0-999 not found'],
    ['2-1', 404, 'Entity with id 2-1 not found'],
  ])('the project {id: "%s"} in a body is refused with %i', async (id, status, error_description) => {
    const { as } = await start();
    for (const path of ['issues', 'issues/DEMO-1']) {
      const answer = await as('admin').post(path, { project: { id }, summary: 'Not kept' });
      expect([answer.status, answer.body]).toMatchObject([status, { error_description }]);
    }
    expect(pluck(await as('admin').get('issues?fields=summary'), 'summary')).not.toContain('Not kept');
  });

  it('a command takes a readable id only as idReadable', async () => {
    const { as } = await start();
    const command = (issue: object) => as('dora').post('commands', { query: 'State Fixed', issues: [issue] });
    expect(await command({ id: 'DEMO-1' })).toMatchObject({
      status: 400,
      body: { error_description: 'For input string: "DEMO"' },
    });
    expect((await command({ idReadable: 'DEMO-1' })).status).toBe(200);
  });
});
