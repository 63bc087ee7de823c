/** Outbound HTTP: what is sent, how a synchronous call answers, and where a secret becomes real. */
import { expect, onTestFinished } from 'vitest';
import { startServer } from '../core/server.ts';
import { receiver } from '../engine/world.ts';
import { CONNECTION, sent } from './http-probe.ts';
import { API, acted, onChange, told, valueIn, warned, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const SECRET = { 'settings.json': { properties: { token: { type: 'string', format: 'secret' } } } };

statement('§1', 'S', 'The address is the connection’s and the call’s, put together', {
  'with query parameters as an object or as pairs': async () => {
    expect((await sent(`${CONNECTION}.getAsync('/a?x=1', { b: '2', c: ['3', '4'] }, 'done');`))?.url).toBe(
      '/a?x=1&b=2&c=3&c=4',
    );
    expect((await sent(`${CONNECTION}.getAsync('/a', [{ name: 'b', value: 'c d' }], 'done');`))?.url).toBe(
      '/a?b=c+d',
    );
  },
  'parameters of another kind throw a string': () => {
    const thrown = `(() => { try { ${CONNECTION}.getSync('/', 'a=b'); } catch (e) { return typeof e; } })()`;
    expect(valueIn(thrown)).toBe('string');
  },
});

statement('§1', 'O', 'A plus in a query parameter arrives as a space', {
  'unless the script escapes it into the address': async () => {
    expect((await sent(`${CONNECTION}.getAsync('/', { q: 'a+b' }, 'done');`))?.url).toBe('/?q=a+b');
    expect((await sent(`${CONNECTION}.getAsync('/?q=' + encodeURIComponent('a+b'), [], 'done');`))?.url).toBe(
      '/?q=a%2Bb',
    );
  },
});

statement('§1', 'S', 'A payload is sent as text, JSON or multipart, without a content type of its own', {
  'a string as it is, an object as JSON': async () => {
    expect(await sent(`${CONNECTION}.postAsync('/', [], 'plain', 'done');`)).toMatchObject({ body: 'plain' });
    const json = await sent(`${CONNECTION}.postAsync('/', [], { a: 1 }, 'done');`);
    expect(json).toMatchObject({ body: '{"a":1}' });
    expect(json?.headers).not.toHaveProperty('content-type');
  },
  'an object of type multipart/form-data and parts': async () => {
    const call =
      "postAsync('/', [], { type: 'multipart/form-data', parts: [{ name: 'f', fileName: 'a.txt', content: 'hello' }] }, 'done')";
    const request = await sent(`${CONNECTION}.${call};`);
    expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(request?.body).toContain('name="f"; filename="a.txt"');
  },
});

statement('§1', 'D', 'Headers are added or set', {
  'addHeader twice sends two, setHeader replaces': async () => {
    const call =
      ".addHeader('X-A', '1').addHeader({ name: 'X-A', value: '2' }).setHeader('X-B', '1').setHeader('x-b', '2')";
    const request = await sent(`${CONNECTION}${call}.getAsync('/', [], 'done');`);
    expect(request?.headers).toMatchObject({ 'x-a': '1, 2', 'x-b': '2' });
  },
  'bearerAuth and basicAuth': async () => {
    const bearer = await sent(`${CONNECTION}.bearerAuth('t').getAsync('/', [], 'done');`);
    expect(bearer?.headers.authorization).toBe('Bearer t');
    const basic = await sent(`${CONNECTION}.basicAuth('me', 'pw').getAsync('/', [], 'done');`);
    expect(basic?.headers.authorization).toBe(`Basic ${Buffer.from('me:pw').toString('base64')}`);
  },
});

statement('§6', 'D', 'A secret becomes real in authorization, headers and query parameters only', {
  'in authorization': async () => {
    const bearer = await sent(
      `${CONNECTION}.bearerAuth(ctx.settings.token).getAsync('/', [], 'done');`,
      SECRET,
    );
    expect(bearer?.headers.authorization).toBe('Bearer real-token');
    const basic = await sent(
      `${CONNECTION}.basicAuth('me', ctx.settings.token).getAsync('/', [], 'done');`,
      SECRET,
    );
    expect(basic?.headers.authorization).toBe(`Basic ${Buffer.from('me:real-token').toString('base64')}`);
  },
  'in a header and a query parameter': async () => {
    const call = ".addHeader('X-Key', ctx.settings.token).getAsync('/', { key: ctx.settings.token }, 'done')";
    const request = await sent(`${CONNECTION}${call};`, SECRET);
    expect(request?.headers['x-key']).toBe('real-token');
    expect(request?.url).toBe('/?key=real-token');
  },
  'in a payload or behind a word it is the mask': async () => {
    const body = await sent(`${CONNECTION}.postAsync('/', [], { key: ctx.settings.token }, 'done');`, SECRET);
    expect(body?.body).toBe('{"key":"<***>"}');
    const joined = await sent(
      `${CONNECTION}.addHeader('Authorization', 'Bearer ' + ctx.settings.token).getAsync('/', [], 'done');`,
      SECRET,
    );
    expect(joined?.headers.authorization).toBe('Bearer <***>');
  },
});

statement('§1', 'S', 'A synchronous answer is told by its getters', {
  'headers as a list, and 200 to 399 as a success': async () => {
    const server = await startServer();
    onTestFinished(async () => {
      await server.close();
    });
    const call = `const r = ${CONNECTION}.getSync(ctx.issue.summary, []);
      console.log(r.code, r.isSuccess, Array.isArray(r.headers), r.exception, r.response.slice(0, 5));`;
    const w = worldOf({ 'rule.js': onChange(call) }, { hostMap: { [API]: server.origin } });
    for (const summary of ['/redirect', '/teapot']) w.edit({ summary });
    expect(told(w)).toEqual(['302 true true null ', '418 false true null short']);
  },
});

statement('§1', 'D', 'A call that finds nobody does not throw', {
  'there is an exception and no code, and it did not succeed': () => {
    expect(
      valueIn(
        `(() => { const r = ${CONNECTION}.getSync('/', []); return [typeof r.exception, r.code, r.isSuccess]; })()`,
      ),
    ).toEqual(['object', null, false]);
  },
});

statement('§1', 'E', 'Addresses inside are refused', {
  'private, local and link-local ones, and schemes other than http and https': () => {
    const urls = [
      'http://127.0.0.1',
      'http://10.1.2.3',
      'http://192.168.0.1',
      'http://172.16.9.9',
      'http://169.254.169.254',
      'http://[::1]',
    ];
    for (const url of urls) {
      expect(valueIn(`String(new http.Connection('${url}').getSync('/', []).exception)`)).toContain(
        'are not allowed',
      );
    }
    expect(
      valueIn("String(new http.Connection('ftp://api.example.com').getSync('/', []).exception)"),
    ).toContain('not supported');
  },
});

statement('§1', 'E', 'A synchronous timeout is logged with the advice to call asynchronously', {
  'as a warning': async () => {
    const stand = await receiver(() => undefined);
    const w = worldOf(
      {
        'rule.js': onChange(
          `console.log(String(new http.Connection('${API}', null, 1000).getSync('/', []).exception));`,
        ),
      },
      { hostMap: stand.hostMap },
    );
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['java.net.SocketTimeoutException: Read timed out']);
    expect(warned(w)).toEqual([expect.stringContaining('timed out. Use the methods ending in Async')]);
  },
});

statement('§1', 'D', 'Every request is on record', {
  'with the script that made it': () => {
    const w = acted(`${CONNECTION}.getSync('/x', []);`);
    expect(w.youTrack.outbound()).toMatchObject([
      { app: 'demo-app', script: 'rule', mode: 'sync', url: `${API}/x` },
    ]);
  },
});
