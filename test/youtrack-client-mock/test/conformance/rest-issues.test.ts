/** Issues over REST, what hangs on them, and how they are found. */
import { expect } from 'vitest';
import { idOf, pluck, start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

statement('§10', 'O', 'A new issue needs a project by its id, and a summary', {
  'both are enough': async () => {
    const { as, idAt } = await start();
    const project = { id: await idAt('admin/projects/DEMO') };
    const answer = await as('dora').post('issues?fields=idReadable,reporter(login),summary', {
      project,
      summary: 'New',
    });
    expect(answer.body).toMatchObject({ idReadable: 'DEMO-4', reporter: { login: 'dora' }, summary: 'New' });
  },
  'neither can be missing': async () => {
    const { as, idAt } = await start();
    const project = { id: await idAt('admin/projects/DEMO') };
    expect((await as('dora').post('issues', { summary: 'x' })).status).toBe(400);
    expect((await as('dora').post('issues', { project })).status).toBe(400);
  },
  'numbers are never given twice': async () => {
    const { as, idAt } = await start();
    const project = { id: await idAt('admin/projects/DEMO') };
    const create = () => as('admin').post('issues?fields=idReadable', { project, summary: 'New' });
    expect((await create()).body).toMatchObject({ idReadable: 'DEMO-4' });
    await as('admin').delete('issues/DEMO-4');
    expect((await create()).body).toMatchObject({ idReadable: 'DEMO-5' });
  },
});

statement('§10', 'O', 'Line breaks in a summary are replaced', {
  'of every kind': async () => {
    const { as } = await start();
    const { body } = await as('dora').post('issues/DEMO-1?fields=summary', { summary: 'a\r\nb\nc\rd' });
    expect(body).toMatchObject({ summary: 'a b c d' });
  },
});

statement('§10', 'O', 'An issue is found by its database id and by its readable id', {
  'in paths': async () => {
    const { as, idAt } = await start();
    const id = await idAt('issues/DEMO-1');
    expect((await as('dora').get(`issues/${id}?fields=idReadable`)).body).toMatchObject({
      idReadable: 'DEMO-1',
    });
    expect(id).toMatch(/^2-\d+$/);
  },
  'as a search for #DEMO-1': async () => {
    const { as } = await start();
    expect(pluck(await as('dora').get('issues?query=%23DEMO-1&fields=idReadable'), 'idReadable')).toEqual([
      'DEMO-1',
    ]);
  },
});

statement('§10', 'O', 'An issue that moves keeps its database id and gets a new readable one', {
  'by its project being written': async () => {
    const { as, idAt } = await start();
    const [id, project] = [await idAt('issues/DEMO-1'), await idAt('admin/projects/OTHER')];
    const moved = await as('admin').post('issues/DEMO-1?fields=id,idReadable', { project: { id: project } });
    expect(moved.body).toMatchObject({ id, idReadable: 'OTHER-1' });
    expect((await as('admin').get('issues/DEMO-1')).status).toBe(404);
  },
});

statement('§10', 'O', 'The count of issues is -1 until they were counted', {
  'and the number at the next request': async () => {
    const { as } = await start();
    const count = () => as('admin').post('issuesGetter/count?fields=count', { query: 'project: DEMO' });
    expect((await count()).body).toEqual({ count: -1, $type: 'IssueCountResponse' });
    expect((await count()).body).toEqual({ count: 2, $type: 'IssueCountResponse' });
  },
  'anew for another query and another person': async () => {
    const { as } = await start();
    const count = async (login: string, query: string) =>
      (await as(login).post('issuesGetter/count', { query })).body;
    expect(await count('admin', 'project: DEMO')).toMatchObject({ count: -1 });
    expect(await count('admin', 'project: HIDDEN')).toMatchObject({ count: -1 });
    expect(await count('dora', 'project: DEMO')).toMatchObject({ count: -1 });
    expect(await count('dora', 'project: DEMO')).toMatchObject({ count: 3 });
  },
});

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

statement('§10', 'D', 'A command is applied to issues that are named by either id', {
  'and comments on them': async () => {
    const { as, idAt } = await start();
    const issues = [{ idReadable: 'DEMO-1' }, { id: await idAt('issues/DEMO-3') }];
    const answer = await as('dora').post('commands', { query: 'State Fixed', comment: 'Done', issues });
    expect(answer.status).toBe(200);
    for (const issue of ['DEMO-1', 'DEMO-3']) {
      const { body } = await as('dora').get(`issues/${issue}?fields=resolved,comments(text)`);
      expect(body).toMatchObject({
        resolved: expect.any(Number),
        comments: expect.arrayContaining([expect.objectContaining({ text: 'Done' })]),
      });
    }
  },
  'several fields at once': async () => {
    const { as } = await start();
    await as('dora').post('commands', {
      query: 'State Fixed Priority Minor Points 13',
      issues: [{ idReadable: 'DEMO-1' }],
    });
    expect(
      (await as('dora').get('issues/DEMO-1?customFields=Points&fields=customFields(value)')).body,
    ).toMatchObject({ customFields: [{ value: 13 }] });
  },
  'all of them or none': async () => {
    const { as } = await start();
    const issues = [{ idReadable: 'DEMO-1' }, { idReadable: 'NOPE-1' }];
    expect((await as('dora').post('commands', { query: 'Points 13', issues })).status).toBe(404);
    expect(
      (await as('dora').get('issues/DEMO-1?customFields=Points&fields=customFields(value)')).body,
    ).toMatchObject({ customFields: [{ value: 5 }] });
  },
});

statement('§10', 'O', 'Projects are found by id and by key, in whatever case', {
  'in paths': async () => {
    const { as, idAt } = await start();
    const id = await idAt('admin/projects/DEMO');
    for (const name of [id, 'DEMO', 'demo']) expect(await idAt(`admin/projects/${name}`)).toBe(id);
    expect((await as('admin').get(`admin/projects/${id}?fields=shortName,leader(login)`)).body).toMatchObject(
      {
        shortName: 'DEMO',
        leader: { login: 'pat' },
      },
    );
  },
});

statement('§10', 'O', 'A team is read under its project, and a user is added to it by id', {
  'once and for all': async () => {
    const { as, idAt } = await start();
    const logins = async () =>
      pluck(await as('pat').get('admin/projects/DEMO/team/users?fields=login'), 'login');
    expect(await logins()).toEqual(['pat', 'dora']);
    const rita = { id: await idAt('users/rita') };
    for (const _ of [1, 2]) await as('pat').post('admin/projects/DEMO/team/ownUsers', rita);
    expect(await logins()).toEqual(['pat', 'dora', 'rita']);
  },
});

statement('§10', 'O', 'Users are searched for with `query`, and oneself is of the type Me', {
  'by a part of the name': async () => {
    const { as } = await start();
    expect(pluck(await as('dora').get('users?query=outsider&fields=login'), 'login')).toEqual(['oscar']);
  },
  'users/me': async () => {
    const { as } = await start();
    expect((await as('dora').get('users/me?fields=login')).body).toEqual({ login: 'dora', $type: 'Me' });
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

function file(name: string, text: string): FormData {
  const form = new FormData();
  form.set('files[0]', new Blob([text], { type: 'text/plain' }), name);
  return form;
}

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
