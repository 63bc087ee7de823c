/** Issues over REST: made, found, moved, counted and changed by commands; and projects, teams and users. */
import { expect } from 'vitest';
import { pluck, start } from '../rest/support/world.ts';
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
