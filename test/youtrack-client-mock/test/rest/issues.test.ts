/** Making, finding, changing, moving and deleting issues, and who can see a restricted one. */
import { describe, expect, it } from 'vitest';
import type { Answer, World } from './support/world.ts';
import { idOf, pluck, start } from './support/world.ts';

async function create(world: World, login: string, body: object): Promise<Answer> {
  const project = { id: await world.idAt('admin/projects/DEMO') };
  return world.as(login).post('issues?fields=id,idReadable,summary,description', { project, ...body });
}

/** Of the one tag that the developer can see. */
async function tagIds({ as }: World): Promise<unknown[]> {
  return pluck(await as('dora').get('tags?fields=id'), 'id');
}

async function summaries({ as }: World, login: string, query = ''): Promise<unknown[]> {
  const path = `issues?fields=summary&query=${encodeURIComponent(query)}`;
  return pluck(await as(login).get(path), 'summary').sort();
}

describe('a new issue', () => {
  it('has the next number, its reporter and its times', async () => {
    const world = await start();
    const made = await create(world, 'rita', { summary: 'New', description: 'Some *text*' });
    expect(made).toMatchObject({ status: 200, body: { idReadable: 'DEMO-4', description: 'Some *text*' } });
    const now = world.server.youTrack.now();
    expect(
      (
        await world
          .as('rita')
          .get('issues/DEMO-4?fields=numberInProject,created,updated,resolved,reporter(login),updater(login)')
      ).body,
    ).toEqual({
      $type: 'Issue',
      numberInProject: 4,
      created: now,
      updated: now,
      resolved: null,
      reporter: { $type: 'User', login: 'rita' },
      updater: { $type: 'User', login: 'rita' },
    });
  });

  it.each([
    ['a\nb', 'a b'],
    ['a\r\nb', 'a b'],
    ['a\rb\n\nc', 'a b c'],
    ['\n a \n', 'a'],
  ])('gets the line breaks of its summary %j replaced', async (summary, expected) => {
    const world = await start();
    expect((await create(world, 'rita', { summary })).body).toMatchObject({ summary: expected });
    expect((await world.as('dora').post('issues/DEMO-1?fields=summary', { summary })).body).toMatchObject({
      summary: expected,
    });
  });

  it('takes tags and visibility along', async () => {
    const world = await start();
    const made = await create(world, 'dora', {
      summary: 'New',
      tags: [{ id: (await tagIds(world)).at(0) }],
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'pat' }] },
    });
    const path = `issues/${idOf(made)}?fields=tags(name),visibility(permittedUsers(login),permittedGroups(name))`;
    expect((await world.as('dora').get(path)).body).toEqual({
      $type: 'Issue',
      tags: [{ $type: 'Tag', name: 'private' }],
      visibility: {
        $type: 'LimitedVisibility',
        permittedUsers: [{ $type: 'User', login: 'pat' }],
        permittedGroups: [],
      },
    });
    expect((await world.as('rita').get(path)).status).toBe(404);
  });

  it('whose tag or reader is unknown is not made, and no number is drawn', async () => {
    const world = await start();
    for (const wrong of [
      { tags: [{ name: 'nonsense' }] },
      { visibility: { permittedUsers: [{ login: 'nobody' }] } },
      { visibility: { permittedGroups: [{ name: 'Nobody' }] } },
    ]) {
      expect((await create(world, 'dora', { summary: 'Not kept', ...wrong })).status).toBe(404);
    }
    expect(await summaries(world, 'dora')).not.toContain('Not kept');
    expect((await create(world, 'dora', { summary: 'Kept' })).body).toMatchObject({ idReadable: 'DEMO-4' });
  });
});

