/** Outbound HTTP: requests, answers, failures, and where a secret becomes real. */
import { expect, onTestFinished } from 'vitest';
import { startServer } from '../core/server.ts';
import { receiver, type World } from '../engine/world.ts';
import { API, acted, onChange, thrownIn, told, valueIn, warned, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const CONNECTION = `new http.Connection('${API}')`;
const SECRET = { 'settings.json': { properties: { token: { type: 'string', format: 'secret' } } } };

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What really goes over the wire for an asynchronous call, which needs no second process. */
async function sent(call: string, files: object = {}): Promise<Sent | undefined> {
  const requests: Sent[] = [];
  const stand = await receiver((request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    requests.push({ url: request.url ?? '', headers, body: stand.bodies.at(-1) ?? '' });
    response.end('{}');
  });
  const rule = onChange(
    call,
    "guard: (ctx) => ctx.issue.isChanged('summary'), asyncFunctions: { done: () => {} },",
  );
  const w = worldOf({ ...files, 'rule.js': rule }, { hostMap: stand.hostMap });
  if ('settings.json' in files) w.youTrack.apps.mergeSettings('demo-app', null, { token: 'real-token' });
  w.edit({ summary: 'Second' });
  await w.youTrack.settle();
  return requests[0];
}

/** What a handler of an answer logs. */
async function answered(
  body: string,
  answer: Parameters<typeof receiver>[0],
  more = { connection: CONNECTION, hostMap: true },
): Promise<World> {
  const stand = await receiver(answer);
  const functions = `asyncFunctions: { done: (ctx) => { const r = ctx.response; ${body} } },`;
  const rule = onChange(
    `${more.connection}.getAsync('/', [], 'done');`,
    `guard: (ctx) => ctx.issue.isChanged('summary'), ${functions}`,
  );
  const w = worldOf({ 'rule.js': rule }, { hostMap: more.hostMap ? stand.hostMap : {} });
  w.edit({ summary: 'Second' });
  await w.youTrack.settle();
  return w;
}

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
