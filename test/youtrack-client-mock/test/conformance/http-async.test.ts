/** Asynchronous HTTP: when a request is made, and what its function learns of the answer. */
import { expect } from 'vitest';
import { receiver } from '../engine/world.ts';
import { answered, CONNECTION } from './http-probe.ts';
import { API, onChange, thrownIn, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

statement('§3', 'E', 'An HTTP request is made after the commit, outside any transaction', {
  'not at all when the change is refused': async () => {
    const stand = await receiver((_request, response) => response.end());
    const call = onChange(
      `${CONNECTION}.getAsync('/', [], 'done'); throw new Error('no');`,
      'asyncFunctions: { done: () => {} },',
    );
    const w = worldOf({ 'rule.js': call }, { hostMap: stand.hostMap });
    expect(() => w.edit({ summary: 'Second' })).toThrow('no');
    await w.youTrack.settle();
    expect(w.youTrack.outbound()).toEqual([]);
  },
  'others commit while it is under way, and its function sees that': async () => {
    const stand = await receiver((_request, response) => {
      w.edit({ description: 'Meanwhile' });
      response.end();
    });
    const call = onChange(
      `${CONNECTION}.getAsync('/', [], 'done');`,
      `guard: (ctx) => ctx.issue.isChanged('summary'),
       asyncFunctions: { done: (ctx) => console.log(ctx.issue.description, ctx.issue.isChanged('description')) },`,
    );
    const w = worldOf({ 'rule.js': call }, { hostMap: stand.hostMap });
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['Meanwhile false']);
  },
});

statement('§3', 'E', 'The function gets the answer', {
  'text, code, success, and headers as an object': async () => {
    const w = await answered(
      "console.log(r.response === r.body, r.code, r.isSuccess, r.headers['X-One'], Array.isArray(r.headers), r.json().a, r.exception);",
      (_request, response) => response.writeHead(201, { 'X-One': '1' }).end('{"a":7}'),
    );
    expect(told(w)).toEqual(['true 201 true 1 false 7 undefined']);
  },
  '200 to 399 are a success': async () => {
    for (const [code, isSuccess] of [
      [204, true],
      [302, true],
      [400, false],
      [500, false],
    ] as const) {
      const w = await answered('console.log(r.code, r.isSuccess);', (_request, response) =>
        response.writeHead(code).end(),
      );
      expect(told(w)).toEqual([`${code} ${isSuccess}`]);
    }
  },
});

statement('§3', 'E', 'A failed request calls the function too', {
  'with the exception as a string and without a code': async () => {
    const w = await answered(
      'console.log(typeof r.exception, r.code, r.isSuccess);',
      (_request, response) => response.end(),
      {
        connection: CONNECTION,
        hostMap: false,
      },
    );
    expect(told(w)).toEqual(['string undefined false']);
  },
});

statement('§1', 'D', 'The body of an asynchronous answer is cut at 1 MB', {
  'of one that is longer': async () => {
    const w = await answered('console.log(r.body.length);', (_request, response) =>
      response.end('x'.repeat(1_100_000)),
    );
    expect(told(w)).toEqual([String(1024 * 1024)]);
  },
});

statement('§1', 'E', 'The timeout of a connection holds for asynchronous calls too', {
  'the function learns of it': async () => {
    const w = await answered('console.log(r.exception);', () => undefined, {
      connection: `new http.Connection('${API}', null, 1000)`,
      hostMap: true,
    });
    expect(told(w)).toEqual(['java.net.SocketTimeoutException: Read timed out']);
  },
});

statement('§3', 'S', 'A request that is scheduled by a function whose transaction wrote nothing is sent', {
  'JT-96462 is fixed': async () => {
    const stand = await receiver((_request, response) => response.end('ok'));
    const functions = `asyncFunctions: { send: () => ${CONNECTION}.getAsync('/', [], 'done'), done: (ctx) => console.log(ctx.response.body) },`;
    const w = worldOf(
      { 'rule.js': onChange("ctx.invokeAsync('send');", functions) },
      { hostMap: stand.hostMap },
    );
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['ok']);
  },
});

statement('§1', 'D', 'Calls without a callback for the answer are refused', {
  'an async function must be named and declared': () => {
    expect(thrownIn(`${CONNECTION}.getAsync('/', [])`)).toContain('name of an async function is required');
    expect(thrownIn(`${CONNECTION}.getAsync('/', [], 'nobody')`)).toContain('does not declare nobody');
  },
});
