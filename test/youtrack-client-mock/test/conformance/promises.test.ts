/** What becomes of the promises of a script: those it returns, and those it leaves behind. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { expect, onTestFinished } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { failed, getX, handler, onChange, onSchedule, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const STRAY = "Promise.reject(new Error('late'));";
const STRAYS = [
  STRAY,
  "(async () => { throw new Error('late'); })();",
  "(async () => { await 1; await Promise.reject(new Error('late')); })();",
  "Promise.resolve().then(() => { throw new Error('late'); });",
  "new (class extends Promise {})((_, reject) => reject(new Error('late')));",
];
const HANDLED = `
  Promise.reject(new Error('expected')).catch(() => console.log('caught'));
  (async () => { try { await Promise.reject(new Error('expected')); } catch {} })();
  Promise.allSettled([Promise.reject(1)]);`;

const LATE = (script: string): string =>
  `A promise that demo-app/${script}.js left behind was rejected, and nothing handles it: Error: late`;

/** What Node would end a process for, which it tells one turn later. */
async function rejectionsDuring(work: () => unknown): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const listener = (reason: unknown): void => void seen.push(String(reason));
  process.on('unhandledRejection', listener);
  onTestFinished(() => void process.off('unhandledRejection', listener));
  await work();
  await setImmediate();
  return seen;
}

statement('§1', 'O', 'A handler may await what is settled already', {
  'a chain of resolved promises': async () => {
    const source = handler(`method: 'GET', path: 'x', handle: async (ctx) => {
      const one = await Promise.resolve(1);
      const two = await (async () => one + 1)();
      ctx.response.text(String(two)); }`);
    expect((await worldOf({ 'handler.js': source }).call({ path: 'x' }))?.body).toBe('2');
  },
});

statement('§1', 'E', 'Nothing can be waited for across I/O', {
  'a promise that nothing settles is an error': async () => {
    const source = handler("method: 'GET', path: 'x', handle: () => new Promise(() => {})");
    expect((await worldOf({ 'handler.js': source }).call({ path: 'x' }))?.code).toBe(500);
  },
});

statement('§2', '?', 'Promises in a rule run inside the transaction here', {
  'a rejection refuses the change, and a guard must not be asynchronous': () => {
    const rejected = worldOf({ 'rule.js': onChange('return Promise.reject(new Error("late"));') });
    expect(() => rejected.edit({ summary: 'Second' })).toThrow(new ChangeRejected('late'));
    const guarded = worldOf({ 'rule.js': onChange('', 'guard: async () => false,') });
    expect(() => guarded.edit({ summary: 'Second' })).toThrow('must not be asynchronous');
  },
});

