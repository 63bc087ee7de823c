/** What values of versions, builds and owned fields tell beyond their name, over REST and to scripts. */
import { expect } from 'vitest';
import { packageOf } from '../engine/world.ts';
import { start, type World } from '../rest/support/world.ts';
import { onChange } from './probe.ts';
import { statement } from './statement.ts';

/** The value of that name in the bundle of a field, as the administrator changes and reads it. */
async function changed({ as }: World, field: string, value: string, written: object, fields: string) {
  const admin = as('admin');
  const { body } = await admin.get(
    'admin/projects/DEMO/customFields?fields=field(name),bundle(id,$type,values(id,name))&$top=-1',
  );
  const { bundle } = Object(body).find(
    (one: { readonly field: { readonly name: string } }) => one.field.name === field,
  );
  const { id } = bundle.values.find(({ name }: { readonly name: string }) => name === value);
  const type = { VersionBundle: 'version', BuildBundle: 'build', OwnedBundle: 'ownedField' }[
    String(bundle.$type)
  ];
  const path = `admin/customFieldSettings/bundles/${type}/${bundle.id}/values/${id}`;
  return (await admin.post(`${path}?fields=${fields}`, written)).body;
}

statement('§10', 'D', 'Versions, builds and owned values have dates, states and people of their own', {
  'written and read over REST, and read by scripts': async () => {
    const world = await start({
      apps: [
        packageOf({
          'rule.js':
            onChange(`const value = (field, name) => ctx.project.findFieldByName(field).findValueByName(name);
            const v = value('Version', '1.0'); const o = value('Subsystem', 'Core');
            console.log(JSON.stringify([v.isReleased, v.releaseDate, v.startDate, value('Version', '1.1').isReleased,
              value('Build', 'b1').assembleDate, o.owner.login, v.colorIndex]));`),
        }),
      ],
    });
    const version = { released: true, releaseDate: 5, startDate: 4, color: { id: '3' } };
    expect(
      await changed(world, 'Version', '1.0', version, 'released,releaseDate,startDate,color(id)'),
    ).toMatchObject({ released: true, releaseDate: 5, startDate: 4, color: { id: '3' } });
    expect(await changed(world, 'Build', 'b1', { assembleDate: 7 }, 'assembleDate')).toMatchObject({
      assembleDate: 7,
    });
    const owner = { login: 'dora' };
    expect(await changed(world, 'Subsystem', 'Core', { owner }, 'owner(login)')).toMatchObject({ owner });
    const { youTrack } = world.server;
    const [demo = ''] = youTrack.read((tx) => [...tx.find('Project', 'shortName', 'DEMO')]);
    youTrack.apps.attach('demo-app', demo);
    await world.as('admin').post('issues/DEMO-1', { summary: 'Second' });
    expect(youTrack.logs().map(({ text }) => text)).toEqual([
      JSON.stringify([true, 5, 4, false, 7, 'dora', 3]),
    ]);
  },
  'also when they are made, and taken away again': async () => {
    const world = await start();
    const bundles = 'admin/customFieldSettings/bundles/version';
    const made = await world.as('admin').post(`${bundles}?fields=values(released,releaseDate)`, {
      name: 'Releases',
      values: [{ name: '2.0', released: true, releaseDate: 9 }],
    });
    expect(made.body).toMatchObject({ values: [{ released: true, releaseDate: 9 }] });
    await changed(world, 'Version', '1.0', { releaseDate: 5 }, 'id');
    expect(await changed(world, 'Version', '1.0', { releaseDate: null }, 'releaseDate')).toMatchObject({
      releaseDate: null,
    });
  },
});
