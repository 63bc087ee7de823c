/** Async functions that wait: what survives a restart, what replaces them, and what is skipped. */
import { expect } from 'vitest';
import { createWorld, packageOf, type World } from '../engine/world.ts';
import { rule, started } from './async-probe.ts';
import { told, warned, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const OBSTACLES: Readonly<Record<string, (w: World) => void>> = {
  'a banned user': (w) => w.youTrack.administer(w.admin, (tx) => tx.set(w.developer, 'banned', true)),
  'a disabled app': (w) => w.youTrack.apps.setEnabled('demo-app', false),
  'an app that is detached from the project': (w) => {
    for (const { id } of w.youTrack.apps.usages({ project: w.demo })) w.youTrack.apps.detach(id);
  },
  'a rule that is switched off in the project': ({ youTrack: { apps }, demo }) => {
    for (const { id } of apps.ruleUsages(demo)) apps.changeRule(id, { enabled: false });
  },
  'a rule of an archived project': (w) =>
    w.youTrack.administer(w.admin, (tx) => tx.set(w.demo, 'archived', true)),
  'an app that lacks a required setting': (w) =>
    w.youTrack.apps.mergeSettings('demo-app', null, { must: null }),
};

statement('§3', 'E', 'invokeAsync survives a restart, an HTTP call does not', {
  'the function runs at its time': async () => {
    const w = started(
      "ctx.store('k', 'v'); ctx.invokeAsync('later', 1000);",
      "later: (ctx) => console.log(ctx.load('k'))",
    );
    w.youTrack.restart();
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['v']);
  },
  'the HTTP call is never sent': async () => {
    const w = started(
      "new http.Connection('https://api.example.com').getAsync('/', [], 'a');",
      "a: () => console.log('answered')",
    );
    w.youTrack.restart();
    await w.youTrack.settle();
    expect(w.youTrack.outbound()).toEqual([]);
    expect(told(w)).toEqual([]);
  },
});

statement('§3', 'E', 'A deduplication key replaces what is pending with the same key', {
  'the last call wins, with its own values and delay': async () => {
    const w = started(
      "ctx.store('s', ctx.issue.summary); ctx.invokeAsync('later', 1000, 'key');",
      "later: (ctx) => console.log(ctx.load('s'))",
    );
    await w.youTrack.advance(500);
    w.edit({ summary: 'Third' });
    await w.youTrack.advance(999);
    expect(told(w)).toEqual([]);
    await w.youTrack.advance(1);
    expect(told(w)).toEqual(['Third']);
  },
  'another key, or none, replaces nothing': async () => {
    const w = started(
      "ctx.invokeAsync('later', 1000, ctx.issue.summary);",
      "later: () => console.log('ran')",
    );
    w.edit({ summary: 'Third' });
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['ran', 'ran']);
  },
  'nor does the same key of another script': async () => {
    const source = rule("ctx.invokeAsync('later', 1000, 'key');", "later: () => console.log('ran')");
    const w = worldOf({ 'one.js': source, 'two.js': source });
    w.edit({ summary: 'Second' });
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['ran', 'ran']);
  },
  'nor does the same key of another app': async () => {
    const source = rule("ctx.invokeAsync('later', 1000, 'key');", "later: () => console.log('ran')");
    const w = worldOf({ 'rule.js': source });
    w.youTrack.apps.importFiles(packageOf({ 'rule.js': source }, { name: 'other-app' }));
    w.youTrack.apps.attach('other-app', w.demo);
    w.edit({ summary: 'Second' });
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['ran', 'ran']);
  },
  'nor does the same key of another project': async () => {
    const w = started(
      "ctx.invokeAsync('later', 1000, 'key');",
      'later: (ctx) => console.log(ctx.project.name)',
    );
    w.youTrack.apps.attach('demo-app', w.other);
    w.youTrack.write(w.developer, (tx) =>
      tx.create('Issue', { project: { ref: w.other }, numberInProject: 1, summary: 'There', reported: true }),
    );
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['Demo', 'Other']);
  },
});

statement('§3', 'D', 'What must not run any more is skipped with a warning', {
  ...Object.fromEntries(
    Object.entries(OBSTACLES).map(([name, obstruct]) => [
      name,
      async () => {
        const w = createWorld({
          files: {
            'settings.json': {
              properties: { must: { type: 'string', 'x-scope': 'GLOBAL' } },
              required: ['must'],
            },
            'rule.js': rule("ctx.invokeAsync('later', 1000);", "later: () => console.log('ran')"),
          },
        });
        w.youTrack.apps.mergeSettings('demo-app', null, { must: 'have' });
        w.edit({ summary: 'Second' });
        obstruct(w);
        await w.youTrack.advance(1_000);
        expect(told(w)).toEqual([]);
        expect(warned(w)).toEqual([expect.stringMatching(/^later is skipped: /)]);
      },
    ]),
  ),
});

statement('§3', '?', 'A call that waits for more than two days runs all the same here', {
  'although a clean-up is said to delete what is older': async () => {
    const w = started("ctx.invokeAsync('later', 345600000);", "later: () => console.log('ran')");
    await w.youTrack.advance(345_600_000);
    expect(told(w)).toEqual(['ran']);
  },
});

/** A function that runs under a key and schedules another one. */
async function carriedOn(key: string, ownKey?: 'free' | 'cancels'): Promise<World> {
  const later = `later: (ctx) => { ctx.issue.description = 'kept'; ctx.invokeAsync('last', 0, '${key}'); }`;
  const functions = `${later}, last: () => console.log('ran')`;
  const files = { 'rule.js': rule("ctx.invokeAsync('later', 0, 'key');", functions) };
  const w = worldOf(files, { options: ownKey === undefined ? {} : { ownKey } });
  w.edit({ summary: 'Second' });
  await w.youTrack.settle();
  return w;
}

statement('§3', 'E', 'A deduplication key has no effect on a call already running', {
  'a function schedules the next one under the key it runs under': async () => {
    const w = await carriedOn('key');
    expect(told(w)).toEqual(['ran']);
    expect(w.get(w.issue, 'description')).toBe('kept');
  },
});

statement(
  '§3',
  'O',
  'A function that schedules under the key it runs under cancels itself, where so chosen',
  {
    'nothing it has written is kept, and the call is not made': async () => {
      const w = await carriedOn('key', 'cancels');
      expect(told(w)).toEqual([]);
      expect(w.get(w.issue, 'description')).not.toBe('kept');
    },
    'under another key it goes on': async () => {
      expect(told(await carriedOn('another', 'cancels'))).toEqual(['ran']);
    },
  },
);

statement('§3', 'E', 'A deduplication key has no effect on HTTP calls', {
  'a pending one is sent although a call with a key follows': async () => {
    const w = worldOf({
      'rule.js': rule(
        "if (ctx.issue.summary === 'Second') new http.Connection('https://api.example.com').getAsync('/', [], 'later'); else ctx.invokeAsync('later', 0, 'key');",
        'later: (ctx) => console.log(typeof ctx.response)',
      ),
    });
    w.edit({ summary: 'Second' });
    w.edit({ summary: 'Third' });
    await w.youTrack.settle();
    expect(told(w).sort()).toEqual(['object', 'undefined']);
  },
});
