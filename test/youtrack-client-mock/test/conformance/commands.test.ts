/** Commands over REST, with what rules and machines make of them. */
import { expect } from 'vitest';
import { packageOf } from '../engine/world.ts';
import { start, type World } from '../rest/support/world.ts';
import { onChange } from './probe.ts';
import { statement } from './statement.ts';

/** DEMO-1 and DEMO-3, of which a rule refuses the second to be tagged. */
async function bulk(commandTransactions: 'one' | 'each'): Promise<World> {
  const refusing = onChange(
    "workflow.check(ctx.issue.id !== 'DEMO-3', 'Not this one');",
    "guard: (ctx) => ctx.issue.isChanged('State'),",
  );
  const world = await start({ apps: [packageOf({ 'rule.js': refusing })], commandTransactions });
  attach(world);
  return world;
}

function attach({ server }: World): void {
  const [demo = ''] = server.youTrack.read((tx) => [...tx.find('Project', 'shortName', 'DEMO')]);
  server.youTrack.apps.attach('demo-app', demo);
}

async function stateOf(world: World, id: string): Promise<unknown> {
  const { body } = await world.as('admin').get(`issues/${id}?fields=customFields(name,value(name))`);
  return JSON.stringify(body).includes('"name":"Fixed"');
}

const COMMAND = { query: 'State Fixed', issues: [{ idReadable: 'DEMO-1' }, { idReadable: 'DEMO-3' }] };

statement(
  '§2',
  '?',
  'A command on several issues is one transaction here, unless it is set to be one for each',
  {
    'one: a rule that refuses one issue refuses all': async () => {
      const world = await bulk('one');
      expect((await world.as('admin').post('commands', COMMAND)).status).toBe(400);
      expect(await stateOf(world, 'DEMO-1')).toBe(false);
    },
    'each: the issues before it are changed': async () => {
      const world = await bulk('each');
      expect((await world.as('admin').post('commands', COMMAND)).status).toBe(400);
      expect([await stateOf(world, 'DEMO-1'), await stateOf(world, 'DEMO-3')]).toEqual([true, false]);
    },
  },
);

statement('§2', 'D', 'Custom commands of action rules are given like any other', {
  'alone, and beside others': async () => {
    const action = onChange(
      "ctx.issue.description = 'Reviewed by ' + ctx.currentUser.login;",
      "command: 'request review',",
    ).replace('Issue.onChange', 'Issue.action');
    const world = await start({ apps: [packageOf({ 'rule.js': action })] });
    attach(world);
    const answer = await world
      .as('admin')
      .post('commands', { query: 'request review State Fixed', issues: [{ idReadable: 'DEMO-1' }] });
    expect(answer.status).toBe(200);
    expect((await world.as('admin').get('issues/DEMO-1?fields=description')).body).toMatchObject({
      description: 'Reviewed by admin',
    });
    expect(await stateOf(world, 'DEMO-1')).toBe(true);
  },
});

statement('§2', 'D', 'A rule knows whether a command is applied without notification', {
  'on changes and in actions': async () => {
    const rule = onChange(
      "console.log('rule', ctx.isSilentOperation);",
      "guard: (ctx) => ctx.issue.isChanged('State'),",
    );
    const action = onChange("console.log('action', ctx.isSilentOperation);", "command: 'tell',").replace(
      'Issue.onChange',
      'Issue.action',
    );
    const world = await start({ apps: [packageOf({ 'action.js': action, 'rule.js': rule })] });
    attach(world);
    const issues = [{ idReadable: 'DEMO-1' }];
    await world.as('admin').post('commands', { query: 'tell State Fixed', issues, silent: true });
    await world.as('admin').post('commands', { query: 'tell State Open', issues });
    expect(world.server.youTrack.logs().map(({ text }) => text)).toEqual([
      'action true',
      'rule true',
      'action false',
      'rule false',
    ]);
  },
});
