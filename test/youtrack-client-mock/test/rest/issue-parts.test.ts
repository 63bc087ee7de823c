/** Comments, tags, commands and activities of an issue. */
import { describe, expect, it } from 'vitest';
import { idOf, pluck, start } from './support/world.ts';

describe('comments', () => {
  it('are made, changed and deleted by their author, oldest first', async () => {
    const { as } = await start();
    const path = 'issues/DEMO-1/comments';
    const id = idOf(await as('rita').post(path, { text: 'Third' }));
    expect(pluck(await as('rita').get(`${path}?fields=text`), 'text')).toEqual(['Older', 'Newer', 'Third']);
    expect((await as('dora').post(`${path}/${id}`, { text: 'x' })).status).toBe(403);
    expect((await as('rita').post(`${path}/${id}?fields=text`, { text: '3' })).body).toMatchObject({
      text: '3',
    });
    expect((await as('rita').get(`issues/DEMO-3/comments/${id}`)).status).toBe(404);
    expect((await as('rita').delete(`${path}/${id}`)).status).toBe(200);
    expect((await as('rita').get(`${path}/${id}`)).status).toBe(404);
  });
});

describe('tags', () => {
  it('are put on, taken off, and seen only by whom they are shared with', async () => {
    const { as } = await start();
    const path = 'issues/DEMO-1/tags';
    expect((await as('rita').post(path, { name: 'private' })).status).toBe(404);
    const id = idOf(await as('rita').post(path, { name: 'shared' }));
    expect(pluck(await as('rita').get(`${path}?fields=name`), 'name')).toEqual(['shared']);
    expect(pluck(await as('dora').get(`${path}?fields=name`), 'name')).toEqual(['private']);
    expect((await as('dora').delete(`tags/${id}`)).status).toBe(404);
    expect((await as('rita').delete(`tags/${id}`)).status).toBe(403);
    expect((await as('rita').delete(`${path}/${id}`)).status).toBe(200);
    expect((await as('rita').get(path)).body).toEqual([]);
  });
});

describe('commands', () => {
  it('change several issues and comment on them', async () => {
    const { as } = await start();
    const issues = [{ idReadable: 'DEMO-1' }, { idReadable: 'DEMO-3' }];
    const query = 'State Fixed Assignee me Labels ui tag private';
    expect((await as('dora').post('commands', { query, comment: 'Done', issues })).status).toBe(200);
    for (const { idReadable } of issues) {
      const { body } = await as('dora').get(
        `issues/${idReadable}?fields=customFields(value(name,login)),tags(name)&customFields=State&customFields=Assignee`,
      );
      expect(body).toMatchObject({
        customFields: [{ value: { name: 'Fixed' } }, { value: { login: 'dora' } }],
        tags: [{ name: 'private' }],
      });
      expect(pluck(await as('dora').get(`issues/${idReadable}/comments?fields=text`), 'text')).toContain(
        'Done',
      );
    }
  });

  it.each(['State', 'State Nonsense', 'nonsense', 'Points x', 'Points 9 nonsense'])(
    '"%s" is not understood, and nothing is kept',
    async (query) => {
      const { as } = await start();
      const issues = [{ idReadable: 'DEMO-1' }];
      expect((await as('dora').post('commands', { query, issues })).status).toBe(400);
      expect((await as('dora').get('issues/DEMO-1/customFields/Points?fields=value')).body).toMatchObject({
        value: 5,
      });
    },
  );

  it('are for all issues or for none', async () => {
    const { as } = await start();
    const issues = [{ idReadable: 'DEMO-1' }, { idReadable: 'DEMO-3' }];
    expect((await as('rita').post('commands', { query: 'Points 9', issues })).status).toBe(403);
    expect((await as('rita').get('issues/DEMO-1/customFields/Points?fields=value')).body).toMatchObject({
      value: 5,
    });
  });
});

describe('activities', () => {
  const path = 'issues/DEMO-1/activities';

  it.each([
    [path, 'No requested categories specified as a filter parameter'],
    [`${path}?categories=`, 'No requested categories specified as a filter parameter'],
    [`${path}?categories=CustomFieldCategory&start=x`, 'Incorrect timestamp x'],
  ])('%s is refused as recorded', async (url, error_description) => {
    expect(await (await start()).as('dora').get(url)).toMatchObject({
      status: 400,
      body: { error: 'bad_request', error_description },
    });
  });

  it('tell who changed what, in either order, by category and author', async () => {
    const { as, server } = await start();
    await as('dora').post('issues/DEMO-1', { customFields: [{ name: 'Points', value: 8 }] });
    await server.youTrack.advance(1000);
    await as('rita').post('issues/DEMO-1', {
      customFields: [{ name: 'Priority', value: { name: 'Minor' } }],
    });
    const fields = 'fields=author(login),category(id),added(name),removed(name)';
    const url = `${path}?categories=CustomFieldCategory&${fields}`;
    const points = {
      author: { login: 'dora' },
      category: { id: 'CustomFieldCategory' },
      added: 8,
      removed: 5,
    };
    const priority = { author: { login: 'rita' }, added: [{ name: 'Minor' }], removed: [{ name: 'Major' }] };
    expect((await as('dora').get(url)).body).toMatchObject([points, priority]);
    expect((await as('dora').get(`${url}&reverse=true`)).body).toMatchObject([priority, points]);
    expect((await as('dora').get(`${url}&author=rita`)).body).toMatchObject([priority]);
    expect((await as('dora').get(`${path}?categories=SummaryCategory`)).body).toEqual([]);
  });
});
