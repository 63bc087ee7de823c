/** What hangs on issues over REST: comments, links and files. */
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
