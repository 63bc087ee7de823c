/** What hangs on issues over REST: comments, activities, links and files. */
import { expect } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { idOf, pluck, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

function file(name: string, text: string): FormData {
  const form = new FormData();
  form.set('files[0]', new Blob([text], { type: 'text/plain' }), name);
  return form;
}

statement('§10', 'R', 'Comments come oldest first', {
  'by their own address and under `fields`': async () => {
    const { as } = await start();
    expect(pluck(await as('dora').get('issues/DEMO-1/comments?fields=text'), 'text')).toEqual([
      'Older',
      'Newer',
    ]);
    expect((await as('dora').get('issues/DEMO-1?fields=comments(text)')).body).toMatchObject({
      comments: [{ text: 'Older' }, { text: 'Newer' }],
    });
  },
});

statement('§10', 'D', 'A comment is written, changed and deleted below its issue', {
  'by its author': async () => {
    const { as } = await start();
    const comments = 'issues/DEMO-1/comments';
    const id = idOf(await as('rita').post(comments, { text: 'First' }));
    const changed = await as('rita').post(`${comments}/${id}?fields=text,author(login)`, { text: 'Second' });
    expect(changed.body).toMatchObject({ text: 'Second', author: { login: 'rita' } });
    expect((await as('rita').delete(`${comments}/${id}`)).status).toBe(200);
    expect((await as('rita').get(`${comments}/${id}`)).status).toBe(404);
  },
});

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

statement('§10', 'D', 'A comment holds files of its issue', {
  'that it names when it is written, or later': async () => {
    const { as } = await start();
    const admin = as('admin');
    const upload = async (name: string) => {
      const [id] = pluck(await admin.upload('issues/DEMO-1/attachments', file(name, 'Hello')), 'id');
      return { id };
    };
    const [first, second] = [await upload('a.txt'), await upload('b.txt')];
    const fields = 'fields=id,attachments(name)';
    const made = await admin.post(`issues/DEMO-1/comments?${fields}`, { text: 'See', attachments: [first] });
    expect(made.body).toMatchObject({ attachments: [{ name: 'a.txt' }] });
    const comment = `issues/DEMO-1/comments/${idOf(made)}`;
    const changed = await admin.post(`${comment}?${fields}`, { attachments: [second] });
    expect(changed.body).toMatchObject({ attachments: [{ name: 'b.txt' }] });
    const files = await admin.get('issues/DEMO-1/attachments?fields=name,comment(text)');
    expect(files.body).toMatchObject([
      { name: 'a.txt', comment: null },
      { name: 'b.txt', comment: { text: 'See' } },
    ]);
    const elsewhere = await admin.post('issues/DEMO-3/comments', { text: 'x', attachments: [first] });
    expect(elsewhere.status).toBe(404);
  },
  'and who may not see the comment does not see its files': async () => {
    const { as } = await start();
    const [id] = pluck(await as('admin').upload('issues/DEMO-1/attachments', file('a.txt', 'Hello')), 'id');
    const visibility = { $type: 'LimitedVisibility', permittedUsers: [{ login: 'dora' }] };
    await as('admin').post('issues/DEMO-1/comments', { text: 'See', attachments: [{ id }], visibility });
    expect((await as('rita').get('issues/DEMO-1/attachments')).body).toEqual([]);
    expect((await as('dora').get(`issues/DEMO-1/attachments/${id}`)).status).toBe(200);
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

statement('§10', 'O', 'Links of an issue are listed by type and direction, with their number', {
  'and are there from both ends': async () => {
    const { as, idAt } = await start();
    const { body: links } = await as('dora').get('issues/DEMO-1/links?fields=id,direction,linkType(name)');
    const depend = Object(links).find(
      (link: { direction: string; linkType: { name: string } }) =>
        link.linkType.name === 'Depend' && link.direction === 'INWARD',
    );
    const other = { id: await idAt('issues/DEMO-3') };
    expect((await as('dora').post(`issues/DEMO-1/links/${depend.id}/issues`, other)).status).toBe(200);
    const linked = async (issue: string) =>
      (await as('dora').get(`issues/${issue}/links?fields=direction,issuesSize,issues(idReadable)`)).body;
    expect(await linked('DEMO-1')).toContainEqual(
      expect.objectContaining({
        direction: 'INWARD',
        issuesSize: 1,
        issues: [{ idReadable: 'DEMO-3', $type: 'Issue' }],
      }),
    );
    expect(await linked('DEMO-3')).toContainEqual(
      expect.objectContaining({
        direction: 'OUTWARD',
        issues: [{ idReadable: 'DEMO-1', $type: 'Issue' }],
      }),
    );
    const path = `issues/DEMO-1/links/${depend.id}/issues/${other.id}`;
    expect((await as('dora').delete(path)).status).toBe(200);
    expect(JSON.stringify(await linked('DEMO-3'))).not.toContain('DEMO-1');
  },
  'a command makes one, and it is an activity': async () => {
    const { as } = await start();
    const command = { query: 'subtask of DEMO-3', issues: [{ idReadable: 'DEMO-1' }] };
    expect((await as('dora').post('commands', command)).status).toBe(200);
    expect((await as('dora').get('issues/DEMO-1?fields=parent(issues(idReadable))')).body).toMatchObject({
      parent: { issues: [{ idReadable: 'DEMO-3' }] },
    });
    const path = 'issues/DEMO-1/activities?categories=LinksCategory&fields=field(name),added(idReadable)';
    expect((await as('dora').get(path)).body).toMatchObject([
      { $type: 'LinksActivityItem', field: { name: 'subtask of' }, added: [{ idReadable: 'DEMO-3' }] },
    ]);
  },
});

statement('§10', 'O', 'A link of an issue to itself is answered with 200, and nothing is written', {
  'whatever the type': async () => {
    const { as, idAt } = await start();
    const { body } = await as('dora').get('issues/DEMO-1/links?fields=id');
    const itself = { id: await idAt('issues/DEMO-1') };
    for (const { id } of Object(body)) {
      expect((await as('dora').post(`issues/DEMO-1/links/${id}/issues`, itself)).status).toBe(200);
    }
    const { body: after } = await as('dora').get('issues/DEMO-1/links?fields=issuesSize');
    expect(new Set(Object(after).map((link: { issuesSize: number }) => link.issuesSize))).toEqual(
      new Set([0]),
    );
  },
});

statement('§10', 'O', 'The address of a file is signed, and is good for three days', {
  'without a token': async () => {
    const { as, server } = await start();
    const made = await as('dora').upload(
      'issues/DEMO-1/attachments?fields=name,size,url',
      file('a.txt', 'Hello'),
    );
    expect(made.body).toMatchObject([{ name: 'a.txt', size: 5, $type: 'IssueAttachment' }]);
    const address = new URL(String(pluck(made, 'url')[0]), server.url);
    expect(await (await fetch(address)).text()).toBe('Hello');
    address.searchParams.set('sign', 'other');
    expect((await fetch(address)).status).toBe(404);
  },
  'to scripts, too': async () => {
    const handler = `exports.httpHandler = { endpoints: [
      { method: 'GET', path: 'files', scope: 'ISSUE',
        handle: (ctx) => ctx.response.json(ctx.issue.attachments.first().fileUrl) },
    ] };`;
    const { as } = await start({ apps: [packageOf({ 'files.js': handler })] });
    await as('pat').post('admin/projects/DEMO/appConfigurations', { app: { name: 'probe' } });
    await as('dora').upload('issues/DEMO-1/attachments', file('a.txt', 'Hello'));
    const { body } = await as('dora').get('issues/DEMO-1/extensionEndpoints/probe/files/files');
    expect(await (await fetch(String(body))).text()).toBe('Hello');
  },
  'and no longer': async () => {
    const { as, server } = await start();
    const made = await as('dora').upload('issues/DEMO-1/attachments?fields=url', file('a.txt', 'Hello'));
    const address = new URL(String(pluck(made, 'url')[0]), server.url);
    await server.youTrack.advance(3 * 86_400_000);
    expect((await fetch(address)).status).toBe(200);
    await server.youTrack.advance(1);
    expect((await fetch(address)).status).toBe(404);
  },
});

statement('§10', 'D', 'A file is put on an issue, renamed and taken away below it', {
  'by whoever may': async () => {
    const { as } = await start();
    const files = 'issues/DEMO-1/attachments';
    const [id] = pluck(await as('rita').upload(`${files}?fields=id`, file('a.txt', 'x')), 'id');
    expect((await as('rita').post(`${files}/${id}?fields=name`, { name: 'b.txt' })).body).toMatchObject({
      name: 'b.txt',
    });
    expect((await as('oscar').get(files)).status).toBe(404);
    expect((await as('dora').delete(`${files}/${id}`)).status).toBe(200);
    expect((await as('rita').get(files)).body).toEqual([]);
  },
  'a request without a file is refused': async () => {
    const { as } = await start();
    expect((await as('dora').upload('issues/DEMO-1/attachments', new FormData())).status).toBe(400);
    expect((await as('dora').post('issues/DEMO-1/attachments', {})).status).toBe(400);
  },
});

statement('§10', 'D', 'Who watches an issue is told with it', {
  'after a script has made them': async () => {
    const handler = `exports.httpHandler = { endpoints: [
      { method: 'POST', path: 'watch', scope: 'ISSUE', handle: (ctx) => { ctx.currentUser.watchIssue(ctx.issue); } },
    ] };`;
    const { as } = await start({ apps: [packageOf({ 'watch.js': handler })] });
    await as('pat').post('admin/projects/DEMO/appConfigurations', { app: { name: 'probe' } });
    const path = 'issues/DEMO-1?fields=watchers(hasStar,issueWatchers(user(login),isStarred))';
    expect((await as('dora').get(path)).body).toMatchObject({
      watchers: { hasStar: false, issueWatchers: [] },
    });
    await as('dora').post('issues/DEMO-1/extensionEndpoints/probe/watch/watch', {});
    expect((await as('dora').get(path)).body).toMatchObject({
      watchers: { hasStar: true, issueWatchers: [{ user: { login: 'dora' }, isStarred: true }] },
    });
  },
});
