/** Agile boards and their sprints, in scripts and over REST. */
import { expect } from 'vitest';
import type { World } from '../engine/world.ts';
import { SEED } from '../rest/support/seed.ts';
import { idOf, pluck, start } from '../rest/support/world.ts';
import { onChange, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const DAY_MS = 86_400_000;

/** A world with the board `Team` whose sprints are `Past`, `Now` and `Next`, after an edit of its issue. */
function onBoard(body: string): unknown {
  const world = worldOf({
    'rule.js': onChange(
      `const board = entities.Agile.findByName('Team').first(); const { issue } = ctx;
       console.log(JSON.stringify((() => { ${body} })()));`,
    ),
    'entity-extensions.json': {
      entityTypeExtensions: ['Agile', 'Sprint'].map((entityType) => ({
        entityType,
        properties: { note: { type: 'string' } },
      })),
    },
  });
  plantBoard(world);
  world.edit({ summary: 'Second' });
  return JSON.parse(told(world)[0] ?? 'null');
}

function plantBoard({ youTrack, admin, demo }: World): void {
  youTrack.administer(admin, (tx) => {
    const owner = { ref: admin };
    const agile = { ref: tx.create('Agile', { name: 'Team', owner, projects: [{ ref: demo }] }) };
    for (const [index, name] of ['Past', 'Now', 'Next'].entries()) {
      const begin = youTrack.now() + (index - 1) * 14 * DAY_MS - DAY_MS;
      const times = { start: begin, finish: begin + 14 * DAY_MS - 1 };
      tx.create('Sprint', { agile, name, archived: false, ...times });
    }
  });
}

statement('§2', 'D', 'A board knows its sprints, and the one that runs', {
  'by name and by time': () => {
    const source = `return [board.author.login, board.sprints.map((s) => s.name), board.currentSprint.name,
      board.findSprintByName('Next').agile === board, board.findSprintByName('None'), entities.Agile.findByName('None').size];`;
    expect(onBoard(source)).toEqual(['admin', ['Past', 'Now', 'Next'], 'Now', true, null, 0]);
  },
});

statement('§2', 'D', 'Issues are put into sprints and taken out of them', {
  'into the current one of a board, or into a certain one': () => {
    const source = `const before = board.containsIssue(issue); board.addIssue(issue); board.findSprintByName('Next').addIssue(issue);
      return [before, board.containsIssue(issue), board.getIssueSprints(issue).map((s) => s.name), board.isAdded(issue),
        board.getAddedSprints(issue).size, issue.boards.first() === board, board.currentSprint.containsIssue(issue)];`;
    expect(onBoard(source)).toEqual([false, true, ['Now', 'Next'], true, 2, true, true]);
  },
  'out of one, or off the board': () => {
    const source = `board.sprints.forEach((sprint) => sprint.addIssue(issue)); board.currentSprint.removeIssue(issue);
      const some = board.getSprints(issue).map((s) => s.name); board.removeIssue(issue);
      return [some, board.getSprints(issue).size, issue.boards.size, board.isAdded(issue)];`;
    expect(onBoard(source)).toEqual([['Past', 'Next'], 0, 0, false]);
  },
  'a rule sees what another transaction left on the board as removed': () => {
    const world = worldOf({
      'rule.js': onChange(
        `const board = entities.Agile.findByName('Team').first();
         if (ctx.issue.summary === 'Second') { board.addIssue(ctx.issue); return; }
         board.removeIssue(ctx.issue);
         console.log(JSON.stringify([board.isRemoved(ctx.issue), board.getRemovedSprints(ctx.issue).map((s) => s.name)]));`,
      ),
    });
    plantBoard(world);
    world.edit({ summary: 'Second' });
    world.edit({ summary: 'Third' });
    expect(told(world)).toEqual(['[true,["Now"]]']);
  },
});

statement('§5', 'D', 'Boards and sprints can be extended', {
  'and are found by their properties': () => {
    const source = `board.extensionProperties.note = 'b'; board.currentSprint.extensionProperties.note = 's';
      return [entities.Agile.findByExtensionProperties({ note: 'b' }).first() === board,
        entities.Sprint.findByExtensionProperties({ note: 's' }).map((s) => s.name)];`;
    expect(onBoard(source)).toEqual([true, ['Now']]);
  },
});

const BOARD = {
  name: 'Team',
  owner: 'dora',
  projects: ['DEMO'],
  sprints: [{ name: 'First', start: '-1d', finish: '+13d', issues: ['DEMO-1'] }, { name: 'Second' }],
};

statement('§10', 'D', 'Boards and sprints are read and written over REST', {
  'as the seed has them': async () => {
    const { as } = await start({ seed: { ...SEED, boards: [BOARD] } });
    const fields =
      'name,owner(login),projects(shortName),currentSprint(name),sprints(name,issues(idReadable))';
    expect((await as('dora').get(`agiles?fields=${fields}`)).body).toMatchObject([
      {
        name: 'Team',
        owner: { login: 'dora' },
        projects: [{ shortName: 'DEMO' }],
        currentSprint: { name: 'First' },
        sprints: [
          { name: 'First', issues: [{ idReadable: 'DEMO-1' }] },
          { name: 'Second', issues: [] },
        ],
      },
    ]);
    expect(pluck(await as('dora').get('issues/DEMO-1/sprints?fields=name'), 'name')).toEqual(['First']);
    expect((await as('oscar').get('agiles')).body).toEqual([]);
  },
  'a board is made for projects, and has a sprint then': async () => {
    const { as, idAt } = await start();
    const id = await idAt('admin/projects/DEMO');
    const board = idOf(await as('dora').post('agiles', { name: 'New', projects: [{ id }] }));
    const path = `agiles/${board}`;
    expect(pluck(await as('dora').get(`${path}/sprints?fields=name`), 'name')).toEqual(['First sprint']);
    const sprint = idOf(await as('dora').post(`${path}/sprints`, { name: 'Second', start: 1, finish: 2 }));
    const issues = [{ id: await idAt('issues/DEMO-1') }];
    await as('dora').post(`${path}/sprints/${sprint}`, { issues, archived: true });
    const shown = `${path}/sprints/${sprint}?fields=start,finish,archived,issues(idReadable)`;
    expect((await as('dora').get(shown)).body).toMatchObject({
      start: 1,
      finish: 2,
      archived: true,
      issues: [{ idReadable: 'DEMO-1' }],
    });
    expect((await as('rita').post(path, { name: 'Mine' })).status).toBe(403);
    expect((await as('dora').delete(`${path}/sprints/${sprint}`)).status).toBe(200);
    expect((await as('dora').get('issues/DEMO-1/sprints')).body).toEqual([]);
    expect((await as('dora').delete(path)).status).toBe(200);
    expect((await as('dora').get(path)).status).toBe(404);
  },
  'not without a name or a project': async () => {
    const { as } = await start();
    expect((await as('dora').post('agiles', { name: 'New' })).body).toMatchObject({
      error_field: 'projects',
    });
    expect((await as('dora').post('agiles', {})).body).toMatchObject({ error_field: 'name' });
  },
});
