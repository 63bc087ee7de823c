/** What `fields=`, `$skip` and `$top` make of an answer. */
import { describe, expect, it } from 'vitest';
import { RestError } from '../../src/rest/errors.ts';
import { readPage } from '../../src/rest/paging.ts';
import { pluck, start } from './support/world.ts';

const BAD_SYNTAX = { error: 'bad_request', error_description: 'Query string has invalid syntax' };

describe('fields=', () => {
  it.each([
    ['', ['$type', 'id']],
    ['fields=', ['$type', 'id']],
    ['fields=summary', ['$type', 'summary']],
    ['fields=$type', ['$type']],
    ['fields=id,idReadable', ['$type', 'id', 'idReadable']],
    ['fields=nonsense,summary,constructor,__proto__', ['$type', 'summary']],
    ['fields=nonsense(deep(er))', ['$type']],
  ])('an issue asked for with "%s" shows just %j', async (query, names) => {
    const { body } = await (await start()).as('rita').get(`issues/DEMO-1?${query}`);
    expect(Object.keys(Object(body)).sort()).toEqual(names);
  });

  it('nested names are cut down too, and say their $type', async () => {
    const world = await start();
    const id = await world.idAt('admin/projects/DEMO');
    const { body } = await world
      .as('rita')
      .get('issues/DEMO-1?fields=project(shortName,nonsense),reporter,comments(text),project(id)');
    expect(body).toEqual({
      $type: 'Issue',
      project: { $type: 'Project', shortName: 'DEMO', id },
      reporter: { $type: 'User', id: await world.idAt('users/rita') },
      comments: [
        { $type: 'IssueComment', text: 'Older' },
        { $type: 'IssueComment', text: 'Newer' },
      ],
    });
  });

  it.each(['(', 'id)', 'id,,summary', 'project(', 'project()', 'project(id', 'id summary', ',id', '*'])(
    'what is written badly, such as "%s", is refused as recorded',
    async (fields) => {
      const { as } = await start();
      for (const path of ['issues/DEMO-1', 'issues', 'users/me', 'admin/projects']) {
        const answer = await as('dora').get(`${path}?fields=${encodeURIComponent(fields)}`);
        expect([answer.status, answer.body]).toEqual([400, BAD_SYNTAX]);
      }
    },
  );

  it('a change whose fields are written badly is not made', async () => {
    const world = await start();
    const admin = world.as('admin');
    const id = await world.idAt('admin/projects/DEMO');
    const summary = 'Not to be kept';
    const body = { project: { id }, summary };
    for (const path of ['issues', 'issues/DEMO-1', 'issues/DEMO-1/comments', 'tags']) {
      const answer = await admin.post(`${path}?fields=(`, { ...body, text: summary, name: summary });
      expect([answer.status, answer.body]).toEqual([400, BAD_SYNTAX]);
    }
    expect(pluck(await admin.get('issues?fields=summary'), 'summary')).not.toContain(summary);
    expect(pluck(await admin.get('issues/DEMO-1/comments?fields=text'), 'text')).toEqual(['Older', 'Newer']);
    expect(pluck(await admin.get('tags?fields=name'), 'name')).not.toContain(summary);
  });
});

describe('$skip and $top', () => {
  async function startWithMany() {
    const issues = Array.from({ length: 45 }, (_, index) => ({
      project: 'DEMO',
      summary: `Issue ${index + 1}`,
      reporter: 'ada',
    }));
    const tags = issues.map(({ summary }) => ({ name: summary, owner: 'ada' }));
    const { as } = await start({
      seed: {
        version: 1,
        users: [{ login: 'ada', fullName: 'Ada', roles: [{ role: 'System Admin' }] }],
        projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada' }],
        tags,
        issues,
      },
    });
    return as('ada');
  }

  it.each([
    ['issues', 42],
    ['issues?$top=', 42],
    ['issues?$top=2', 2],
    ['issues?$top=0', 0],
    ['issues?$top=100', 45],
    ['issues?$skip=40', 5],
    ['issues?$skip=-5&$top=3', 3],
    ['issues?$skip=100', 0],
    ['admin/projects/DEMO/issues', 42],
    ['tags', 42],
    ['tags?$top=-1', 45],
    ['tags?$top=-1&$skip=40', 5],
  ])('%s shows %i', async (path, count) => {
    const { body, status } = await (await startWithMany()).get(path);
    expect(status).toBe(200);
    expect(body).toHaveLength(count);
  });

  it('pages follow one another without a gap', async () => {
    const ada = await startWithMany();
    const all = pluck(await ada.get('issues?$top=100&fields=id'), 'id');
    const first = pluck(await ada.get('issues?$top=20&fields=id'), 'id');
    const rest = pluck(await ada.get('issues?$top=100&$skip=20&fields=id'), 'id');
    expect([...first, ...rest]).toEqual(all);
  });

  it('all issues at once are refused as recorded', async () => {
    const answer = await (await start()).as('dora').get('issues?$top=-1');
    expect([answer.status, answer.body]).toEqual([
      400,
      {
        error: 'bad_request',
        error_description: 'This resource does not allow requesting all entities, max limit is 3500',
      },
    ]);
  });

  it.each(['issues?$top=x', 'issues?$skip=x', 'tags?$top=1.5'])(
    '%s, which is no number, is a server error as recorded',
    async (path) => {
      const answer = await (await start()).as('dora').get(path);
      expect([answer.status, answer.body]).toEqual([
        500,
        { error: 'server_error', error_description: 'HTTP 404 Not Found' },
      ]);
    },
  );

  it.each([
    [undefined, 42],
    ['3500', 3500],
    ['3501', 3500],
    ['99999', 3500],
  ])('of issues, %s asks for %i', (top, expected) => {
    expect(readPage(undefined, top, { limited: true })).toEqual({ skip: 0, top: expected });
  });

  it('only issues are limited', () => {
    expect(readPage(undefined, '-1').top).toBe(Number.POSITIVE_INFINITY);
    expect(readPage(undefined, '99999').top).toBe(99_999);
    expect(() => readPage(undefined, '-1', { limited: true })).toThrow(RestError);
  });
});
