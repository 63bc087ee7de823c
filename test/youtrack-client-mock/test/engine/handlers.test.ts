import { describe, expect, it } from 'vitest';
import { createWorld, type Files } from './world.ts';

const EXTENSIONS = {
  entityTypeExtensions: [{ entityType: 'AppGlobalStorage', properties: { note: { type: 'string' } } }],
};

function handler(endpoints: string, more = ''): Files {
  return {
    'handler.js': `exports.httpHandler = { endpoints: [${endpoints}], ${more} };`,
    'entity-extensions.json': EXTENSIONS,
  };
}

const WRITE = `ctx.globalStorage.extensionProperties.note = 'written'; ctx.response.json({ ok: true });`;

describe('A handler', () => {
  it('gets the request and answers what it was told to', async () => {
    const world = createWorld({
      files: handler(`{ method: 'POST', path: '/echo', handle: (ctx) => {
        ctx.response.code = 201;
        ctx.response.addHeader('X-Who', ctx.currentUser.login);
        ctx.response.json({
          sent: ctx.request.json(),
          q: ctx.request.getParameter('q'),
          all: ctx.request.getParameters('q'),
          none: ctx.request.getParameter('none'),
          host: ctx.request.headers.find(({ name }) => name === 'host').value,
        });
      } }`),
    });
    const answer = await world.call({
      path: 'echo',
      method: 'POST',
      body: '{"a":1}',
      query: new Map([['q', ['1', '2']]]),
      headers: [{ name: 'host', value: 'here' }],
    });
    expect(answer).toEqual({
      code: 201,
      headers: { 'x-who': 'admin', 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify({ sent: { a: 1 }, q: '1', all: ['1', '2'], none: null, host: 'here' }),
    });
  });

  it.each([
    ['another path', { path: 'other' }],
    ['more path', { path: 'where/else' }],
    ['another method', { path: 'where', method: 'POST' as const }],
    ['another scope', { path: 'where', scope: 'GLOBAL' as const }],
    ['another handler', { path: 'where', handler: 'unknown' }],
    ['another app', { path: 'where', app: 'unknown' }],
  ])('is not found under %s', async (_what, request) => {
    const world = createWorld({
      files: handler(
        `{ method: 'GET', path: 'where', scope: 'project', handle: (ctx) => ctx.response.text(ctx.project.key) }`,
      ),
    });
    const scoped = { scope: 'PROJECT' as const, entity: world.demo };
    expect((await world.call({ ...scoped, path: 'where' }))?.body).toBe('DEMO');
    expect(await world.call({ ...scoped, ...request })).toBeUndefined();
  });

  it('of a project or issue is not found where the app is not attached, or for who cannot see the issue', async () => {
    const world = createWorld({
      files: handler(`
        { method: 'GET', path: 'p', scope: 'PROJECT', handle: (ctx) => ctx.response.text(ctx.project.key) },
        { method: 'GET', path: 'i', scope: 'ISSUE', handle: (ctx) => ctx.response.text(ctx.issue.id + ctx.project.key) }`),
    });
    expect(await world.call({ path: 'p', scope: 'PROJECT', entity: world.other })).toBeUndefined();
    const issue = { path: 'i', scope: 'ISSUE' as const, entity: world.issue };
    expect((await world.call(issue))?.body).toBe('DEMO-1DEMO');
    expect(await world.call({ ...issue, user: world.stranger })).toBeUndefined();
  });

  it('lets in who has any of its permissions', async () => {
    const world = createWorld({
      files: handler(`{ method: 'GET', path: 'x', permissions: ['ADMIN_UPDATE_APP', 'UPDATE_ISSUE'],
        handle: (ctx) => ctx.response.text('in') }`),
    });
    expect((await world.call({ path: 'x', user: world.developer }))?.code).toBe(200);
    expect((await world.call({ path: 'x', user: world.stranger }))?.code).toBe(403);
  });

  it.each(['GET', 'DELETE'] as const)('of %s cannot write', async (method) => {
    const world = createWorld({
      files: handler(`{ method: '${method}', path: 'x', handle: (ctx) => { ${WRITE} } }`),
    });
    expect(await world.call({ path: 'x', method })).toEqual({ code: 500, body: '', headers: {} });
    expect(world.log()[0]).toContain('ReadonlyTransactionException');
  });

  it('of POST keeps what it wrote, but nothing when it throws', async () => {
    const world = createWorld({
      files: handler(`
        { method: 'POST', path: 'fail', handle: (ctx) => { ${WRITE} throw new Error('broken'); } },
        { method: 'POST', path: 'write', handle: (ctx) => { ${WRITE} } },
        { method: 'GET', path: 'read', handle: (ctx) => ctx.response.text(ctx.globalStorage.extensionProperties.note) }`),
    });
    expect(await world.call({ path: 'fail', method: 'POST' })).toEqual({ code: 500, body: '', headers: {} });
    expect((await world.call({ path: 'read' }))?.body).toBe('undefined');
    expect((await world.call({ path: 'write', method: 'POST' }))?.body).toBe('{"ok":true}');
    expect((await world.call({ path: 'read' }))?.body).toBe('written');
  });

  it('may await what is already there, but nothing else', async () => {
    const world = createWorld({
      files: handler(`
        { method: 'GET', path: 'now', handle: async (ctx) => { await null; ctx.response.text(await Promise.resolve('now')); } },
        { method: 'POST', path: 'write', handle: async (ctx) => { await null; ${WRITE} } },
        { method: 'GET', path: 'never', handle: () => new Promise(() => {}) }`),
    });
    expect((await world.call({ path: 'now' }))?.body).toBe('now');
    expect((await world.call({ path: 'write', method: 'POST' }))?.body).toBe('{"ok":true}');
    expect((await world.call({ path: 'never' }))?.code).toBe(500);
  });

  it('schedules functions of its own', async () => {
    const world = createWorld({
      files: handler(
        `{ method: 'POST', path: 'x', handle: (ctx) => { ctx.store('a', 1); ctx.invokeAsync('later'); } }`,
        `asyncFunctions: { later: (ctx) => console.log(ctx.load('a'), ctx.currentUser.login, ctx.issue) }`,
      ),
    });
    await world.call({ path: 'x', method: 'POST' });
    await world.youTrack.settle();
    expect(world.log()).toEqual(['info: 1 admin undefined']);
  });
});

describe('Settings in a handler', () => {
  it('are global ones in a global scope, a project’s own before global ones in a project', async () => {
    const read = `handle: (ctx) => ctx.response.text(ctx.settings.word)`;
    const world = createWorld({
      files: {
        'global.js': `exports.httpHandler = { endpoints: [{ method: 'GET', path: 'x', ${read} }] };`,
        'handler.js': `exports.httpHandler = { endpoints: [{ method: 'GET', path: 'x', scope: 'PROJECT', ${read} }] };`,
        'settings.json': { properties: { word: { type: 'string' } } },
      },
    });
    const ask = async () => [
      (await world.call({ path: 'x', handler: 'global' }))?.body,
      (await world.call({ path: 'x', scope: 'PROJECT', entity: world.demo }))?.body,
    ];
    world.youTrack.apps.mergeSettings('demo-app', null, { word: 'global' });
    expect(await ask()).toEqual(['global', 'global']);
    world.youTrack.apps.mergeSettings('demo-app', world.demo, { word: 'project' });
    expect(await ask()).toEqual(['global', 'project']);
  });

  it('read as a mask where they are secret, whatever is done to them', async () => {
    const world = createWorld({
      files: {
        ...handler(`{ method: 'GET', path: 'x', handle: ({ settings, response }) => response.json(
          [settings.token + '', \`\${settings.token}\`, settings.token, String(settings.token), Boolean(settings.token), settings.other]) }`),
        'settings.json': {
          properties: {
            token: { type: 'string', format: 'secret' },
            other: { type: 'string', format: 'secret' },
          },
        },
      },
    });
    world.youTrack.apps.mergeSettings('demo-app', null, { token: 'real-token' });
    const mask = '<***>';
    expect(JSON.parse((await world.call({ path: 'x' }))?.body ?? '')).toEqual([
      mask,
      mask,
      mask,
      mask,
      true,
      null,
    ]);
  });
});
