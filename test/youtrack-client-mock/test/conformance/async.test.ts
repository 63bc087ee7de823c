/** Async functions: when they run, their limits, and what becomes of failures. */
import type { ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { receiver } from '../engine/world.ts';
import { rule, started } from './async-probe.ts';
import { API, failed, handler, onChange, onSchedule, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

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

statement('§3', '?', 'A function that is not declared is refused when it is scheduled', {
  'by name': () => {
    const w = worldOf({ 'rule.js': rule("ctx.invokeAsync('other');", 'a: () => {}') });
    expect(() => w.edit({ summary: 'Second' })).toThrow('asyncFunctions does not declare other');
  },
});

statement('§3', 'E', 'Async calls of a chain run one after the other', {
  'each request is sent when the function before it has ended': async () => {
    const order: string[] = [];
    let open = 0;
    const stand = await receiver(({ url = '' }, response) => {
      open += 1;
      order.push(`${url} with ${open} open`);
      response.on('finish', () => {
        open -= 1;
      });
      response.end();
    });
    const get = (path: string, next: string) =>
      `new http.Connection('${API}').getAsync('${path}', [], '${next}');`;
    const functions = `one: (ctx) => { ${get('/two', 'two')} }, two: (ctx) => { ${get('/three', 'three')} },
      three: (ctx) => console.log(ctx.response.code)`;
    const w = worldOf({ 'rule.js': rule(get('/one', 'one'), functions) }, { hostMap: stand.hostMap });
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(order).toEqual(['/one', '/two', '/three'].map((path) => `${path} with 1 open`));
    expect(told(w)).toEqual(['200']);
  },
  'and calls of others wait while two are under way': async () => {
    const open: ServerResponse[] = [];
    const stand = await receiver(({ url }, response) => {
      if (url === '/wait') open.push(response);
      else response.end();
    });
    const source = rule(
      `new http.Connection('${API}').getAsync('/wait', [], 'done');`,
      'done: (ctx) => console.log(ctx.response.code)',
    );
    const names = ['one.js', 'two.js', 'three.js', 'four.js'];
    const w = worldOf(Object.fromEntries(names.map((name) => [name, source])), { hostMap: stand.hostMap });
    w.edit({ summary: 'Second' });
    const settled = w.youTrack.settle();
    for (let answered = 0; answered < names.length; answered += 2) {
      await expect.poll(() => open.length).toBe(answered + 2);
      // What was sent before this request has arrived before its answer.
      await fetch(`${stand.hostMap[API]}/ping`);
      expect(open).toHaveLength(answered + 2);
      for (const response of open.slice(answered)) response.end();
    }
    await settled;
    expect(told(w)).toEqual(names.map(() => '200'));
  },
});
