/** The Set of the Workflow API. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from './host.ts';
import { thrownBy, World } from './host.ts';

let world: World;
let app: App;

beforeEach(() => {
  world = new World();
  app = world.app('demo', { Issue: { queue: 'string' } });
});

describe('a stored set', () => {
  it('is live and remembers what was committed', () => {
    app.run(`issue.permittedUsers.add(ann)`);
    world.commit();
    expect(
      app.run(`
        const users = issue.permittedUsers;
        users.add(bob);
        users.add(bob);
        users.delete(ann);
        users.delete(carl);
        return [
          users.size, users.first().login, users.added.first().login, users.removed.first().login,
          users.isChanged, issue.isChanged('permittedUsers'), issue.oldValue('permittedUsers').first().login,
          users.has(bob), users.has(ann), users.has(null),
        ].join();
      `),
    ).toBe('1,bob,bob,ann,true,true,ann,true,false,false');
    expect(app.run(`issue.permittedUsers.clear(); return issue.permittedUsers.isEmpty()`)).toBe(true);
  });

  it('refuses entities of another type', () => {
    expect(thrownBy(() => app.run(`issue.tags.add(ann)`))).toBe(
      'IllegalArgumentException: tags must be an entity of the type Tag',
    );
  });

  it('is replaced as a whole by a set, an array or null', () => {
    expect(
      app.run(`
        issue.permittedUsers = [ann, bob];
        draft.permittedUsers = issue.permittedUsers;
        issue.permittedUsers = null;
        return [issue.permittedUsers.size, draft.permittedUsers.size].join();
      `),
    ).toBe('0,2');
    expect(thrownBy(() => app.run(`issue.permittedUsers = ann`))).toContain('takes a set');
  });
});

describe('reading', () => {
  beforeEach(() => {
    app.run(`issue.permittedUsers = [ann, bob, carl]`);
  });

  it.each([
    [`users.get(1).login`, 'bob'],
    [`users.get(3)`, null],
    [`users.first().login`, 'ann'],
    [`users.last().login`, 'carl'],
    [`users.isEmpty()`, false],
    [`users.isNotEmpty()`, true],
    [`users.find((user) => user.isBanned).login`, 'carl'],
    [`users.find(() => false)`, undefined],
    [`users.slice().length`, 3],
    [`users.slice(1, 2)[0].login`, 'bob'],
    [`users.slice(-1, 1).map((user) => user.login).join()`, 'ann'],
    [
      `users.map((user, index, set) => index + user.login + (set === users)).join()`,
      '0anntrue,1bobtrue,2carltrue',
    ],
    [`[...users].length`, 3],
  ])('%s', (expression, expected) => {
    expect(app.run(`const users = issue.permittedUsers; return ${expression}`)).toBe(expected);
  });

  it('gives arrays of the realm', () => {
    expect(app.run(`return issue.permittedUsers.slice() instanceof Array`)).toBe(true);
    expect(app.run(`return issue.permittedUsers.map(() => 1) instanceof Array`)).toBe(true);
  });

  it('iterates as JetBrains does, with null at the end', () => {
    expect(
      app.run(`
        const seen = [];
        for (const iterator of [issue.permittedUsers.entries(), issue.permittedUsers.values()]) {
          let step = iterator.next();
          for (; !step.done; step = iterator.next()) seen.push(step.value.login);
          seen.push(step.value === null);
        }
        return seen.join();
      `),
    ).toBe('ann,bob,carl,true,ann,bob,carl,true');
  });

  it('survives changes while it visits', () => {
    expect(
      app.run(`
        issue.permittedUsers.forEach((user) => issue.permittedUsers.delete(user));
        issue.addComment('one');
        issue.comments.forEach((comment) => issue.addComment('again'));
        return [issue.permittedUsers.size, issue.comments.size].join();
      `),
    ).toBe('0,2');
  });
});

describe('a huge set', () => {
  it('costs only what is read of it', () => {
    for (let number = 0; number < 5000; number += 1) {
      world.tx.create('Issue', {
        project: { ref: world.id('demo') },
        numberInProject: 100 + number,
        'ext:demo:queue': 'q',
      });
    }
    world.commit();
    app.reads.count = 0;
    expect(
      app.run(`
        const queued = entities.Issue.findByExtensionProperties({ queue: 'q' });
        const iterator = queued.entries();
        return [queued.first().id, queued.isNotEmpty(), iterator.next().value.id, iterator.next().value.id, queued.slice(0, 3).length].join();
      `),
    ).toBe('DEMO-100,true,DEMO-100,DEMO-101,3');
    expect(app.reads.count).toBeLessThan(20);
    expect(app.run(`return entities.Issue.findByExtensionProperties({ queue: 'q' }).size`)).toBe(5000);
  });

  it('made by the engine is read once and as far as needed, and cannot be changed', () => {
    let reads = 0;
    function* ids(): Iterable<string> {
      for (const name of ['ann', 'bob', 'carl']) {
        reads += 1;
        yield world.id(name);
      }
    }
    const set = app.entities.setOf(ids());
    const call = (name: string, ...args: unknown[]): unknown =>
      Reflect.apply(Reflect.get(set, name), set, args);
    expect(call('first')).toBe(app.entities.wrap(world.id('ann')));
    expect(reads).toBe(1);
    expect(call('get', 1)).toBe(app.entities.wrap(world.id('bob')));
    expect([Reflect.get(set, 'size'), Reflect.get(set, 'size'), reads]).toEqual([3, 3, 3]);
    expect(thrownBy(() => call('add', app.entities.wrap(world.id('ann'))))).toContain('cannot be changed');
  });
});
