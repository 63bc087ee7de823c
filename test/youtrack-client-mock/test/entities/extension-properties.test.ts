/** Extension properties: what they take, what they drop, and how entities are found by them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from './host.ts';
import { thrownBy, World } from './host.ts';

const DECLARED = {
  Issue: {
    note: 'string',
    count: 'integer',
    score: 'float',
    done: 'boolean',
    self: 'Issue',
    helpers: 'User[]',
  },
  Project: { queueId: 'string' },
  User: { note: 'string' },
} as const;

let world: World;
let app: App;

beforeEach(() => {
  world = new World();
  app = world.app('demo', DECLARED);
});

describe('reading and writing', () => {
  it('reads undefined until it is written, and null once it is cleared', () => {
    expect(app.run(`return issue.extensionProperties.note`)).toBeUndefined();
    app.run(`issue.extensionProperties.note = 'a'`);
    expect(app.run(`return issue.extensionProperties.note`)).toBe('a');
    world.commit();
    for (const empty of ['null', 'undefined']) {
      app.run(`issue.extensionProperties.note = ${empty}`);
      expect(app.run(`return issue.extensionProperties.note`)).toBeNull();
    }
    app.run(`issue.extensionProperties.note = 'b'; delete issue.extensionProperties.note`);
    expect(app.run(`return issue.extensionProperties.note`)).toBeNull();
  });

  it('drops a write to an undeclared property without a word', () => {
    expect(
      app.run(`
        'use strict';
        issue.extensionProperties.other = 'a';
        return [issue.extensionProperties.other, 'other' in issue.extensionProperties].join();
      `),
    ).toBe(',false');
    expect(world.tx.touched()).toEqual([]);
  });

  it('keeps values of every type', () => {
    app.run(`
      const properties = issue.extensionProperties;
      properties.count = 9007199254740991;
      properties.score = 0.5;
      properties.done = false;
      properties.self = draft;
    `);
    world.commit();
    expect(
      app.run(`
        const { count, score, done, self } = issue.extensionProperties;
        return [count, score, done, self === draft].join();
      `),
    ).toBe('9007199254740991,0.5,false,true');
  });

  it.each([
    `note = 1`,
    `count = 1.5`,
    `count = '1'`,
    `count = 2 ** 53`,
    `score = Infinity`,
    `score = NaN`,
    `done = 'true'`,
    `self = ann`,
    `self = 'DEMO-1'`,
    `self = { id: 'DEMO-1' }`,
  ])('refuses %s', (write) => {
    expect(thrownBy(() => app.run(`issue.extensionProperties.${write}`))).toContain(
      'IllegalArgumentException',
    );
  });

  it('holds 4 MiB in UTF-8 and not a byte more', () => {
    app.run(`issue.extensionProperties.note = 'a'.repeat(4194304)`);
    app.run(`issue.extensionProperties.note = 'é'.repeat(2097152)`);
    app.run(`issue.extensionProperties.note = '🙂'.repeat(1048576)`);
    for (const text of [`'a'.repeat(4194305)`, `'é'.repeat(2097152) + 'a'`, `'🙂'.repeat(1048576) + 'a'`]) {
      expect(thrownBy(() => app.run(`issue.extensionProperties.note = ${text}`))).toContain('4194304 bytes');
    }
  });

  it('reads a multi property as a set that writes through', () => {
    expect(
      app.run(`
        const helpers = issue.extensionProperties.helpers;
        const before = helpers.size;
        helpers.add(ann);
        issue.extensionProperties.helpers.add(bob);
        helpers.delete(ann);
        return [before, helpers.size, issue.extensionProperties.helpers.first().login, helpers.added.size].join();
      `),
    ).toBe('0,1,bob,1');
    expect(thrownBy(() => app.run(`issue.extensionProperties.helpers.add(issue)`))).toContain('type User');
    app.run(`issue.extensionProperties.helpers = null`);
    expect(app.run(`return issue.extensionProperties.helpers.isEmpty()`)).toBe(true);
  });

  it('lists what is declared for the type', () => {
    expect(app.run(`return Object.keys(issue.extensionProperties).join()`)).toBe(
      Object.keys(DECLARED.Issue).join(),
    );
    expect(app.run(`return 'note' in ann.extensionProperties && !('count' in ann.extensionProperties)`)).toBe(
      true,
    );
    expect(
      app.run(
        `issue.extensionProperties.note = 'a'; return JSON.stringify({ ...issue.extensionProperties }.note)`,
      ),
    ).toBe('"a"');
  });

  it('keeps the properties of two apps apart', () => {
    const another = world.app('another', DECLARED);
    app.run(`issue.extensionProperties.note = 'ours'`);
    expect(another.run(`return issue.extensionProperties.note`)).toBeUndefined();
    another.run(`issue.extensionProperties.note = 'theirs'`);
    expect(app.run(`return issue.extensionProperties.note`)).toBe('ours');
    expect(another.run(`return entities.Issue.findByExtensionProperties({ note: 'ours' }).size`)).toBe(0);
  });

  it('reads a reference to a removed entity as null', () => {
    app.run(`issue.extensionProperties.self = draft`);
    world.commit();
    world.tx.remove(world.id('draft'));
    expect(app.run(`return issue.extensionProperties.self`)).toBeNull();
  });

  it('fails when a test wants it to', () => {
    app.faults.add('extensionProperties.set');
    expect(thrownBy(() => app.run(`issue.extensionProperties.note = 'a'`))).toContain(
      'extensionProperties.set',
    );
    app.faults.add('extensionProperties.get');
    expect(thrownBy(() => app.run(`issue.extensionProperties.note`))).toContain('extensionProperties.get');
  });
});

describe('findByExtensionProperties', () => {
  const found = (query: string): unknown =>
    app.run(`return entities.Issue.findByExtensionProperties(${query}).map((one) => one.id).join()`);

  beforeEach(() => {
    app.run(`
      for (const [index, note] of ['a', 'a', 'b'].entries()) {
        const made = new entities.Issue(ann, demo, 'Made');
        made.extensionProperties.note = note;
        made.extensionProperties.count = index;
        made.extensionProperties.self = made;
        made.extensionProperties.helpers.add(index === 0 ? ann : bob);
      }
    `);
    world.commit();
  });

  it('demands all conditions', () => {
    expect(found(`{ note: 'a' }`)).toBe('DEMO-10,DEMO-11');
    expect(found(`{ note: 'a', count: 1 }`)).toBe('DEMO-11');
    expect(found(`{ note: 'a', count: 2 }`)).toBe('');
    expect(found(`{ count: '1' }`)).toBe('');
  });

  it('finds by entities, also in multi properties', () => {
    expect(found(`{ self: entities.Issue.findById('DEMO-12') }`)).toBe('DEMO-12');
    expect(found(`{ helpers: bob }`)).toBe('DEMO-11,DEMO-12');
    expect(found(`{ helpers: bob, note: 'a' }`)).toBe('DEMO-11');
  });

  it('finds what is empty', () => {
    app.run(`entities.Issue.findById('DEMO-10').extensionProperties.note = null`);
    expect(found(`{ note: null, count: 0 }`)).toBe('DEMO-10');
  });

  it('finds nothing by an undeclared name', () => {
    expect(found(`{ note: 'a', unknown: 'a' }`)).toBe('');
    expect(found(`{ queueId: 'a' }`)).toBe('');
  });

  it('sees what its own transaction wrote', () => {
    app.run(`
      entities.Issue.findById('DEMO-10').extensionProperties.note = 'b';
      issue.extensionProperties.note = 'a';
      new entities.Issue(ann, demo, 'Late').extensionProperties.note = 'a';
    `);
    expect(found(`{ note: 'a' }`)).toBe('DEMO-11,DEMO-1,DEMO-13');
    world.begin();
    expect(found(`{ note: 'a' }`)).toBe('DEMO-10,DEMO-11');
  });

  it('is there for other types', () => {
    app.run(`demo.extensionProperties.queueId = 'q'; bob.extensionProperties.note = 'n'`);
    expect(
      app.run(`return entities.Project.findByExtensionProperties({ queueId: 'q' }).first() === demo`),
    ).toBe(true);
    expect(app.run(`return entities.User.findByExtensionProperties({ note: 'n' }).first() === bob`)).toBe(
      true,
    );
    expect(app.run(`return entities.State.findByExtensionProperties({ note: 'n' }).size`)).toBe(0);
  });
});
