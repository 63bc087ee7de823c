/** Two transactions that overlap on purpose (youtrack-platform §2). */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import type { EntityId } from '../../src/model/types.ts';
import { drawArticleNumber } from '../../src/rest/change/issue-number.ts';
import { createWorld, type Options, receiver, rule, type World } from './world.ts';

const EXTENSIONS = {
  entityTypeExtensions: [
    {
      entityType: 'Issue',
      properties: { seen: { type: 'string' }, count: { type: 'integer' }, self: { type: 'Issue' } },
    },
  ],
};

function world(action: string, more = '', others: Partial<Options> = {}): World {
  return createWorld({
    ...others,
    files: { 'rule.js': rule(action, more), 'entity-extensions.json': EXTENSIONS, ...others.files },
  });
}

const quiet = (): World => world('', 'asyncFunctions: {},');

function set(w: World, prop: string, value: string, user = w.developer): Promise<void> {
  return w.youTrack.edit(user, (tx) => tx.set(w.issue, prop, value));
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => (settled = true),
    () => (settled = true),
  );
  await setImmediate();
  return settled;
}

describe('A transaction that is held', () => {
  it('is not seen by the second one, and overwrites property by property what both wrote', async () => {
    const w = quiet();
    w.youTrack.interleave({ replay: true });
    const first = w.youTrack.edit(w.developer, (tx) => {
      tx.set(w.issue, 'summary', 'of the first');
      tx.set(w.issue, 'description', 'of the first');
    });
    expect(await isSettled(first)).toBe(false);
    expect(w.youTrack.interleaved()).toMatchObject({ armed: false, held: true, overlaps: 0 });
    let seen: unknown;
    w.youTrack.write(w.admin, (tx) => {
      seen = tx.get(w.issue, 'summary');
      tx.set(w.issue, 'summary', 'of the second');
      tx.set(w.issue, 'field:State', { ref: w.states.fixed });
    });
    await first;
    expect(seen).toBe('First');
    expect(w.get(w.issue, 'summary')).toBe('of the first');
    expect(w.get(w.issue, 'description')).toBe('of the first');
    expect(w.get(w.issue, 'field:State')).toEqual({ ref: w.states.fixed });
    expect(w.youTrack.interleaved()).toEqual({
      armed: false,
      held: false,
      overlaps: 1,
      conflicts: 1,
      refused: 0,
      notUnique: 0,
      keyConflicts: 0,
    });
  });

  it('merges what both put into a list and took out of it', async () => {
    const w = quiet();
    const [old, mine, theirs] = w.youTrack.administer(w.admin, (tx) => {
      const tags = ['old', 'mine', 'theirs'].map((name) => tx.create('Tag', { name }));
      tx.set(w.issue, 'tags', [{ ref: tags[0] ?? '' }]);
      return tags;
    });
    const refs = (...ids: (EntityId | undefined)[]) => ids.map((ref) => ({ ref: ref ?? '' }));
    w.youTrack.interleave({ replay: true });
    const first = w.youTrack.edit(w.admin, (tx) => tx.set(w.issue, 'tags', refs(mine)));
    w.youTrack.write(w.admin, (tx) => tx.set(w.issue, 'tags', refs(old, theirs)));
    await first;
    expect(w.get(w.issue, 'tags')).toEqual(refs(theirs, mine));
  });

  it('runs its rules once when its writes are replayed, and again when it is run again', async () => {
    for (const replay of [true, false]) {
      const w = world(
        `const properties = ctx.issue.extensionProperties;
         properties.seen = ctx.issue.description;
         console.log('ran');`,
      );
      w.youTrack.interleave({ replay });
      const first = set(w, 'summary', 'Second');
      w.youTrack.write(w.admin, (tx) => tx.set(w.issue, 'description', 'newer'));
      await first;
      expect(w.log().filter((line) => line === 'info: ran')).toHaveLength(replay ? 1 : 2);
      expect(w.get(w.issue, 'ext:demo-app:seen') ?? null).toBe(replay ? null : 'newer');
    }
  });

  it('schedules what its scripts asked for after its commit, once', async () => {
    for (const replay of [true, false]) {
      const w = world(
        `ctx.invokeAsync('later');`,
        `asyncFunctions: { later: (ctx) => { console.log('later: ' + ctx.issue.summary); } },`,
      );
      w.youTrack.interleave({ replay });
      const first = set(w, 'summary', 'Second');
      w.youTrack.write(w.admin, (tx) => tx.set(w.issue, 'description', 'newer'));
      await first;
      await w.youTrack.settle();
      expect(w.log()).toEqual(['info: later: Second']);
    }
  });

  it.each(['settle', 'advance'] as const)('goes on with %s when no second one comes', async (how) => {
    const w = quiet();
    w.youTrack.interleave({ replay: true });
    const first = set(w, 'summary', 'Second');
    expect(w.get(w.issue, 'summary')).toBe('First');
    if (how === 'settle') await w.youTrack.settle();
    else await w.youTrack.advance(1_000);
    await first;
    expect(w.get(w.issue, 'summary')).toBe('Second');
    expect(w.youTrack.interleaved()).toMatchObject({ held: false, overlaps: 0 });
  });

  it('waits neither for reading transactions nor for those that write nothing', async () => {
    const w = world('', '', {
      files: {
        'handler.js': `exports.httpHandler = { endpoints: [
          { method: 'GET', path: 'see', handle: (ctx) => ctx.response.text('seen') },
          { method: 'POST', path: 'see', handle: (ctx) => ctx.response.text('seen') },
        ] };`,
      },
    });
    w.youTrack.interleave({ replay: true });
    await w.call({ path: 'see' });
    await w.call({ path: 'see', method: 'POST' });
    expect(w.youTrack.interleaved()).toMatchObject({ armed: true, held: false });
    const first = set(w, 'summary', 'Second');
    await w.call({ path: 'see' });
    await w.call({ path: 'see', method: 'POST' });
    expect(w.youTrack.interleaved()).toMatchObject({ held: true, overlaps: 0 });
    await w.youTrack.settle();
    await first;
  });

  it('is lost in a restart', async () => {
    const w = quiet();
    w.youTrack.interleave({ replay: true });
    const first = set(w, 'summary', 'Second');
    w.youTrack.restart();
    await expect(first).rejects.toThrow('was stopped');
    expect(w.get(w.issue, 'summary')).toBe('First');
  });

  it('is recovered by a restart when it is a persistent function', async () => {
    const w = world(
      `ctx.invokeAsync('later');`,
      `asyncFunctions: { later: (ctx) => { ctx.issue.extensionProperties.seen = 'done'; } },`,
    );
    w.edit({ summary: 'Second' });
    w.youTrack.interleave({ replay: true });
    await w.youTrack.advance(1);
    expect(w.youTrack.interleaved()).toMatchObject({ held: true });
    w.youTrack.restart();
    expect(w.get(w.issue, 'ext:demo-app:seen')).toBeUndefined();
    await w.youTrack.settle();
    expect(w.get(w.issue, 'ext:demo-app:seen')).toBe('done');
    expect(w.log()).toEqual([]);
  });

  it('may be refused when it is run again', async () => {
    const w = world(`if (ctx.issue.description === 'closed') throw new Error('closed');`);
    w.youTrack.interleave({ replay: false });
    const first = set(w, 'summary', 'Second');
    w.youTrack.write(w.admin, (tx) => tx.set(w.issue, 'description', 'closed'));
    await expect(first).rejects.toThrow(ChangeRejected);
    expect(w.get(w.issue, 'summary')).toBe('First');
    expect(w.youTrack.interleaved()).toMatchObject({ overlaps: 1, refused: 1 });
  });

  it('writes to an issue that the second one deleted, as to one that is only marked', async () => {
    const w = quiet();
    w.youTrack.interleave({ replay: true });
    const first = set(w, 'summary', 'Second');
    w.youTrack.write(w.admin, (tx) => tx.remove(w.issue));
    await first;
    w.youTrack.restoreIssue('DEMO-1');
    expect(w.get(w.issue, 'summary')).toBe('Second');
  });

  it('never gives the number of an article twice', async () => {
    const w = quiet();
    const make = (user: EntityId) =>
      w.youTrack.edit(user, (tx) =>
        tx.create('Article', { project: { ref: w.demo }, numberInProject: drawArticleNumber(tx, w.demo) }),
      );
    w.youTrack.interleave({ replay: true });
    const articles = await Promise.all([make(w.developer), make(w.admin)]);
    expect(articles.map((article) => w.get(article, 'numberInProject'))).toEqual([1, 2]);
    expect(w.get(w.demo, 'nextArticleNumber')).toBe(3);
  });

  it('never gives the number of an issue twice', async () => {
    const w = world('', '', {
      files: {
        'handler.js': `
          const entities = require('@jetbrains/youtrack-scripting-api/entities');
          exports.httpHandler = { endpoints: [{ method: 'POST', path: 'make', scope: 'PROJECT', handle: (ctx) => {
            ctx.response.text(new entities.Issue(ctx.currentUser, ctx.project, 'New').id);
          } }] };`,
      },
    });
    const make = () => w.call({ path: 'make', method: 'POST', scope: 'PROJECT', entity: w.demo });
    w.youTrack.interleave({ replay: true });
    const answers = await Promise.all([make(), make()]);
    const third = await make();
    expect([...answers, third].map((answer) => answer?.body)).toEqual(['DEMO-2', 'DEMO-3', 'DEMO-4']);
  });
});

