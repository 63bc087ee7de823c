/** How REST refuses, and the headers around every answer. */
import { expect } from 'vitest';
import { start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

async function got(path: string, login: string | null = 'admin'): Promise<Refusal> {
  const { as } = await start();
  const { status, body } = await as(login).get(path);
  return { status, body };
}

async function posted(path: string, sent: unknown): Promise<Refusal> {
  const { as } = await start();
  const { status, body } = await as('admin').post(path, sent);
  return { status, body };
}

const bad = (error_description: string): Refusal => ({
  status: 400,
  body: { error: 'bad_request', error_description },
});

statement('§10', 'R', 'An error is JSON of `error` and `error_description`, in UTF-8', {
  'with its type of content': async () => {
    const { as } = await start();
    const answer = await as('admin').get('issues/NOPE-999999');
    expect(answer.headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(answer.body).toEqual({
      error: 'Not Found',
      error_description: 'Entity with id NOPE-999999 not found',
    });
  },
});

statement('§10', 'R', 'What is not there is a 404 that names the id', {
  'an issue, a comment, a project, a user, a tag': async () => {
    for (const [path, id] of [
      ['issues/DEMO-999', 'DEMO-999'],
      ['issues/DEMO-1/comments/4-999', '4-999'],
      ['admin/projects/NOPE', 'NOPE'],
      ['users/nobody', 'nobody'],
      ['tags/6-999', '6-999'],
    ] as const) {
      expect(await got(path)).toEqual({
        status: 404,
        body: { error: 'Not Found', error_description: `Entity with id ${id} not found` },
      });
    }
  },
});

statement('§10', 'D', 'An unknown path below `/api` is a 404 of HTTP', {
  'whatever the method': async () => {
    const { as } = await start();
    for (const answer of [
      await as('admin').get('no/such/place'),
      await as('admin').post('no/such/place', {}),
      await as('admin').put('issues/DEMO-1', {}),
      await as('admin').delete('issues'),
    ]) {
      expect([answer.status, answer.body]).toEqual([
        404,
        { error: 'Not Found', error_description: 'HTTP 404 Not Found' },
      ]);
    }
  },
});

statement('§10', 'O', 'A wrong path before `/api` is answered with a page and 200', {
  'as with a base URL that lacks its context': async () => {
    const { as } = await start();
    const answer = await as('admin').get('/wrong/api/users/me');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
  },
});

statement('§10', 'R', 'A query that cannot be read is an `invalid_query` with what is wrong as children', {
  'a value that the field does not know': async () => {
    expect(await got(`issues?query=${encodeURIComponent('State: Nonsense')}`)).toMatchObject({
      status: 400,
      body: {
        error: 'invalid_query',
        error_description: "Can't parse search query, please check and update query syntax",
        error_children: [
          {
            error: 'invalid_query',
            error_description: 'The value "Nonsense" isn\'t used for the State field.',
          },
        ],
      },
    });
  },
  'too many parentheses, and words without an end': async () => {
    const { as } = await start();
    for (const query of [`${'('.repeat(3_000)}x${')'.repeat(3_000)}`, 'a'.repeat(8_000)]) {
      const answer = await as('admin').get(`issues?query=${query}`);
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_query' } });
    }
  },
  'a sort without a field': async () => {
    expect(await got(`issues?query=${encodeURIComponent('sort by:')}`)).toMatchObject({
      status: 400,
      body: { error: 'invalid_query', error_children: [{ error_description: 'Sort field is expected.' }] },
    });
  },
});

statement('§10', 'R', 'Activities need categories, and times that are numbers', {
  'no category': async () => {
    const refusal = bad('No requested categories specified as a filter parameter');
    expect(await got('issues/DEMO-1/activities')).toEqual(refusal);
    expect(await got('issues/DEMO-1/activitiesPage')).toEqual(refusal);
  },
  'a time that is no number': async () => {
    expect(await got('issues/DEMO-1/activities?categories=SummaryCategory&start=yesterday')).toMatchObject({
      status: 400,
      body: { error_description: expect.stringContaining('Incorrect timestamp') },
    });
  },
});

statement('§10', 'D', 'A malformed id is a `bad_request`', {
  'of an issue in a path, whatever is asked of it': async () => {
    for (const id of ['nonsense', 'DEMO', 'DEMO-', 'DEMO-x', '-1']) {
      for (const rest of ['', '/comments', '/customFields', '/extensionEndpoints/probe/handler/x']) {
        expect(await got(`issues/${id}${rest}`)).toEqual(bad(`Invalid structure of entity id: ${id}`));
      }
    }
  },
  'in a body': async () => {
    expect(await posted('issues', { project: { id: 'DEMO' }, summary: 'x' })).toEqual(
      bad('Invalid structure of entity id: DEMO'),
    );
  },
});

statement('§10', 'O', 'A readable id where a database id belongs fails as a number would', {
  'in a body': async () => {
    expect(await posted('commands', { query: 'State Fixed', issues: [{ id: 'DEMO-1' }] })).toEqual(
      bad('For input string: "DEMO"'),
    );
  },
});

statement('§10', 'D', 'A required field that is missing is named three times', {
  'of an issue and of a project': async () => {
    for (const [path, sent, field] of [
      ['issues', { summary: 'x' }, 'project'],
      ['admin/projects', { shortName: 'NEW' }, 'name'],
      ['issues/DEMO-1/comments', {}, 'text'],
    ] as const) {
      expect(await posted(path, sent)).toEqual({
        status: 400,
        body: { error: 'Field required', error_description: `${field} is required`, error_field: field },
      });
    }
  },
});

statement('§10', 'D', 'The key of a project must not be a number', {
  'which is `invalid_properties`': async () => {
    const { as, idAt } = await start();
    const leader = { id: await idAt('users/pat') };
    const answer = await as('admin').post('admin/projects', { name: 'Numbers', shortName: '123', leader });
    expect([answer.status, answer.body]).toMatchObject([400, { error: 'invalid_properties' }]);
  },
});

statement('§10', 'R', 'Every answer names the version and the user, and forbids caching', {
  'good and bad answers alike': async () => {
    const { as } = await start();
    for (const path of ['users/me', 'issues/NOPE-1']) {
      const { headers } = await as('dora').get(path);
      expect(headers.get('x-youtrack-user')).toBe('dora');
      expect(headers.get('x-version')).toMatch(/^\d{4}\.\d/);
      expect(headers.get('cache-control')).toMatch(/no-cache.*no-store/);
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  },
});

statement('§10', 'O', 'A deletion answers 200 with nothing in it', {
  'of an issue': async () => {
    const { as } = await start();
    const answer = await as('admin').delete('issues/DEMO-1');
    expect([answer.status, answer.body]).toEqual([200, '']);
  },
});
