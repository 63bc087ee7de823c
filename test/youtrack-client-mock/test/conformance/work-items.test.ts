/** Work on issues: its types, in scripts and over REST, and the list of all work. */
import { expect } from 'vitest';
import { idOf, pluck, start } from '../rest/support/world.ts';
import { thrownIn, valueIn } from './probe.ts';
import { statement } from './statement.ts';

statement('§2', 'D', 'Work items have types, which a project makes available', {
  'those of the project are found': () => {
    const types = 'entities.WorkItemType.findByProject(ctx.project)';
    expect(valueIn(`${types}.map((t) => t.name)`)).toEqual(['Development', 'Testing', 'Documentation']);
    expect(valueIn(`${types}.first() instanceof entities.WorkItemType`)).toBe(true);
  },
  'the fifth parameter of addWorkItem, or one by name': () => {
    const source = `(() => { const [dev, test] = entities.WorkItemType.findByProject(ctx.project).slice(0, 2);
      const a = ctx.issue.addWorkItem('a', Date.now(), ctx.currentUser, 30, dev);
      const b = ctx.issue.addWorkItem({ description: 'b', date: Date.now(), author: ctx.currentUser, duration: 5, type: test });
      return [a.type === dev, b.type.name, ctx.issue.addWorkItem('c', Date.now(), ctx.currentUser, 1).type]; })()`;
    expect(valueIn(source)).toEqual([true, 'Testing', null]);
  },
  'it can be changed and emptied': () => {
    const source = `(() => { const type = entities.WorkItemType.findByProject(ctx.project).last();
      const w = ctx.issue.addWorkItem('a', Date.now(), ctx.currentUser, 30); w.type = type; const set = w.type.name;
      w.type = null; return [set, w.type]; })()`;
    expect(valueIn(source)).toEqual(['Documentation', null]);
  },
  'nothing else is a type': () => {
    const work = "ctx.issue.addWorkItem('a', Date.now(), ctx.currentUser, 30)";
    expect(thrownIn(`${work}.type = 'Development'`)).toContain('WorkItemType');
  },
  'without attributes in the project a work item has none': () => {
    const source = `[Object.keys(ctx.issue.addWorkItem('a', Date.now(), ctx.currentUser, 1).attributes),
      ctx.project.workItemAttributes.size, ctx.project.findWorkItemAttributeByName('x')]`;
    expect(valueIn(source)).toEqual([[], 0, null]);
  },
});

const WORK = 'issues/DEMO-1/timeTracking/workItems';

statement('§10', 'D', 'Types of work are kept for the instance, and a project uses some of them', {
  'a new one is found by projects when it is attached by itself': async () => {
    const { as } = await start();
    const admin = as('admin');
    const all = 'admin/timeTrackingSettings/workItemTypes';
    const review = await admin.post(all, { name: 'Review', autoAttached: true });
    const other = idOf(await admin.post(all, { name: 'Other' }));
    const own = 'admin/projects/DEMO/timeTrackingSettings/workItemTypes';
    expect(pluck(await admin.get(`${own}?fields=name`), 'name')).toEqual([
      'Development',
      'Testing',
      'Documentation',
      'Review',
    ]);
    await admin.post(own, { id: other });
    await admin.delete(`${own}/${idOf(review)}`);
    expect(pluck(await admin.get(`${own}?fields=name`), 'name')).toEqual([
      'Development',
      'Testing',
      'Documentation',
      'Other',
    ]);
    await admin.delete(`${all}/${other}`);
    expect(pluck(await admin.get(`${own}?fields=name`), 'name')).not.toContain('Other');
    expect((await as('dora').post(all, { name: 'Mine' })).status).toBe(403);
  },
  'work names its type by id or name': async () => {
    const { as } = await start();
    const made = await as('admin').post(`${WORK}?fields=id,type(name)`, {
      duration: { minutes: 30 },
      type: { name: 'Testing' },
    });
    expect(made.body).toMatchObject({ type: { name: 'Testing', $type: 'WorkItemType' } });
    const { id } = Object(made.body);
    expect((await as('admin').post(`${WORK}/${id}?fields=type(name)`, { type: null })).body).toMatchObject({
      type: null,
    });
    const refused = await as('admin').post(WORK, { duration: { minutes: 30 }, type: { name: 'Singing' } });
    expect(refused.status).toBe(404);
  },
});

statement('§10', 'D', 'All work that one may see is in one list', {
  'by issue, day, author and creator': async () => {
    const { as } = await start();
    const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
    for (const [issue, date, text] of [
      ['DEMO-1', '2026-01-02', 'a'],
      ['DEMO-3', '2026-01-03', 'b'],
      ['DEMO-1', '2026-01-04', 'c'],
    ] as const) {
      const work = { duration: { minutes: 30 }, date: day(date), text };
      const made = await as('admin').post(`issues/${issue}/timeTracking/workItems`, work);
      expect(made.status).toBe(200);
    }
    const texts = async (query: string) =>
      pluck(await as('admin').get(`workItems?fields=text&${query}`), 'text');
    expect((await texts('')).sort()).toEqual(['a', 'b', 'c']);
    expect((await texts('query=issue id: DEMO-1')).sort()).toEqual(['a', 'c']);
    expect(await texts('startDate=2026-01-03&endDate=2026-01-03')).toEqual(['b']);
    expect(await texts(`start=${day('2026-01-04')}`)).toEqual(['c']);
    expect((await texts('author=me&creator=admin')).length).toBe(3);
    expect(await texts('author=dora')).toEqual([]);
    expect((await as('rita').get('workItems')).body).toEqual([]);
  },
  'and each is there by its id': async () => {
    const { as } = await start();
    const id = idOf(await as('admin').post(WORK, { duration: { minutes: 30 } }));
    expect((await as('admin').get(`workItems/${id}?fields=issue(idReadable)`)).body).toMatchObject({
      issue: { idReadable: 'DEMO-1' },
    });
    expect((await as('rita').get(`workItems/${id}`)).status).toBe(404);
  },
  'what is no day or time is refused': async () => {
    const { as } = await start();
    for (const query of ['startDate=tomorrow', 'start=soon']) {
      expect([query, (await as('admin').get(`workItems?${query}`)).status]).toEqual([query, 400]);
    }
  },
});