describe('an update', () => {
  it('changes what it names and leaves the rest', async () => {
    const { as, server } = await start();
    await server.youTrack.advance(60_000);
    const fields = 'fields=summary,description,updated,updater(login),reporter(login)';
    const changed = await as('dora').post(`issues/DEMO-1?${fields}`, { description: null });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        summary: 'The first issue',
        description: null,
        updated: server.youTrack.now(),
        updater: { login: 'dora' },
        reporter: { login: 'rita' },
      },
    });
  });

  it('leaves the tags that its author cannot see', async () => {
    const { as } = await start();
    const tags = async (login: string) =>
      pluck(await as(login).get('issues/DEMO-1/tags?fields=name'), 'name').sort();
    await as('rita').post('issues/DEMO-1', { tags: [{ name: 'shared' }] });
    expect(await tags('rita')).toEqual(['shared']);
    expect(await tags('dora')).toEqual(['private']);
    await as('rita').post('issues/DEMO-1', { tags: [] });
    expect(await tags('rita')).toEqual([]);
    expect(await tags('dora')).toEqual(['private']);
  });
});

describe('finding issues', () => {
  it.each([
    ['', ['By the administrator', 'The first issue']],
    ['Priority: Major', ['The first issue']],
    ['reporter: admin', ['By the administrator']],
    ['project: HIDDEN', []],
  ])('"%s" finds what the reporter may see', async (query, expected) => {
    const world = await start();
    const answer = await world.as('rita').get(`issues?query=${encodeURIComponent(query)}&fields=summary`);
    if (answer.status === 200) expect(pluck(answer, 'summary').sort()).toEqual(expected);
    else expect([answer.status, expected]).toEqual([400, []]);
  });

  it('counting agrees with listing', async () => {
    const { as } = await start();
    for (const [login, count] of [
      ['rita', 2],
      ['pat', 3],
      ['oscar', 0],
    ] as const) {
      await as(login).post('issuesGetter/count', { query: '' });
      expect((await as(login).post('issuesGetter/count', { query: '' })).body).toEqual({
        $type: 'IssueCountResponse',
        count,
      });
    }
  });

  it('lists those of one project', async () => {
    const { as } = await start();
    const path = 'admin/projects/HIDDEN/issues?fields=summary';
    expect(pluck(await as('admin').get(path), 'summary')).toEqual(['Elsewhere']);
    expect((await as('dora').get(path)).status).toBe(404);
  });
});

describe('a restricted issue', () => {
  it.each(['rita', 'oscar', null])('is not there for %s, wherever it is asked for', async (login) => {
    const world = await start();
    const client = world.as(login);
    const before = (await world.as('pat').get('issues/DEMO-2?fields=summary,updated')).body;
    const answers = [
      await client.get('issues/DEMO-2'),
      await client.get('issues/DEMO-2/comments'),
      await client.get('issues/DEMO-2/tags'),
      await client.get('issues/DEMO-2/customFields'),
      await client.get('issues/DEMO-2/activities?categories=CustomFieldCategory'),
      await client.post('issues/DEMO-2', { summary: 'x' }),
      await client.post('issues/DEMO-2/comments', { text: 'x' }),
      await client.post('issues/DEMO-2/customFields/Points', { value: 1 }),
      await client.post('commands', { query: 'Points 1', issues: [{ idReadable: 'DEMO-2' }] }),
      await client.delete('issues/DEMO-2'),
    ];
    for (const { status, body } of answers) {
      expect([status, body]).toEqual([
        404,
        { error: 'Not Found', error_description: 'Entity with id DEMO-2 not found' },
      ]);
    }
    const list = await client.get('issues?fields=summary');
    expect(pluck(list, 'summary')).not.toContain('Restricted');
    expect((await world.as('pat').get('issues/DEMO-2?fields=summary,updated')).body).toEqual(before);
  });

  it('is there for its reporter and those it is shown to', async () => {
    const world = await start();
    for (const login of ['dora', 'pat']) {
      expect((await world.as(login).get('issues/DEMO-2')).status).toBe(200);
      expect(await summaries(world, login)).toContain('Restricted');
    }
  });

  it('can be opened to a group and to all', async () => {
    const world = await start();
    const set = (visibility: object | null) => world.as('dora').post('issues/DEMO-2', { visibility });
    const seen = async () => (await world.as('rita').get('issues/DEMO-2')).status;
    await set({ $type: 'LimitedVisibility', permittedGroups: [{ name: 'Testers' }] });
    expect(await seen()).toBe(200);
    await set({ $type: 'LimitedVisibility', permittedGroups: [{ name: 'Writers' }] });
    expect(await seen()).toBe(404);
    await set({ $type: 'UnlimitedVisibility' });
    expect(await seen()).toBe(200);
    expect((await world.as('rita').get('issues/DEMO-2?fields=visibility')).body).toMatchObject({
      visibility: { $type: 'UnlimitedVisibility' },
    });
  });
});