statement('§1', '?', 'A promise that a script leaves behind never reaches the process around', {
  'the log names the app and the script, and the change is kept': async () => {
    for (const source of STRAYS) {
      const w = worldOf({ 'rule.js': onChange(source) });
      expect(await rejectionsDuring(() => w.edit({ summary: 'Second' }))).toEqual([]);
      expect(w.youTrack.logs()).toEqual([
        {
          at: w.youTrack.now(),
          app: 'demo-app',
          script: 'rule',
          level: 'error',
          user: null,
          text: LATE('rule'),
        },
      ]);
      expect(w.get(w.issue, 'summary')).toBe('Second');
    }
  },
  'wherever a script runs': async () => {
    const places: readonly string[] = [
      onChange('', `guard: () => { ${STRAY} return true; },`),
      onChange("ctx.invokeAsync('later');", `asyncFunctions: { later: () => { ${STRAY} } },`),
      onSchedule('', `search: () => { ${STRAY} return 'sort by: created'; },`),
      onSchedule(STRAY),
      getX(STRAY),
      handler(`method: 'GET', path: 'x', handle: async () => { ${STRAY} throw new Error('early'); }`),
      `exports.aiTool = { name: 'tool', execute: () => { ${STRAY} return 1; } };`,
      `exports.httpHandler = { get endpoints() { ${STRAY} return []; } };`,
    ];
    for (const source of places) {
      const seen = await rejectionsDuring(async () => {
        const w = worldOf({ 'handler.js': source });
        w.edit({ summary: 'Second' });
        await w.youTrack.advance(60_000);
        await w.call({ path: 'x' });
        await w.youTrack.callTool({ name: 'demo-app_tool', user: w.admin });
        expect(failed(w)).toContain(LATE('handler'));
      });
      expect(seen).toEqual([]);
    }
  },
  'nor does one that a later call rejects, or that a script leaves which then throws': async () => {
    const w = worldOf({
      'first.js': `exports.held = {}; ${onChange("new Promise((_, reject) => { require('./held').reject = reject; });")}`,
      'held.js': '',
      'handler.js': getX("require('./held').reject(new Error('late'));"),
      'thrower.js': onChange(
        "Promise.resolve().then(() => { throw new Error('later'); }); throw new Error('no');",
        "guard: (ctx) => ctx.issue.summary === 'Third',",
      ),
    });
    const seen = await rejectionsDuring(async () => {
      w.edit({ summary: 'Second' });
      await w.call({ path: 'x' });
      expect(() => w.edit({ summary: 'Third' })).toThrow('no');
    });
    expect(seen).toEqual([]);
    expect(w.youTrack.logs()).toMatchObject([
      { script: 'first', text: expect.stringContaining('nothing handles it: Error: late') },
      { script: 'thrower', text: expect.stringContaining('nothing handles it: Error: later') },
      { level: 'warn' },
    ]);
  },
  'one that is handled is no failure': () => {
    const w = worldOf({
      'rule.js': onChange(HANDLED),
    });
    w.edit({ summary: 'Second' });
    expect([failed(w), told(w)]).toEqual([[], ['caught']]);
  },
  'also where a script is broken off, with jobs that have no end either': async () => {
    const endless = 'Promise.resolve().then(() => { for (;;) {} }); for (;;) {}';
    const w = worldOf(
      {
        'rule.js': onChange(`if (ctx.issue.summary === 'Loop') { ${STRAY} ${endless} } console.log('ran');`),
      },
      { options: { limits: { scriptMs: 500 } } },
    );
    const seen = await rejectionsDuring(() => {
      expect(() => w.edit({ summary: 'Loop' })).toThrow('broken off');
      w.edit({ summary: 'Second' });
    });
    expect([seen, told(w)]).toEqual([[], ['ran']]);
    expect(failed(w)).toEqual([expect.stringContaining('nothing handles it: Error: late')]);
  },
});

statement('§1', 'I', 'Nothing of an app runs between its calls', {
  'not even what a FinalizationRegistry would call': async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = vm.runInNewContext('gc');
    const w = worldOf({
      'rule.js': `const registry = new FinalizationRegistry(() => { throw new Error('late'); });
        for (let i = 0; i < 100; i += 1) registry.register({}, i); ${onChange('console.log(registry.unregister({}));')}`,
    });
    const thrown: unknown[] = [];
    const listener = (error: unknown): void => void thrown.push(String(error));
    process.on('uncaughtExceptionMonitor', listener);
    onTestFinished(() => void process.off('uncaughtExceptionMonitor', listener));
    for (let round = 0; round < 3; round += 1) {
      collectGarbage();
      await setImmediate();
    }
    w.edit({ summary: 'Second' });
    expect([thrown, told(w)]).toEqual([[], ['false']]);
  },
});

statement('§1', '?', 'A promise that a script leaves behind while it is loaded does not hinder its import', {
  'the log says so, and the app is installed': async () => {
    for (const source of STRAYS) {
      const w = worldOf({ 'handler.js': `${source} ${getX("ctx.response.text('ok')")}` });
      expect(failed(w)).toEqual([LATE('handler')]);
      expect((await w.call({ path: 'x' }))?.body).toBe('ok');
    }
  },
  'also that of a script which another one requires, and once': () => {
    const w = worldOf({ 'a.js': "require('./b');", 'b.js': 'Promise.reject({ code: 7 });' });
    const told = { script: 'b', text: expect.stringContaining('nothing handles it: {"code":7}') };
    expect(w.youTrack.logs()).toMatchObject([told]);
    w.youTrack.restart();
    expect(w.youTrack.logs()).toMatchObject([told]);
  },
  'of a script that then throws, too, it does no harm': async () => {
    const source = `${STRAY} throw new Error('early');`;
    const seen = await rejectionsDuring(() =>
      expect(() => worldOf({ 'handler.js': source })).toThrow('early'),
    );
    expect(seen).toEqual([]);
  },
  'one that is handled is not': () => {
    const w = worldOf({ 'handler.js': `${HANDLED} ${getX('')}` });
    expect(failed(w)).toEqual([]);
  },
});
