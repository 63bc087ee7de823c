/** HTTP handlers: which one answers whom, in which transaction. */
import { expect } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { start } from '../rest/support/world.ts';
import { failed, getX, handler, onChange, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const end = (more: string, handle = "(ctx) => ctx.response.text('ok')"): string =>
  `path: 'x', ${more}, handle: ${handle}`;

statement('§7', 'D', 'Paths are exact and fixed', {
  'no parameters, no trailing parts, the method counts': async () => {
    const w = worldOf({ 'handler.js': handler(end("method: 'GET'")) });
    expect((await w.call({ path: 'x' }))?.body).toBe('ok');
    expect(await w.call({ path: 'x/1' })).toBeUndefined();
    expect(await w.call({ path: 'X' })).toBeUndefined();
    expect(await w.call({ path: 'x', method: 'POST' })).toBeUndefined();
  },
  'a trailing slash makes it another path': async () => {
    const source = handler(end("method: 'GET'"));
    const { as } = await start({ apps: [packageOf({ 'handler.js': source })] });
    const statusOf = async (path: string) =>
      (await as('dora').get(`extensionEndpoints/probe/handler/${path}`)).status;
    expect([await statusOf('x'), await statusOf('x/'), await statusOf('x//')]).toEqual([200, 404, 404]);
    const ownSlash = handler("method: 'GET', path: '/x/', handle: (ctx) => ctx.response.text('slash')");
    const other = await start({ apps: [packageOf({ 'handler.js': ownSlash })] });
    const answers = await Promise.all(
      ['x', 'x/'].map((path) => other.as('dora').get(`extensionEndpoints/probe/handler/${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 200]);
  },
  'a path with a parameter fails the import': () => {
    expect(() =>
      worldOf({ 'handler.js': handler("method: 'GET', path: 'x/{id}', handle: () => {}") }),
    ).toThrow('must be a fixed path');
  },
  'a path may have several parts and begin with a slash': async () => {
    const w = worldOf({
      'handler.js': handler(
        "method: 'GET', path: '/a/b', handle: (ctx) => ctx.response.text(ctx.request.path)",
      ),
    });
    expect((await w.call({ path: 'a/b' }))?.body).toBe('a/b');
  },
});

statement('§7', 'S', 'GET, POST, PUT and DELETE are served, PATCH and HEAD are not', {
  'the others fail the import, since nothing would call them': () => {
    for (const method of ['PATCH', 'HEAD', 'OPTIONS']) {
      expect(() => worldOf({ 'handler.js': handler(end(`method: '${method}'`)) })).toThrow('method');
    }
  },
  'a HEAD request runs no code': async () => {
    const source = handler(end("method: 'GET'", "(ctx) => console.log('asked')"));
    const { server, as } = await start({ apps: [packageOf({ 'handler.js': source })] });
    const head = await fetch(`${server.url}/api/extensionEndpoints/probe/handler/x`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${server.users.find(({ login }) => login === 'dora')?.token}` },
    });
    expect([head.status, server.youTrack.logs()]).toEqual([404, []]);
    expect((await as('dora').get('extensionEndpoints/probe/handler/x')).status).toBe(200);
  },
  'methods are read in any case': async () => {
    expect((await worldOf({ 'handler.js': handler(end("method: 'get'")) }).call({ path: 'x' }))?.code).toBe(
      200,
    );
  },
});

statement('§7', 'D', 'A scope is global unless it is said, in any case of letters', {
  'and one file keeps to one family of scopes': async () => {
    const w = worldOf({ 'handler.js': handler(end("method: 'GET', scope: 'Project'")) });
    expect(await w.call({ path: 'x' })).toBeUndefined();
    expect((await w.call({ path: 'x', scope: 'PROJECT', entity: w.demo }))?.body).toBe('ok');
    const mixed = handler(end("method: 'GET'"), end("method: 'POST', scope: 'ISSUE'"));
    expect(() => worldOf({ 'handler.js': mixed })).toThrow('must be all of issues');
  },
});

statement('§7', 'D', 'Each scope brings its entity', {
  'issue, project and user': async () => {
    const tell =
      '(ctx) => ctx.response.json([ctx.issue && ctx.issue.id, ctx.project && ctx.project.key, ctx.user && ctx.user.login])';
    const w = worldOf({
      'handler.js': handler(
        end("method: 'GET', scope: 'issue'", tell),
        end("method: 'GET', scope: 'project'", tell),
      ),
      'people.js': handler(end("method: 'GET', scope: 'user'", tell), end("method: 'GET'", tell)),
    });
    const body = async (request: Parameters<typeof w.call>[0]) =>
      JSON.parse((await w.call(request))?.body ?? 'null');
    expect(await body({ path: 'x', scope: 'ISSUE', entity: w.issue })).toEqual(['DEMO-1', 'DEMO', null]);
    expect(await body({ path: 'x', scope: 'PROJECT', entity: w.demo })).toEqual([null, 'DEMO', null]);
    expect(await body({ handler: 'people', path: 'x', scope: 'USER', entity: w.stranger })).toEqual([
      null,
      null,
      'stranger',
    ]);
    expect(await body({ handler: 'people', path: 'x' })).toEqual([null, null, null]);
  },
});

statement('§7', 'D', 'A scoped endpoint answers 404 before any code runs', {
  'when the user cannot see the issue': async () => {
    const w = worldOf({
      'handler.js': handler(end("method: 'GET', scope: 'ISSUE'", "() => console.log('ran')")),
    });
    expect(await w.call({ path: 'x', scope: 'ISSUE', entity: w.issue, user: w.stranger })).toBeUndefined();
    expect(told(w)).toEqual([]);
  },
  'when the app is not attached, or switched off there': async () => {
    const w = worldOf({
      'handler.js': handler(end("method: 'GET', scope: 'PROJECT'", "() => console.log('ran')")),
    });
    expect(await w.call({ path: 'x', scope: 'PROJECT', entity: w.other })).toBeUndefined();
    w.youTrack.apps.setUsageEnabled(w.youTrack.apps.usages({})[0]?.id ?? '', false);
    expect(await w.call({ path: 'x', scope: 'PROJECT', entity: w.demo })).toBeUndefined();
    expect(told(w)).toEqual([]);
  },
  'a global one needs no project': async () => {
    const w = worldOf({ 'handler.js': getX('') }, { attached: false });
    expect((await w.call({ path: 'x' }))?.code).toBe(200);
  },
});

statement('§7', 'O', 'A list of permissions means any of them', {
  'whoever has none gets 403, and no code runs': async () => {
    const w = worldOf({
      'handler.js': handler(
        end(
          "method: 'GET', scope: 'PROJECT', permissions: ['DELETE_PROJECT', 'UPDATE_ISSUE']",
          "() => console.log('ran')",
        ),
      ),
    });
    const call = (user: string) => w.call({ path: 'x', scope: 'PROJECT', entity: w.demo, user });
    expect((await call(w.stranger))?.code).toBe(403);
    expect(told(w)).toEqual([]);
    expect((await call(w.developer))?.code).toBe(200);
  },
});

statement('§7', 'S', 'GET and DELETE are read-only; POST and PUT may write', {
  'a write in the former throws ReadonlyTransactionException': async () => {
    const write =
      "(ctx) => { try { ctx.issue.description = 'x'; } catch (e) { ctx.response.text(e.name); } }";
    const methods = ['GET', 'DELETE', 'POST', 'PUT'] as const;
    const w = worldOf({
      'handler.js': handler(...methods.map((method) => end(`method: '${method}', scope: 'ISSUE'`, write))),
    });
    const answers: unknown[] = [];
    for (const method of methods)
      answers.push((await w.call({ path: 'x', method, scope: 'ISSUE', entity: w.issue }))?.body);
    expect(answers).toEqual(['ReadonlyTransactionException', 'ReadonlyTransactionException', '', '']);
    expect(w.get(w.issue, 'description')).toBe('x');
  },
  'an extension property is a write too': async () => {
    const extensions = {
      entityTypeExtensions: [{ entityType: 'AppGlobalStorage', properties: { n: { type: 'integer' } } }],
    };
    const w = worldOf({
      'entity-extensions.json': extensions,
      'handler.js': getX('ctx.globalStorage.extensionProperties.n = 1;'),
    });
    expect((await w.call({ path: 'x' }))?.code).toBe(500);
    expect(failed(w)[0]).toContain('ReadonlyTransactionException');
  },
});

statement('§7', 'D', 'What a handler changes fires rules', {
  'one that refuses makes the answer 400 with its message': async () => {
    const w = worldOf({
      'rule.js': onChange("workflow.check(false, 'Not by a handler');"),
      'handler.js': handler(
        end("method: 'POST', scope: 'ISSUE'", "(ctx) => { ctx.issue.summary = 'Second'; }"),
      ),
    });
    const answer = await w.call({ path: 'x', method: 'POST', scope: 'ISSUE', entity: w.issue });
    expect([answer?.code, JSON.parse(answer?.body ?? '{}').error_description]).toEqual([
      400,
      'Not by a handler',
    ]);
    expect(w.get(w.issue, 'summary')).toBe('First');
  },
});

statement('§7', 'D', 'Look-ups in a handler are not limited by what the user sees', {
  'isVisibleTo tells': async () => {
    const w = worldOf({
      'handler.js': getX(
        "const i = entities.Issue.findById('DEMO-1'); ctx.response.json([i.summary, i.isVisibleTo(ctx.currentUser)]);",
      ),
    });
    expect((await w.call({ path: 'x', user: w.stranger }))?.body).toBe('["First",false]');
  },
});

statement('§7', 'D', 'A handler may schedule async functions', {
  'also where it only reads': async () => {
    const source = getX("ctx.invokeAsync('later');").replace(
      'endpoints:',
      "asyncFunctions: { later: () => console.log('ran') }, endpoints:",
    );
    const w = worldOf({ 'handler.js': source });
    await w.call({ path: 'x' });
    expect(told(w)).toEqual([]);
    await w.youTrack.settle();
    expect(told(w)).toEqual(['ran']);
  },
});
