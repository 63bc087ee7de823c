import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createWorld, type Options, packageOf, receiver, rule, START } from './world.ts';

const EXTENSIONS = {
  entityTypeExtensions: [
    { entityType: 'Issue', properties: { note: { type: 'string' }, count: { type: 'integer' } } },
  ],
};

function world(action: string, functions: string, more: Partial<Options> = {}) {
  return createWorld({
    ...more,
    files: {
      'rule.js': rule(action, `asyncFunctions: { ${functions} },`),
      'entity-extensions.json': EXTENSIONS,
      ...more.files,
    },
  });
}

describe('invokeAsync', () => {
  it('runs after the commit, after its delay, in a transaction of its own', async () => {
    const w = world(
      `ctx.store('who', ctx.currentUser); ctx.invokeAsync('later', 2000);`,
      `later: (ctx) => { ctx.issue.description = ctx.load('who').login + ' ' + Date.now(); }`,
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.advance(1_999);
    expect(w.get(w.issue, 'description')).toBeNull();
    await w.youTrack.advance(1);
    expect(w.get(w.issue, 'description')).toBe(`developer ${START + 2_000}`);
  });

  it('is forgotten when the change is refused', async () => {
    const w = world(`ctx.invokeAsync('later'); throw new Error('no');`, `later: () => console.log('ran')`);
    expect(() => w.edit({ summary: 'Second' })).toThrow('no');
    await w.youTrack.advance(1_000);
    expect(w.log().filter((line) => line.includes('ran'))).toEqual([]);
  });

  it('is allowed once an execution', () => {
    const w = world(`ctx.invokeAsync('later'); ctx.invokeAsync('later');`, `later: () => {}`);
    expect(() => w.edit({ summary: 'Second' })).toThrow('Only one async call');
  });

  it.each([
    [`ctx.invokeAsync('unknown')`, 'does not declare unknown'],
    [`ctx.invokeAsync('later', -1)`, 'A delay must be'],
    [`ctx.invokeAsync('later', 604800001)`, 'A delay must be'],
  ])('refuses %s', (call, reason) => {
    const w = world(call, `later: () => {}`);
    expect(() => w.edit({ summary: 'Second' })).toThrow(reason);
  });

  it('chains ten times and no more', async () => {
    const w = world(
      `ctx.invokeAsync('again');`,
      `again: (ctx) => {
        const properties = ctx.issue.extensionProperties;
        properties.count = (properties.count ?? 0) + 1;
        if (properties.count < 20) ctx.invokeAsync('again');
      }`,
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    // The tenth fails at scheduling, so its own write is rolled back.
    expect(w.get(w.issue, 'ext:demo-app:count')).toBe(9);
    expect(w.log().join()).toContain('ends after 10 hops');
  });

  it('is replaced by a later call with the same key, in the same project only', async () => {
    const w = world(
      `ctx.store('text', ctx.issue.summary); ctx.invokeAsync('later', 1000, 'key');`,
      `later: (ctx) => console.log(ctx.load('text'))`,
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.advance(900);
    w.edit({ summary: 'Third' });
    await w.youTrack.advance(5_000);
    expect(w.log()).toEqual(['info: Third']);
  });

  it('survives a restart', async () => {
    const w = world(
      `ctx.store('n', 1); ctx.invokeAsync('later', 1000);`,
      `later: (ctx) => console.log(ctx.load('n'))`,
    );
    w.edit({ summary: 'Second' });
    w.youTrack.restart();
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual(['info: 1']);
  });

  it.each(['the user is banned', 'the app is disabled', 'the app is detached'])(
    'is skipped when %s',
    async (what) => {
      const w = world(`ctx.invokeAsync('later', 1000);`, `later: () => console.log('ran')`);
      w.edit({ summary: 'Second' });
      if (what === 'the user is banned')
        w.youTrack.write(w.admin, (tx) => tx.set(w.developer, 'banned', true));
      if (what === 'the app is disabled') w.youTrack.apps.setEnabled('demo-app', false);
      if (what === 'the app is detached') w.youTrack.apps.detach(w.youTrack.apps.usages({})[0]?.id ?? '');
      await w.youTrack.advance(1_000);
      expect(w.log()).toEqual([expect.stringMatching(/^warn: later is skipped/)]);
    },
  );

  it('rolls back its own transaction and ends the chain when it throws', async () => {
    const w = world(
      `ctx.invokeAsync('later');`,
      `later: (ctx) => { ctx.issue.description = 'half'; ctx.invokeAsync('later'); throw new Error('broken'); }`,
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(w.get(w.issue, 'description')).toBeNull();
    expect(w.log()).toEqual([expect.stringContaining('broken')]);
  });

  it('stores entities as references, objects as text, and null like nothing', async () => {
    const w = world(
      `ctx.store('issue', ctx.issue); ctx.store('object', { a: 1 }); ctx.store('nothing', null); ctx.store('yes', true);
       ctx.invokeAsync('later', 1000);`,
      `later: (ctx) => console.log(
        ctx.load('issue').summary, ctx.load('object'), ctx.load('nothing'), ctx.load('absent'), ctx.load('yes'))`,
    );
    w.edit({ summary: 'Second' });
    w.youTrack.write(w.admin, (tx) => tx.set(w.issue, 'description', 'meanwhile'));
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual(['info: Second [object Object] null null true']);
  });

  it('gives integers back as objects that `Number` reads', async () => {
    const w = world(
      `ctx.store('n', 3); ctx.invokeAsync('later');`,
      `later: (ctx) => console.log(ctx.load('n') === 3, Number(ctx.load('n')) === 3)`,
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(w.log()).toEqual(['info: false true']);
  });

  it('goes on with the others when one throws something that has no text', async () => {
    const w = world(
      `ctx.invokeAsync(ctx.issue.summary === 'Second' ? 'broken' : 'sound');`,
      `broken: () => { throw Object.create(null); }, sound: () => console.log('ran')`,
    );
    w.edit({ summary: 'Second' });
    w.edit({ summary: 'Third' });
    await w.youTrack.settle();
    expect(w.log()).toEqual([expect.stringMatching(/^error: broken failed/), 'info: ran']);
  });

  it('leaves others a turn when a function and a rule call each other without end', async () => {
    const w = world(
      `ctx.invokeAsync('change');`,
      `change: (ctx) => { ctx.issue.summary = ctx.issue.summary + '.'; }`,
    );
    w.edit({ summary: 'Second' });
    const settled = w.youTrack.settle();
    await setImmediate();
    w.youTrack.close();
    await settled;
    expect(String(w.get(w.issue, 'summary')).length).toBeGreaterThan(50);
  });

  it('of a removed app does not run when an app of that name is installed later', async () => {
    const w = world(`ctx.invokeAsync('later', 1000);`, `later: () => console.log('ran')`);
    w.edit({ summary: 'Second' });
    w.youTrack.apps.remove('demo-app');
    w.youTrack.apps.importFiles(
      packageOf({ 'rule.js': rule('', `asyncFunctions: { later: () => console.log('ran') },`) }),
    );
    w.youTrack.apps.attach('demo-app', w.demo);
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual([]);
  });

  it('waits in any number, first come, first served', async () => {
    const w = world(
      `ctx.store('n', ctx.issue.summary); ctx.invokeAsync('later', Number(ctx.issue.summary) % 2 === 0 ? 1000 : 0);`,
      `later: (ctx) => console.log(ctx.load('n'))`,
    );
    for (const summary of ['1', '2', '3', '4']) w.edit({ summary });
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual(['info: 1', 'info: 3', 'info: 2', 'info: 4']);
  });
});

const SEND = `
  const connection = new http.Connection('https://api.example.com', null, 5000);
  connection.postAsync('/hook', null, { summary: ctx.issue.summary }, 'answered');`;

describe('async HTTP', () => {
  it('is sent after the commit, and its answer runs in a transaction of its own', async () => {
    const server = await receiver((_request, response) => {
      response.writeHead(201, { 'X-Note': 'hi', 'Content-Type': 'application/json' });
      response.end('{"id": 7}');
    });
    const w = world(
      SEND,
      `answered: (ctx) => {
        const { code, isSuccess, headers } = ctx.response;
        ctx.issue.description = [code, isSuccess, headers['X-Note'], ctx.response.json().id, ctx.response.body].join(' ');
      }`,
      server,
    );
    w.edit({ summary: 'Second' });
    expect(server.bodies).toEqual([]);
    await w.youTrack.settle();
    expect(server.bodies).toEqual(['{"summary":"Second"}']);
    expect(w.get(w.issue, 'description')).toBe('201 true hi 7 {"id": 7}');
    expect(w.youTrack.metrics()[0]?.insideOutbound).toBe(0);
  });

  it('tells a failure as a text, without a code', async () => {
    const w = world(
      SEND,
      `answered: ({ response }) => console.log(typeof response.exception, response.exception, response.code, response.isSuccess)`,
      { hostMap: { 'https://api.example.com': 'http://127.0.0.1:1' } },
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(w.log()).toEqual([
      expect.stringMatching(/^info: string .*(refused|Connection).* undefined false$/i),
    ]);
  });

  it('is lost in a restart, whether it waits or is under way', async () => {
    const server = await receiver((_request, response) => response.end('{}'));
    const w = world(SEND, `answered: () => console.log('answered')`, server);
    w.edit({ summary: 'Second' });
    w.youTrack.restart();
    await w.youTrack.settle();
    expect(server.bodies).toEqual([]);

    w.edit({ summary: 'Third' });
    const settled = w.youTrack.settle();
    w.youTrack.restart();
    await settled;
    expect(server.bodies).toHaveLength(1);
    expect(w.log()).toEqual([]);
  });

  it('is not sent at all by an app that has been disabled meanwhile', async () => {
    const server = await receiver((_request, response) => response.end('{}'));
    const w = world(SEND, `answered: () => console.log('answered')`, server);
    w.edit({ summary: 'Second' });
    w.youTrack.apps.setEnabled('demo-app', false);
    await w.youTrack.settle();
    expect(server.bodies).toEqual([]);
    expect(w.log()).toEqual([expect.stringMatching(/^warn: answered is skipped/)]);
  });

  it('reaches nobody after the end', async () => {
    const server = await receiver(() => undefined);
    const w = world(SEND, `answered: () => console.log('answered')`, server);
    w.edit({ summary: 'Second' });
    const settled = w.youTrack.settle();
    await expect.poll(() => server.bodies.length).toBe(1);
    w.youTrack.close();
    await settled;
    expect(w.log()).toEqual([]);
  });

  it('hides the secrets of other calls from a script that looks behind the connection', async () => {
    const w = world(
      `const { httpClient } = new http.Connection('https://api.example.com');
       console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(httpClient)).join(), Object.keys(httpClient).join());`,
      '',
    );
    w.edit({ summary: 'Second' });
    expect(w.log()).toEqual(['info: constructor,request timeoutMs']);
  });

  it('counts as a hop and as the one async call of its execution', async () => {
    const server = await receiver((_request, response) => response.end('{}'));
    const w = world(`${SEND} ctx.invokeAsync('answered');`, `answered: () => {}`, server);
    expect(() => w.edit({ summary: 'Second' })).toThrow('Only one async call');
    await w.youTrack.settle();
    expect(server.bodies).toEqual([]);
  });
});