describe('Other transactions than edits overlap too', () => {
  it('an async function that answers a call, with an edit that comes meanwhile', async () => {
    const server = await receiver((_, response) => response.end('1'));
    const w = world(
      `new http.Connection('https://api.example.com').postAsync('/', [], 'x', 'answered');`,
      `asyncFunctions: { answered: (ctx) => { ctx.issue.extensionProperties.seen = ctx.issue.summary; } },`,
      { hostMap: server.hostMap },
    );
    await set(w, 'summary', 'Second');
    w.youTrack.interleave({ replay: true });
    await w.youTrack.advance(1_000);
    expect(w.youTrack.interleaved()).toMatchObject({ held: true });
    await set(w, 'description', 'edited meanwhile', w.admin);
    expect(w.youTrack.interleaved()).toMatchObject({ overlaps: 1, conflicts: 0 });
    expect(w.get(w.issue, 'ext:demo-app:seen')).toBe('Second');
    expect(w.get(w.issue, 'description')).toBe('edited meanwhile');
  });

  it('an edit, with the scheduled rule that runs on the state before it', async () => {
    const w = world('', '', {
      files: {
        'tick.js': `
          const entities = require('@jetbrains/youtrack-scripting-api/entities');
          exports.rule = entities.Issue.onSchedule({ title: 'Tick', search: 'issue id: DEMO-1', cron: '0 * * * * ?',
            action: (ctx) => { ctx.issue.extensionProperties.seen = ctx.issue.summary; } });`,
      },
    });
    w.youTrack.interleave({ replay: true });
    const first = set(w, 'summary', 'Second');
    await w.youTrack.advance(60_000);
    await first;
    expect(w.youTrack.interleaved()).toMatchObject({ overlaps: 1 });
    expect(w.get(w.issue, 'ext:demo-app:seen')).toBe('First');
    expect(w.get(w.issue, 'summary')).toBe('Second');
  });

  it('the issues of one scheduled rule', async () => {
    const w = world('', '', {
      files: {
        'tick.js': `
          const entities = require('@jetbrains/youtrack-scripting-api/entities');
          exports.rule = entities.Issue.onSchedule({ title: 'Tick', search: 'project: DEMO', cron: '0 * * * * ?',
            action: (ctx) => { ctx.issue.extensionProperties.count = 1; } });`,
      },
    });
    await w.youTrack.copyIssue(w.issue);
    w.youTrack.interleave({ replay: false });
    await w.youTrack.advance(60_000);
    expect(w.youTrack.interleaved()).toMatchObject({ held: false, overlaps: 1 });
    const counts = w.youTrack.read((tx) =>
      [...tx.all('Issue')].map((id) => tx.get(id, 'ext:demo-app:count')),
    );
    expect(counts).toEqual([1, 1]);
  });
});
