import { describe, expect, it } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { createWorld, rule, START } from './world.ts';

describe('A rule', () => {
  it('changes the issue in the same transaction', () => {
    const world = createWorld({
      files: { 'rule.js': rule(`ctx.issue.description = 'Seen ' + ctx.issue.summary;`) },
    });
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'description')).toBe('Seen Second');
  });

  it('gets another address for a picture each time it renders one', async () => {
    const world = createWorld({
      files: { 'rule.js': rule(`ctx.issue.description = ctx.issue.renderMarkup('![shot](shot.png)');`) },
    });
    world.edit({ summary: 'Second' });
    const first = world.get(world.issue, 'description');
    await world.youTrack.advance(1_000);
    world.edit({ summary: 'Third' });
    expect(first).toMatch(/src="\/youtrack\/api\/files\/shot\.png\?sign=[\w-]+&amp;updated=\d+"/);
    expect(world.get(world.issue, 'description')).not.toBe(first);
  });

  it('that throws refuses the whole change, also what other rules did', () => {
    const world = createWorld({
      files: {
        'a.js': rule(`ctx.issue.description = 'written';`),
        'b.js': rule(`workflow.check(false, 'Not like this');`),
      },
    });
    expect(() => world.edit({ summary: 'Second' })).toThrow(new ChangeRejected('Not like this'));
    expect(world.get(world.issue, 'summary')).toBe('First');
    expect(world.get(world.issue, 'description')).toBeNull();
  });

  it('sees what another rule did, and does not fire twice in one transaction', () => {
    const world = createWorld({
      files: {
        'a.js': rule(`ctx.issue.description = (ctx.issue.description ?? '') + 'A';`).replace(
          `ctx.issue.isChanged('summary')`,
          `ctx.issue.fields.isChanged('State')`,
        ),
        'b.js': rule(
          `ctx.issue.fields.State = ctx.issue.project.findFieldByName('State').findValueByName('Fixed');`,
        ),
      },
    });
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'description')).toBe('A');
    expect(world.get(world.issue, 'field:State')).toEqual({ ref: world.states.fixed });
    expect(world.get(world.issue, 'resolved')).toBe(START);
  });

  it('is not concerned by a change that was taken back', () => {
    const world = createWorld({ files: { 'rule.js': rule(`ctx.issue.description = 'fired';`) } });
    world.youTrack.write(world.developer, (tx) => {
      tx.set(world.issue, 'summary', 'Second');
      tx.set(world.issue, 'summary', 'First');
      tx.set(world.issue, 'tags', []);
    });
    expect(world.get(world.issue, 'description')).toBeNull();
  });

  it('runs on removal only when it says so', () => {
    const onRemoval = (name: string, runOn: string): string =>
      `const entities = require('@jetbrains/youtrack-scripting-api/entities');
       exports.rule = entities.Issue.onChange({
         title: '${name}', ${runOn}
         action: (ctx) => console.log('${name}', ctx.issue.becomesRemoved, ctx.issue.id),
       });`;
    const world = createWorld({
      files: {
        'a.js': onRemoval('default', ''),
        'b.js': onRemoval('removal', 'runOn: { change: false, removal: true },'),
      },
    });
    world.edit({ summary: 'Second' });
    world.youTrack.write(world.admin, (tx) => tx.remove(world.issue));
    expect(world.log()).toEqual(['info: default false DEMO-1', 'info: removal true DEMO-1']);
  });

  it('of the project an issue leaves does not run', () => {
    const world = createWorld({ files: { 'rule.js': rule(`ctx.issue.description = 'fired';`) } });
    world.edit({ summary: 'Second', project: { ref: world.other } });
    expect(world.get(world.issue, 'description')).toBeNull();
  });

  it.each(['detached', 'disabled here', 'disabled'])('of an app that is %s does not run', (how) => {
    const world = createWorld({ files: { 'rule.js': rule(`ctx.issue.description = 'fired';`) } });
    const { apps } = world.youTrack;
    const [usage] = apps.usages({});
    if (how === 'detached') apps.detach(usage?.id ?? '');
    if (how === 'disabled here') apps.setUsageEnabled(usage?.id ?? '', false);
    if (how === 'disabled') apps.setEnabled('demo-app', false);
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'summary')).toBe('Second');
    expect(world.get(world.issue, 'description')).toBeNull();
  });

  it('waits for a required setting', () => {
    const world = createWorld({
      files: {
        'rule.js': rule(`ctx.issue.description = ctx.settings.word;`),
        'settings.json': {
          required: ['word'],
          properties: { word: { type: 'string', default: 'unused', 'x-scope': 'PROJECT' } },
        },
      },
    });
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'description')).toBeNull();
    world.youTrack.apps.mergeSettings('demo-app', world.demo, { word: 'given' });
    world.edit({ summary: 'Third' });
    expect(world.get(world.issue, 'description')).toBe('given');
  });

  it('whose requirements are not met is left out and says so', () => {
    const files = {
      'rule.js': rule(`ctx.issue.description = 'fired';`).replace(
        'requirements: {}',
        'requirements: { Priority: { type: entities.EnumField.fieldType } }',
      ),
    };
    const world = createWorld({ files });
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'description')).toBeNull();
    expect(world.log()[0]).toMatch(/^warn: It requires setup/);
  });
});

