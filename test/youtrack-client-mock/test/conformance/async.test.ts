/** Async functions: when they run, what they know, their limits, and what becomes of failures. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { createWorld, packageOf, type World } from '../engine/world.ts';
import { failed, handler, onChange, onSchedule, told, warned, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const SUMMARY = "guard: (ctx) => ctx.issue.isChanged('summary'),";

/** A rule with async functions. */
function rule(action: string, functions: string, guard = SUMMARY): string {
  return onChange(action, `${guard} asyncFunctions: { ${functions} },`);
}

/** A world in which the rule has been set off. */
function started(action: string, functions: string): World {
  const w = worldOf({ 'rule.js': rule(action, functions) });
  w.edit({ summary: 'Second' });
  return w;
}

statement(
  '§3',
  'D',
  'Async functions can be called from rules, scheduled rules, handlers and other async functions',
  {
    'an on-change rule': async () => {
      const w = started("ctx.invokeAsync('later');", "later: (ctx) => console.log('ran on', ctx.issue.id)");
      await w.youTrack.settle();
      expect(told(w)).toEqual(['ran on DEMO-1']);
    },
    'a scheduled rule': async () => {
      const w = worldOf({
        'rule.js': onSchedule(
          "ctx.invokeAsync('later');",
          'asyncFunctions: { later: (ctx) => console.log(ctx.currentUser.login) },',
        ),
      });
      await w.youTrack.advance(60_000);
      expect(told(w)).toEqual(['workflow-user']);
    },
    'a handler': async () => {
      const source = handler(
        "method: 'GET', path: 'x', handle: (ctx) => { ctx.invokeAsync('later'); }",
      ).replace(
        'endpoints:',
        'asyncFunctions: { later: (ctx) => console.log(ctx.currentUser.login, typeof ctx.issue) }, endpoints:',
      );
      const w = worldOf({ 'handler.js': source });
      await w.call({ path: 'x' });
      await w.youTrack.settle();
      expect(told(w)).toEqual(['admin undefined']);
    },
    'an async function, in a chain': async () => {
      const w = started(
        "ctx.invokeAsync('one');",
        "one: (ctx) => ctx.invokeAsync('two'), two: () => console.log('two')",
      );
      await w.youTrack.settle();
      expect(told(w)).toEqual(['two']);
    },
  },
);

statement('§3', 'E', 'Only one async call can be made in one execution', {
  'a second invokeAsync throws IllegalStateException': () => {
    const w = worldOf({
      'rule.js': rule(
        "ctx.invokeAsync('a'); try { ctx.invokeAsync('a'); } catch (e) { console.log(e.name); }",
        'a: () => {}',
      ),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['IllegalStateException']);
  },
  'an HTTP call counts too, and what escapes refuses the change': () => {
    const w = worldOf({
      'rule.js': rule(
        "new http.Connection('https://api.example.com').getAsync('/', [], 'a'); ctx.invokeAsync('a');",
        'a: () => {}',
      ),
    });
    expect(() => w.edit({ summary: 'Second' })).toThrow(ChangeRejected);
  },
  'each rule, and each issue of a scheduled rule, may make its own': async () => {
    const w = worldOf({
      'a.js': rule("ctx.invokeAsync('a');", "a: () => console.log('a')"),
      'b.js': rule("ctx.invokeAsync('b');", "b: () => console.log('b')"),
    });
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['a', 'b']);
  },
});

statement('§3', 'E', 'A chain has at most 10 hops', {
  'the eleventh is refused when it is scheduled': async () => {
    const w = started(
      "ctx.store('n', 0); ctx.invokeAsync('next');",
      "next: (ctx) => { const n = Number(ctx.load('n')) + 1; ctx.store('n', n); console.log(n); ctx.invokeAsync('next'); }",
    );
    await w.youTrack.settle();
    expect(told(w).at(-1)).toBe('10');
    expect(failed(w)).toEqual([expect.stringMatching(/^next failed: IllegalStateException.*10 hops/)]);
  },
});

statement('§3', 'E', 'A delay is 0 to 604,800,000 ms', {
  'it is kept to the millisecond': async () => {
    const w = started("ctx.invokeAsync('later', 604800000);", "later: () => console.log('ran')");
    await w.youTrack.advance(604_799_999);
    expect(told(w)).toEqual([]);
    await w.youTrack.advance(1);
    expect(told(w)).toEqual(['ran']);
  },
  'more, less, or no number is refused': () => {
    for (const delay of ['604800001', '-1', "'soon'"]) {
      const w = worldOf({ 'rule.js': rule(`ctx.invokeAsync('a', ${delay});`, 'a: () => {}') });
      expect(() => w.edit({ summary: 'Second' })).toThrow(/delay/i);
    }
  },
});

statement('§3', 'E', 'Nothing starts before the transaction commits', {
  'a refused change starts nothing': async () => {
    const w = worldOf({
      'a.js': rule("ctx.invokeAsync('later');", "later: () => console.log('ran')"),
      'b.js': onChange("throw new Error('no');"),
    });
    expect(() => w.edit({ summary: 'Second' })).toThrow('no');
    await w.youTrack.settle();
    expect(told(w)).toEqual([]);
  },
  'the function sees what was committed, in a transaction of its own': async () => {
    const w = started(
      "ctx.invokeAsync('later');",
      "later: (ctx) => { console.log(ctx.issue.summary); ctx.issue.description = 'later'; }",
    );
    await w.youTrack.settle();
    expect(told(w)).toEqual(['Second']);
    expect(w.get(w.issue, 'description')).toBe('later');
  },
  'what it changes fires on-change rules': async () => {
    const w = worldOf({
      'a.js': rule("ctx.invokeAsync('later');", "later: (ctx) => { ctx.issue.description = 'later'; }"),
      'b.js': onChange(
        'console.log(ctx.currentUser.login);',
        "guard: (ctx) => ctx.issue.isChanged('description'),",
      ),
    });
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['developer']);
  },
});

