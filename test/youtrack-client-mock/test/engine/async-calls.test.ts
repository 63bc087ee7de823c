import { describe, expect, it } from 'vitest';
import { createWorld, type Options, receiver, rule, START } from './world.ts';

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

  it('counts as a hop and as the one async call of its execution', async () => {
    const server = await receiver((_request, response) => response.end('{}'));
    const w = world(`${SEND} ctx.invokeAsync('answered');`, `answered: () => {}`, server);
    expect(() => w.edit({ summary: 'Second' })).toThrow('Only one async call');
    await w.youTrack.settle();
    expect(server.bodies).toEqual([]);
  });
});
