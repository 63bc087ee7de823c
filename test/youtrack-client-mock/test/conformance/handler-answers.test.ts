/** HTTP handlers: the request they get, and the answer they give. */
import { expect } from 'vitest';
import { failed, getX, handler, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const end = (more: string, handle = "(ctx) => ctx.response.text('ok')"): string =>
  `path: 'x', ${more}, handle: ${handle}`;

statement('§7', 'D', 'The request', {
  'body, JSON, headers as a list, parameters and paths': async () => {
    const w = worldOf({
      'handler.js': handler(
        end(
          "method: 'POST'",
          "(ctx) => { const r = ctx.request; ctx.response.json([r.json().a, r.body, r.headers[0].name, r.parameterNames, r.getParameter('p'), r.getParameters('p'), r.getParameter('q'), r.method, r.path, r.fullPath]); }",
        ),
      ),
    });
    const answer = await w.call({
      path: 'x',
      method: 'POST',
      body: '{"a":1}',
      headers: [{ name: 'host', value: 'h' }],
      query: new Map([['p', ['1', '2']]]),
    });
    expect(JSON.parse(answer?.body ?? 'null')).toEqual([
      1,
      '{"a":1}',
      'host',
      ['p'],
      '1',
      ['1', '2'],
      null,
      'POST',
      'x',
      '/api/extensionEndpoints/demo-app/handler/x',
    ]);
  },
});

statement('§7', 'D', 'The response', {
  'is 200 and empty unless the handler says otherwise': async () => {
    const answer = await worldOf({ 'handler.js': getX('') }).call({ path: 'x' });
    expect(answer).toMatchObject({ code: 200, body: '' });
  },
  'code, json, text and headers, of which null takes one away': async () => {
    const w = worldOf({
      'handler.js': getX(
        "const r = ctx.response; r.code = 201; r.json({ a: 1 }); r.addHeader('X-A', '1').addHeader('X-A', '2').addHeader('X-B', '1').addHeader('X-B', null);",
      ),
    });
    const answer = await w.call({ path: 'x' });
    expect(answer).toMatchObject({ code: 201, body: '{"a":1}' });
    expect(answer?.headers).toMatchObject({
      'x-a': '2',
      'content-type': expect.stringContaining('application/json'),
    });
    expect(answer?.headers).not.toHaveProperty('x-b');
  },
  'a code that is none, or that answers nothing yet, counts as 200': async () => {
    for (const code of ['100', '101', '0', '600', 'NaN']) {
      const w = worldOf({ 'handler.js': getX(`ctx.response.code = ${code};`) });
      expect((await w.call({ path: 'x' }))?.code).toBe(200);
    }
  },
  'a header that HTTP cannot carry is an exception': async () => {
    const set = "(ctx) => { ctx.issue.summary = 'Second'; ctx.response.addHeader('X-A', 'a\\nb'); }";
    const w = worldOf({ 'handler.js': handler(end("method: 'POST', scope: 'ISSUE'", set)) });
    const answer = await w.call({ path: 'x', method: 'POST', scope: 'ISSUE', entity: w.issue });
    expect(answer).toMatchObject({ code: 500, body: '' });
    expect(w.get(w.issue, 'summary')).toBe('First');
    expect(failed(w)).toEqual([expect.stringMatching(/header/i)]);
  },
});

statement('§7', 'O', 'An uncaught exception is a 500 with no answer at all', {
  'nothing that was written is kept': async () => {
    const w = worldOf({
      'handler.js': handler(
        end(
          "method: 'POST', scope: 'ISSUE'",
          "(ctx) => { ctx.issue.summary = 'Second'; ctx.response.text('x'); throw new Error('broken'); }",
        ),
      ),
    });
    expect(await w.call({ path: 'x', method: 'POST', scope: 'ISSUE', entity: w.issue })).toEqual({
      code: 500,
      body: '',
      headers: {},
    });
    expect(w.get(w.issue, 'summary')).toBe('First');
    expect(failed(w)).toEqual([expect.stringContaining('Error: broken')]);
  },
});