describe('An asynchronous rule', () => {
  it('runs its promises inside the transaction, and refuses the change when they are rejected', () => {
    const written = rule(`await null; ctx.issue.description = await Promise.resolve('awaited');`);
    const world = createWorld({
      files: { 'rule.js': written.replace('action: (ctx)', 'action: async (ctx)') },
    });
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'description')).toBe('awaited');

    const broken = rule(`await null; throw new Error('broken');`);
    const other = createWorld({
      files: { 'rule.js': broken.replace('action: (ctx)', 'action: async (ctx)') },
    });
    expect(() => other.edit({ summary: 'Second' })).toThrow(new ChangeRejected('broken'));
    expect(other.get(other.issue, 'summary')).toBe('First');
  });

  it('has a guard that is not asynchronous', () => {
    const files = { 'rule.js': rule('').replace('guard: (ctx)', 'guard: async (ctx)') };
    expect(() => createWorld({ files }).edit({ summary: 'Second' })).toThrow('must not be asynchronous');
  });
});

it.each([
  `throw Object.create(null);`,
  `throw null;`,
  `throw { get message() { throw 1; } };`,
  `throw 'text';`,
])('Whatever a script throws refuses the change: %s', (body) => {
  const world = createWorld({ files: { 'rule.js': rule(body) } });
  expect(() => world.edit({ summary: 'Second' })).toThrow(ChangeRejected);
  expect(world.get(world.issue, 'summary')).toBe('First');
});

describe('What a rule costs', () => {
  it('is counted while a user waits', () => {
    const world = createWorld({
      files: {
        'rule.js': rule(`
          entities.Issue.findByExtensionProperties({ nothing: 'here' });
          ctx.issue.project.extensionProperties.seen = true;
          ctx.issue.description = 'own';
        `),
        'entity-extensions.json': {
          entityTypeExtensions: [{ entityType: 'Project', properties: { seen: { type: 'boolean' } } }],
        },
      },
    });
    world.edit({ summary: 'Second' });
    expect(world.youTrack.metrics()).toEqual([
      {
        app: 'demo-app',
        rule: 'rule',
        guardCalls: 1,
        actionCalls: 1,
        insideMs: expect.any(Number),
        insideOutbound: 0,
        insideSearches: 1,
        insideForeignWrites: 1,
      },
    ]);
    expect(world.youTrack.workload()).toEqual({ searches: 1, ruleSearches: 0, propertyWrites: 1 });
  });
});

describe('`updated`', () => {
  it('follows what people see, not extension properties', async () => {
    const world = createWorld({
      files: {
        'rule.js': rule(`ctx.issue.extensionProperties.note = 'quiet';`),
        'entity-extensions.json': {
          entityTypeExtensions: [{ entityType: 'Issue', properties: { note: { type: 'string' } } }],
        },
      },
    });
    await world.youTrack.advance(1_000);
    world.youTrack.write(world.developer, (tx) => tx.set(world.issue, 'ext:demo-app:note', 'by hand'));
    expect(world.get(world.issue, 'updated')).toBe(START);
    world.edit({ summary: 'Second' });
    expect(world.get(world.issue, 'updated')).toBe(START + 1_000);
    expect(world.get(world.issue, 'updatedBy')).toEqual({ ref: world.developer });
  });
});
