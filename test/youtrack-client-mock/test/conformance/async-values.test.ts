/** What async functions keep for each other along a chain. */
import { expect } from 'vitest';
import { rule, started } from './async-probe.ts';
import { told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

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
