/** Limits that nobody tells: each is a switch, and what breaks it hears so. */
import { expect, onTestFinished } from 'vitest';
import { ChangeRejected, type YouTrackOptions } from '../../src/engine/types.ts';
import { startServer } from '../core/server.ts';
import { packageOf, receiver } from '../engine/world.ts';
import { API, failed, handler, onChange, onSchedule, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

function limited(limits: NonNullable<YouTrackOptions['limits']>) {
  return { options: { limits } };
}

/** Milliseconds: enough for what shall end by itself, also on a machine that is busy. */
const ENOUGH = 2_000;
const BROKEN_OFF = `The script was broken off after ${ENOUGH} ms`;

statement('§1', '?', 'A script may take 60 s; set otherwise, it is broken off', {
  'a rule that never ends refuses its change, and others run afterwards': () => {
    const w = worldOf(
      {
        'rule.js': onChange(
          "if (ctx.issue.summary === 'Loop') try { for (;;) {} } catch (e) { console.log('caught'); } console.log('ran');",
        ),
      },
      limited({ scriptMs: ENOUGH }),
    );
    expect(() => w.edit({ summary: 'Loop' })).toThrow(new ChangeRejected(BROKEN_OFF));
    expect(w.get(w.issue, 'summary')).toBe('First');
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['ran']);
  },
  'one that never ends while it is loaded is not imported, and what was there works on': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('ran');") }, limited({ scriptMs: ENOUGH }));
    const endless = ['for (;;) {}', "Object.defineProperty(exports, 'rule', { get() { for (;;) {} } });"];
    for (const source of [...endless, 'Promise.resolve().then(() => { for (;;) {} });']) {
      expect(() => w.youTrack.apps.importFiles(packageOf({ 'rule.js': source }))).toThrow(
        `rule.js could not be loaded: TimeoutException: ${BROKEN_OFF}`,
      );
    }
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['ran']);
  },
  'a handler answers 500': async () => {
    const source = handler("method: 'GET', path: 'x', handle: () => { for (;;) {} }");
    const w = worldOf({ 'handler.js': source }, limited({ scriptMs: ENOUGH }));
    expect((await w.call({ path: 'x' }))?.code).toBe(500);
    expect(failed(w)).toEqual([expect.stringContaining(BROKEN_OFF)]);
  },
  'a synchronous call counts, and the next one gets its own answer': async () => {
    const server = await startServer();
    onTestFinished(async () => {
      await server.close();
    });
    const call = `console.log(new http.Connection('${API}').getSync(ctx.issue.summary, []).code);`;
    const more = { ...limited({ scriptMs: ENOUGH }), hostMap: { [API]: server.origin } };
    const w = worldOf({ 'rule.js': onChange(call) }, more);
    expect(() => w.edit({ summary: '/never' })).toThrow(BROKEN_OFF);
    w.edit({ summary: '/teapot' });
    expect(told(w)).toEqual(['418']);
  },
});

statement('§2', '?', 'At most 1,000 actions run in one transaction', {
  'rules that make issues without end refuse the change': () => {
    const w = worldOf(
      { 'rule.js': onChange("new entities.Issue(ctx.currentUser, ctx.project, 'More');", '') },
      limited({ rulesInTransaction: 20 }),
    );
    expect(() => w.edit({ summary: 'Second' })).toThrow('More than 20 rules ran in one transaction');
    expect(w.youTrack.read((tx) => [...tx.all('Issue')])).toEqual([w.issue]);
  },
});

statement('§7', '?', 'The body of a request to a handler holds at most 10 MiB', {
  'a larger one is answered with 413, and no code runs': async () => {
    const w = worldOf(
      { 'handler.js': handler("method: 'POST', path: 'x', handle: () => console.log('ran')") },
      limited({ handlerBodyBytes: 10 }),
    );
    expect((await w.call({ path: 'x', method: 'POST', body: 'é'.repeat(6) }))?.code).toBe(413);
    expect(told(w)).toEqual([]);
    expect((await w.call({ path: 'x', method: 'POST', body: 'é'.repeat(5) }))?.code).toBe(200);
  },
});

statement('§4', '?', 'Any schedule is allowed unless a minimum is set', {
  'then one that fires more often fails the import': () => {
    const files = { 'rule.js': onSchedule('', "cron: '0/20 * * * * ?',") };
    expect(() => worldOf(files)).not.toThrow();
    expect(() => worldOf(files, limited({ scheduleMs: 60_000 }))).toThrow(
      'rule.js: the schedule 0/20 * * * * ? fires twice within 60000 ms',
    );
    expect(() => worldOf({ 'rule.js': onSchedule('') }, limited({ scheduleMs: 60_000 }))).not.toThrow();
  },
});

statement('§1', '?', 'A connection without a timeout of its own waits 60 s', {
  'or what is set': async () => {
    const stand = await receiver(() => undefined);
    const functions = 'asyncFunctions: { done: (ctx) => console.log(ctx.response.exception) },';
    const w = worldOf(
      { 'rule.js': onChange(`new http.Connection('${API}').getAsync('/', [], 'done');`, functions) },
      { ...limited({ connectionMs: 1_000 }), hostMap: stand.hostMap },
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['java.net.SocketTimeoutException: Read timed out']);
  },
});

statement('§1', 'D', 'Records are bounded', {
  'of outbound requests the last 10,000 are kept, and how many were before': () => {
    const w = worldOf({
      'rule.js': onChange(
        "const c = new http.Connection('http://10.0.0.1'); for (let i = 0; i < 10005; i += 1) c.getSync('/' + i, []);",
      ),
    });
    w.edit({ summary: 'Second' });
    expect(w.youTrack.outbound()).toHaveLength(10_000);
    expect(w.youTrack.outbound()[0]?.url).toBe('http://10.0.0.1/5');
    expect(w.youTrack.forgottenOutbound()).toBe(5);
  },
});
