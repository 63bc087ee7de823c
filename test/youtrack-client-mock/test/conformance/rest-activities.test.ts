/** What happened to issues, over REST: activities by category, of one issue or of all. */
import { expect } from 'vitest';
import { idOf, pluck, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

function file(name: string, text: string): FormData {
  const form = new FormData();
  form.set('files[0]', new Blob([text], { type: 'text/plain' }), name);
  return form;
}

statement('§10', 'R', 'Activities are filtered by category, time and author, and ordered by `reverse`', {
  'by category and order': async () => {
    const { as } = await start();
    for (const summary of ['Second', 'Third']) await as('dora').post('issues/DEMO-1', { summary });
    const path = 'issues/DEMO-1/activities?categories=SummaryCategory&fields=added';
    expect(pluck(await as('dora').get(path), 'added')).toEqual(['Second', 'Third']);
    expect(pluck(await as('dora').get(`${path}&reverse=true`), 'added')).toEqual(['Third', 'Second']);
    expect((await as('dora').get('issues/DEMO-1/activities?categories=TagsCategory')).body).toEqual([]);
  },
  'by author': async () => {
    const { as } = await start();
    await as('dora').post('issues/DEMO-1', { summary: 'Second' });
    await as('admin').post('issues/DEMO-1', { summary: 'Third' });
    const path = 'issues/DEMO-1/activities?categories=SummaryCategory&fields=added&author=admin';
    expect(pluck(await as('dora').get(path), 'added')).toEqual(['Third']);
  },
  'by time': async () => {
    const { as, server } = await start();
    await as('dora').post('issues/DEMO-1', { summary: 'Second' });
    await server.youTrack.advance(60_000);
    await as('dora').post('issues/DEMO-1', { summary: 'Third' });
    const path = `issues/DEMO-1/activities?categories=SummaryCategory&fields=added&start=${server.youTrack.now()}`;
    expect(pluck(await as('dora').get(path), 'added')).toEqual(['Third']);
  },
});

statement('§10', 'D', 'What people add to an issue, and take away, are activities of their own category', {
  'comments, files and work': async () => {
    const { as } = await start();
    const admin = as('admin');
    const feed = (category: string) =>
      admin.get(`issues/DEMO-1/activities?categories=${category}&fields=added(id,name,text),removed(id)`);
    for (const [path, category, make] of [
      ['comments', 'CommentsCategory', { text: 'Here' }],
      ['timeTracking/workItems', 'WorkItemCategory', { duration: { minutes: 5 }, text: 'Here' }],
    ] as const) {
      const id = idOf(await admin.post(`issues/DEMO-1/${path}`, make));
      expect((await feed(category)).body).toMatchObject([{ added: [{ id, text: 'Here' }], removed: [] }]);
      await admin.delete(`issues/DEMO-1/${path}/${id}`);
      expect((await feed(category)).body).toMatchObject([
        { added: [{ id }] },
        { added: [], removed: [{ id }] },
      ]);
    }
    await admin.upload('issues/DEMO-1/attachments', file('a.txt', 'Hello'));
    expect((await feed('AttachmentsCategory')).body).toMatchObject([{ added: [{ name: 'a.txt' }] }]);
    expect((await as('rita').get('issues/DEMO-1/activities?categories=WorkItemCategory')).body).toEqual([]);
  },
  'and sprints': async () => {
    const { as, idAt } = await start();
    const projects = [{ id: await idAt('admin/projects/DEMO') }];
    const board = idOf(await as('admin').post('agiles', { name: 'Board', projects }));
    const [sprint] = pluck(await as('admin').get(`agiles/${board}/sprints`), 'id');
    const issues = [{ id: await idAt('issues/DEMO-1') }];
    await as('admin').post(`agiles/${board}/sprints/${sprint}`, { issues });
    const path = 'issues/DEMO-1/activities?categories=SprintCategory&fields=added(name),removed';
    expect((await as('admin').get(path)).body).toMatchObject([
      { $type: 'SprintActivityItem', added: [{ name: 'First sprint' }], removed: [] },
    ]);
  },
});

statement('§10', 'D', 'Activities are also read across issues, and one by one', {
  'of those issues that one may see and that a query finds': async () => {
    const { as } = await start();
    await as('admin').post('issues/DEMO-1', { summary: 'Second' });
    await as('admin').post('issues/DEMO-3', { summary: 'Third' });
    const path = 'activities?categories=SummaryCategory&fields=added';
    expect(pluck(await as('admin').get(path), 'added')).toEqual(['Second', 'Third']);
    expect(pluck(await as('admin').get(`${path}&issueQuery=issue id: DEMO-3`), 'added')).toEqual(['Third']);
    await as('admin').post('issues/DEMO-3', { visibility: { permittedUsers: [{ login: 'admin' }] } });
    expect(pluck(await as('dora').get(path), 'added')).toEqual(['Second']);
    expect((await as('admin').get('activities')).status).toBe(400);
    const page = await as('admin').get(
      'activitiesPage?categories=SummaryCategory&$top=1&fields=hasAfter,afterCursor,activities(added)',
    );
    expect(page.body).toMatchObject({ hasAfter: true, activities: [{ added: 'Second' }] });
    const { afterCursor } = Object(page.body);
    const next = `activitiesPage?categories=SummaryCategory&cursor=${afterCursor}&fields=activities(added)`;
    expect((await as('admin').get(next)).body).toMatchObject({ activities: [{ added: 'Third' }] });
  },
  'and by the issue or without it': async () => {
    const { as } = await start();
    await as('admin').post('issues/DEMO-1', { summary: 'Second' });
    const [id] = pluck(await as('admin').get('activities?categories=SummaryCategory&fields=id'), 'id');
    for (const path of [`activities/${id}`, `issues/DEMO-1/activities/${id}`]) {
      expect((await as('admin').get(`${path}?fields=added`)).body).toMatchObject({ added: 'Second' });
    }
    expect((await as('admin').get(`issues/DEMO-3/activities/${id}`)).status).toBe(404);
    expect((await as('oscar').get(`activities/${id}`)).status).toBe(404);
  },
});

statement(
  '§10',
  'R',
  'What an activity added and removed is a list of entities, or a scalar for simple values',
  {
    'a value of a bundle': async () => {
      const { as } = await start();
      await as('dora').post('issues/DEMO-1', {
        customFields: [{ name: 'Priority', $type: 'SingleEnumIssueCustomField', value: { name: 'Minor' } }],
      });
      const { body } = await as('dora').get(
        'issues/DEMO-1/activities?categories=CustomFieldCategory&fields=category(id),field(name),added(name),removed(name)',
      );
      expect(body).toMatchObject([
        {
          $type: 'CustomFieldActivityItem',
          category: { id: 'CustomFieldCategory' },
          field: { name: 'Priority' },
          added: [{ name: 'Minor' }],
          removed: [{ name: 'Major' }],
        },
      ]);
    },
    'a number and a summary': async () => {
      const { as } = await start();
      await as('dora').post('issues/DEMO-1', {
        summary: 'Second',
        customFields: [{ name: 'Points', $type: 'SimpleIssueCustomField', value: 8 }],
      });
      const { body } = await as('dora').get(
        'issues/DEMO-1/activities?categories=CustomFieldCategory,SummaryCategory&fields=added,removed',
      );
      expect(body).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ added: 8, removed: 5 }),
          expect.objectContaining({ added: 'Second', removed: 'The first issue' }),
        ]),
      );
    },
  },
);

statement('§10', 'D', 'Pages of activities have cursors', {
  'to go on from, and back': async () => {
    const { as } = await start();
    for (const summary of ['a', 'b', 'c']) await as('dora').post('issues/DEMO-1', { summary });
    const page = async (cursor: string) =>
      (
        await as('dora').get(
          `issues/DEMO-1/activitiesPage?categories=SummaryCategory&$top=2&cursor=${cursor}` +
            '&fields=hasBefore,hasAfter,beforeCursor,afterCursor,activities(added)',
        )
      ).body;
    const first = await page('');
    expect(first).toMatchObject({
      $type: 'ActivityCursorPage',
      hasBefore: false,
      hasAfter: true,
      activities: [{ added: 'a' }, { added: 'b' }],
    });
    const { afterCursor } = Object(first);
    const second = await page(afterCursor);
    expect(second).toMatchObject({ hasBefore: true, hasAfter: false, activities: [{ added: 'c' }] });
    expect(await page(Object(second).beforeCursor)).toMatchObject({
      activities: [{ added: 'a' }, { added: 'b' }],
    });
  },
});