statement(
  '§3',
  'E',
  'A function that throws rolls its transaction back, ends its chain and is not tried again',
  {
    'it is logged, and what it scheduled is gone': async () => {
      const w = started(
        "ctx.invokeAsync('later');",
        "later: (ctx) => { ctx.issue.description = 'x'; ctx.invokeAsync('more'); throw new Error('broken'); }, more: () => console.log('more')",
      );
      await w.youTrack.advance(86_400_000);
      expect(w.get(w.issue, 'description')).toBeNull();
      expect(told(w)).toEqual([]);
      expect(failed(w)).toEqual([expect.stringContaining('later failed: Error: broken')]);
    },
  },
);

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

statement('§3', 'E', 'ctx.store keeps texts, numbers, booleans, null and entities, everything else as text', {
  'an entity is loaded as it is by then': async () => {
    const w = started(
      "ctx.store('i', ctx.issue); ctx.store('o', { a: 1 }); ctx.store('b', true); ctx.store('f', 1.5); ctx.invokeAsync('later', 1000);",
      "later: (ctx) => console.log(ctx.load('i').summary, ctx.load('o'), ctx.load('b') === true, ctx.load('f') === 1.5)",
    );
    w.youTrack.administer(w.admin, (tx) => tx.set(w.issue, 'summary', 'Later'));
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['Later [object Object] true true']);
  },
  'a whole number comes back as something that Number(…) reads': async () => {
    const w = started(
      "ctx.store('n', 3); ctx.invokeAsync('later');",
      "later: (ctx) => console.log(ctx.load('n') === 3, Number(ctx.load('n')) === 3)",
    );
    await w.youTrack.settle();
    expect(told(w)).toEqual(['false true']);
  },
  'null cannot be told from what was never stored': async () => {
    const w = started(
      "ctx.store('a', null); ctx.invokeAsync('later');",
      "later: (ctx) => console.log(ctx.load('a') === ctx.load('b'))",
    );
    await w.youTrack.settle();
    expect(told(w)).toEqual(['true']);
  },
  'a secret setting is stored as its mask': async () => {
    const w = worldOf({
      'settings.json': { properties: { token: { type: 'string', format: 'secret' } } },
      'rule.js': rule(
        "ctx.store('t', ctx.settings.token); ctx.invokeAsync('later');",
        "later: (ctx) => console.log(ctx.load('t'))",
      ),
    });
    w.youTrack.apps.mergeSettings('demo-app', null, { token: 'real' });
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['<***>']);
  },
});

statement('§3', 'E', 'ctx.load looks back along the chain, newer values first', {
  'through two hops': async () => {
    const w = started(
      "ctx.store('a', 'a1'); ctx.store('b', 'b1'); ctx.invokeAsync('one');",
      "one: (ctx) => { ctx.store('b', 'b2'); ctx.invokeAsync('two'); }, two: (ctx) => console.log(ctx.load('a'), ctx.load('b'))",
    );
    await w.youTrack.settle();
    expect(told(w)).toEqual(['a1 b2']);
  },
  'past a null, which is no value': async () => {
    const w = started(
      "ctx.store('a', 'a1'); ctx.store('b', undefined); ctx.invokeAsync('one');",
      "one: (ctx) => { ctx.store('a', null); ctx.store('b', ctx.load('a')); ctx.invokeAsync('two'); }, two: (ctx) => console.log(ctx.load('a'), ctx.load('b'))",
    );
    await w.youTrack.settle();
    expect(told(w)).toEqual(['a1 a1']);
  },
});

statement('§3', 'D', 'The user of a function is the one who scheduled it', {
  'whoever acts meanwhile': async () => {
    const w = started(
      "ctx.invokeAsync('later', 1000);",
      'later: (ctx) => console.log(ctx.currentUser.login, entities.User.current.login)',
    );
    w.edit({ description: 'x' }, w.admin);
    await w.youTrack.advance(1_000);
    expect(told(w)).toEqual(['developer developer']);
  },
});

const OBSTACLES: Readonly<Record<string, (w: World) => void>> = {
  'a banned user': (w) => w.youTrack.administer(w.admin, (tx) => tx.set(w.developer, 'banned', true)),
  'a disabled app': (w) => w.youTrack.apps.setEnabled('demo-app', false),
  'an app that is detached from the project': (w) => {
    for (const { id } of w.youTrack.apps.usages({ project: w.demo })) w.youTrack.apps.detach(id);
  },
  'an app that lacks a required setting': (w) =>
    w.youTrack.apps.mergeSettings('demo-app', null, { must: null }),
};

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

statement('§3', '?', 'A function that is not declared is refused when it is scheduled', {
  'by name': () => {
    const w = worldOf({ 'rule.js': rule("ctx.invokeAsync('other');", 'a: () => {}') });
    expect(() => w.edit({ summary: 'Second' })).toThrow('asyncFunctions does not declare other');
  },
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

statement('§3', 'E', 'Values are kept only when something is scheduled', {
  'and each chain has its own': async () => {
    const w = worldOf({
      'rule.js': rule(
        "if (ctx.issue.summary === 'Second') ctx.store('k', 'lost'); else { console.log(ctx.load('k')); ctx.invokeAsync('later'); }",
        "later: (ctx) => console.log(ctx.load('k'))",
      ),
    });
    w.edit({ summary: 'Second' });
    w.edit({ summary: 'Third' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['null', 'null']);
  },
});
