/** Who may be chosen in a field of users: people one by one, and the members of groups. */
import { expect } from 'vitest';
import { packageOf } from '../engine/world.ts';
import { idOf, pluck, start, type World } from '../rest/support/world.ts';
import { onChange } from './probe.ts';
import { statement } from './statement.ts';

/** The bundle of the field Assignee, which dora and pat are in. */
async function bundleOf({ as }: World): Promise<string> {
  const { body } = await as('admin').get(
    'admin/projects/DEMO/customFields?fields=field(name),bundle(id)&$top=-1',
  );
  const found = Object(body).find(
    ({ field }: { readonly field: { readonly name: string } }) => field.name === 'Assignee',
  );
  return `admin/customFieldSettings/bundles/user/${found.bundle.id}`;
}

async function assign({ as }: World, login: string): Promise<number> {
  const value = { login };
  const customFields = [{ name: 'Assignee', $type: 'SingleUserIssueCustomField', value }];
  return (await as('admin').post('issues/DEMO-1', { customFields })).status;
}

statement('§10', 'D', 'A bundle of users is made of people and groups', {
  'people are put into it and taken out of it': async () => {
    const world = await start();
    const { as, idAt } = world;
    const individuals = `${await bundleOf(world)}/individuals`;
    const rita = await idAt('users/rita');
    expect(await assign(world, 'rita')).toBe(400);
    expect((await as('admin').post(`${individuals}?fields=login`, { id: rita })).body).toMatchObject({
      login: 'rita',
    });
    expect(await assign(world, 'rita')).toBe(200);
    expect(pluck(await as('admin').get(`${individuals}?fields=login`), 'login')).toEqual([
      'dora',
      'pat',
      'rita',
    ]);
    expect((await as('admin').get(`${individuals}/${rita}`)).status).toBe(200);
    expect((await as('admin').delete(`${individuals}/${rita}`)).status).toBe(200);
    expect((await as('admin').get(`${individuals}/${rita}`)).status).toBe(404);
    expect(await assign(world, 'rita')).toBe(400);
    expect((await as('dora').post(individuals, { id: rita })).status).toBe(403);
  },
  'members of a group may be chosen, too, over REST and by scripts': async () => {
    const world = await start({
      apps: [
        packageOf({
          'rule.js': onChange(
            "console.log(ctx.project.findFieldByName('Assignee').values.map((u) => u.login).join());",
          ),
        }),
      ],
    });
    const { as, server } = world;
    const [demo = ''] = server.youTrack.read((tx) => [...tx.find('Project', 'shortName', 'DEMO')]);
    server.youTrack.apps.attach('demo-app', demo);
    const bundle = await bundleOf(world);
    const { body } = await as('admin').get('groups?fields=id,name&$top=-1');
    const { id } = Object(body).find(({ name }: { readonly name: string }) => name === 'Testers');
    expect(idOf(await as('admin').post(`${bundle}/groups`, { id }))).toBe(id);
    const people = pluck(await as('admin').get(`${bundle}/aggregatedUsers?fields=login`), 'login');
    expect(people).toEqual(['dora', 'pat', 'rita']);
    expect(pluck(await as('admin').get(`${bundle}/groups?fields=name`), 'name')).toEqual(['Testers']);
    expect(await assign(world, 'rita')).toBe(200);
    await as('admin').post('issues/DEMO-1', { summary: 'Second' });
    expect(server.youTrack.logs().map(({ text }) => text)).toEqual(['dora,pat,rita']);
    await as('admin').delete(`${bundle}/groups/${id}`);
    expect(await assign(world, 'rita')).toBe(400);
  },
});
