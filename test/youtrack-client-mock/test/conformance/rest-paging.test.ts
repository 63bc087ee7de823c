/** `$skip` and `$top`. */
import * as v from 'valibot';
import { expect } from 'vitest';
import type { World } from '../rest/support/world.ts';
import { pluck, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

const MANY = 50;

/** A YouTrack with more of something than fits on one page. */
async function withMany(path: string, body: (index: number) => object): Promise<World> {
  const world = await start();
  for (let index = 0; index < MANY; index += 1) await world.as('admin').post(path, body(index));
  return world;
}

const tags = () => withMany('tags', (index) => ({ name: `tag ${index}` }));

const AnswerSchema = v.array(v.unknown());
const count = (body: unknown): number => v.parse(AnswerSchema, body).length;

statement('§10', 'R', 'A page holds 42 entities unless `$top` says otherwise', {
  'by default': async () => {
    const { as } = await tags();
    expect(count((await as('admin').get('tags')).body)).toBe(42);
  },
  'as many as asked for': async () => {
    const { as } = await tags();
    expect(count((await as('admin').get('tags?$top=45')).body)).toBe(45);
    expect(count((await as('admin').get('tags?$top=0')).body)).toBe(0);
  },
  '`$skip` goes on where the last page ended': async () => {
    const { as } = await tags();
    const first = pluck(await as('admin').get('tags?fields=name'), 'name');
    const second = pluck(await as('admin').get('tags?fields=name&$skip=42'), 'name');
    expect(second).toHaveLength(MANY + 1 - 42);
    expect(new Set([...first, ...second]).size).toBe(MANY + 1);
  },
});

statement('§10', 'R', 'A page of Hub holds 100 entities', {
  'of permanent tokens': async () => {
    const { as } = await start();
    const { body } = await as('admin').get('/hub/api/rest/users/me/permanenttokens');
    expect(body).toMatchObject({ skip: 0, top: 100 });
  },
});

statement('§10', 'O', '`$top=-1` answers a whole collection where that is allowed', {
  tags: async () => {
    const { as } = await tags();
    expect(count((await as('admin').get('tags?$top=-1')).body)).toBe(MANY + 1);
  },
  groups: async () => {
    const { as } = await start();
    expect(count((await as('admin').get('groups?$top=-1')).body)).toBe(6);
  },
  'fields of a project': async () => {
    const { as } = await start();
    expect(count((await as('admin').get('admin/projects/DEMO/customFields?$top=-1')).body)).toBe(20);
  },
});

statement('§10', 'R', 'Issues are never answered all at once', {
  'a negative `$top` is refused': async () => {
    const { as } = await start();
    for (const top of [-1, -100]) {
      const answer = await as('admin').get(`issues?$top=${top}`);
      expect([answer.status, answer.body]).toEqual([
        400,
        {
          error: 'bad_request',
          error_description: 'This resource does not allow requesting all entities, max limit is 3500',
        },
      ]);
    }
  },
  'a larger one is cut to the limit': async () => {
    const { as } = await start();
    expect((await as('admin').get('issues?$top=1000000')).status).toBe(200);
  },
});

statement('§10', 'R', 'A negative `$skip` counts as none', {
  'of issues': async () => {
    const { as } = await start();
    const all = (await as('admin').get('issues?fields=idReadable')).body;
    expect((await as('admin').get('issues?fields=idReadable&$skip=-5')).body).toEqual(all);
  },
});

statement('§10', 'R', 'A page number that is no number is a 500 of the server', {
  '`$top` and `$skip`': async () => {
    const { as } = await start();
    for (const query of ['$top=x', '$skip=x', '$top=1.5']) {
      const answer = await as('admin').get(`issues?${query}`);
      expect([answer.status, answer.body]).toEqual([
        500,
        { error: 'server_error', error_description: 'HTTP 404 Not Found' },
      ]);
    }
  },
});

statement('§10', 'R', 'Collections under `fields` come whole', {
  'comments of an issue': async () => {
    const { as } = await withMany('issues/DEMO-1/comments', (index) => ({ text: `Comment ${index}` }));
    const { body } = await as('admin').get('issues/DEMO-1?fields=comments(text)');
    expect(count(v.parse(v.object({ comments: AnswerSchema }), body).comments)).toBe(MANY + 2);
    expect(count((await as('admin').get('issues/DEMO-1/comments')).body)).toBe(42);
  },
});