describe('a move to another project', () => {
  it('draws a new number and keeps what the fields there can hold', async () => {
    const world = await start();
    const id = await world.idAt('issues/DEMO-1');
    const project = { id: await world.idAt('admin/projects/OTHER') };
    await world
      .as('dora')
      .post('issues/DEMO-1', { customFields: [{ name: 'State', value: { name: 'Fixed' } }] });
    const moved = await world
      .as('dora')
      .post('issues/DEMO-1?fields=id,idReadable,project(shortName),customFields(name,value(name))', {
        project,
      });
    expect(moved).toMatchObject({
      status: 200,
      body: {
        id,
        idReadable: 'OTHER-1',
        project: { shortName: 'OTHER' },
        customFields: [
          { name: 'State', value: { name: 'Fixed' } },
          { name: 'Points', value: 5 },
        ],
      },
    });
    expect(pluck(await world.as('dora').get('issues/OTHER-1/comments?fields=text'), 'text')).toEqual([
      'Older',
      'Newer',
    ]);
    expect(pluck(await world.as('dora').get('admin/projects/OTHER/issues?fields=id'), 'id')).toEqual([id]);
    expect(pluck(await world.as('dora').get('admin/projects/DEMO/issues?fields=id'), 'id')).not.toContain(id);
  });

  it('takes fields of the new project along in the same request', async () => {
    const world = await start();
    const project = { id: await world.idAt('admin/projects/OTHER') };
    const answer = await world.as('dora').post('issues/DEMO-1?fields=customFields(name,value)', {
      project,
      customFields: [{ name: 'Points', value: 1 }],
    });
    expect(answer.body).toMatchObject({ customFields: [{ name: 'State' }, { name: 'Points', value: 1 }] });
  });

  it('to where the mover may not create issues is refused, and nothing is kept', async () => {
    const world = await start();
    const move = async (login: string, key: string) =>
      (
        await world.as(login).post('issues/DEMO-1', {
          summary: 'Not kept',
          project: { id: await world.idAt(`admin/projects/${key}`) },
        })
      ).status;
    expect(await move('dora', 'HIDDEN')).toBe(404);
    expect(await move('rita', 'OTHER')).toBe(404);
    expect((await world.as('dora').get('issues/DEMO-1?fields=summary,idReadable')).body).toMatchObject({
      summary: 'The first issue',
      idReadable: 'DEMO-1',
    });
  });

  it('to where it is already changes nothing', async () => {
    const world = await start();
    const project = { id: await world.idAt('admin/projects/DEMO') };
    expect((await world.as('dora').post('issues/DEMO-1?fields=idReadable', { project })).body).toMatchObject({
      idReadable: 'DEMO-1',
    });
  });
});

describe('deleting an issue', () => {
  it('is done by a project administrator, and leaves nothing and no number', async () => {
    const world = await start();
    const answer = await world.as('pat').delete('issues/DEMO-3');
    expect([answer.status, answer.body]).toEqual([200, '']);
    for (const path of ['issues/DEMO-3', 'issues/DEMO-3/comments']) {
      expect((await world.as('pat').get(path)).status).toBe(404);
    }
    expect(await summaries(world, 'pat')).not.toContain('By the administrator');
    expect((await create(world, 'rita', { summary: 'Next' })).body).toMatchObject({ idReadable: 'DEMO-4' });
  });

  it.each(['dora', 'rita'])('is refused to %s', async (login) => {
    const { as } = await start();
    expect((await as(login).delete('issues/DEMO-1')).status).toBe(403);
    expect((await as(login).get('issues/DEMO-1')).status).toBe(200);
  });
});
