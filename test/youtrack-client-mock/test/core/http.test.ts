import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoreHarness } from './core-host.ts';
import { createHarness, MASK, thrownBy } from './core-host.ts';
import type { TestServer } from './server.ts';
import { startServer } from './server.ts';

const HOST = 'https://ducalis.example';
const CONNECT = `const http = require('@jetbrains/youtrack-scripting-api/http');
  const connection = new http.Connection('${HOST}', null, 3000);`;

let server: TestServer;
let harness: CoreHarness;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  harness = createHarness({ hostMap: { [HOST]: server.origin } });
});
afterEach(() => harness.close());

/** Runs a script that returns what the server saw of its request. */
function echoed(body: string, names: Readonly<Record<string, unknown>> = {}, target = harness) {
  return JSON.parse(String(target.run(`${CONNECT}\n${body}`, names)));
}

function sentHeaders(target = harness): Record<string, string> {
  const headers = target.records.at(-1)?.headers ?? [];
  return Object.fromEntries(headers.map(({ name, value }) => [name, value]));
}

describe('synchronous http', () => {
  it('sends an object as JSON without a content type of its own', () => {
    const seen = echoed(`return connection.postSync('/echo', null, { id: 1 }).response;`);
    expect(seen).toMatchObject({ method: 'POST', url: '/echo', body: '{"id":1}' });
    expect(sentHeaders()).not.toHaveProperty('Content-Type');
    expect(harness.counts.outbound).toBe(1);
  });

  it('gives the answer in all its forms', () => {
    const result = harness.run(`${CONNECT}
      const r = connection.getSync('/echo');
      return JSON.stringify([r.code, r.isSuccess, r.exception, r.body === r.response, r.json().method,
        Array.isArray(r.headers), r.headers.some((h) => h.name === 'X-Twice' && h.value === 'two'),
        r.headers instanceof Array, r.json() instanceof Object, r.bodyAsStream.read() === '{'.charCodeAt(0)]);`);
    expect(JSON.parse(String(result))).toEqual([200, true, null, true, 'GET', true, true, true, true, true]);
  });

  it('counts 3xx as success and 4xx not', () => {
    const result = harness.run(`${CONNECT}
      return JSON.stringify(['/redirect', '/teapot'].map((uri) => connection.getSync(uri).isSuccess));`);
    expect(JSON.parse(String(result))).toEqual([true, false]);
  });

  it('sets an exception instead of throwing when there is no answer', () => {
    const result = harness.run(`const http = require('@jetbrains/youtrack-scripting-api/http');
      const r = new http.Connection('https://nowhere.example').getSync('/');
      return JSON.stringify([r.code, r.response, r.headers, r.isSuccess, String(r.exception)]);`);
    expect(JSON.parse(String(result))).toEqual([
      null,
      null,
      [],
      false,
      'java.net.UnknownHostException: nowhere.example',
    ]);
  });

  it('times out after the milliseconds of the constructor', () => {
    const result = harness.run(`const http = require('@jetbrains/youtrack-scripting-api/http');
      return String(new http.Connection('${HOST}', null, 1000).getSync('/never').exception);`);
    expect(result).toBe('java.net.SocketTimeoutException: Read timed out');
  });

  it('throws the realm’s SyntaxError from json() for a body that is none', () => {
    const result = harness.run(`${CONNECT}
      try { connection.getSync('/teapot').json(); } catch (e) { return e instanceof SyntaxError; }`);
    expect(result).toBe(true);
  });

  it('takes query parameters as object, as array, and appends them to a query in the URI', () => {
    const url = (params: string, uri = '/echo') =>
      echoed(`return connection.getSync('${uri}', ${params}).response;`).url;
    expect(url(`{ a: '1', b: ['2', '3 4'] }`)).toBe('/echo?a=1&b=2&b=3+4');
    expect(url(`[{ name: 'ü', value: '&=' }]`)).toBe('/echo?%C3%BC=%26%3D');
    expect(url(`{ b: '2' }`, '/echo?a=1')).toBe('/echo?a=1&b=2');
  });

  it('lets a plus in a query parameter arrive as a space', () => {
    const seen = echoed(`return connection.getSync('/echo', { q: 'a+b' }).response;`);
    expect(new URL(seen.url, HOST).searchParams.get('q')).toBe('a b');
  });

  it('sends the query parameters of a POST without payload as a form', () => {
    const seen = echoed(`return connection.postSync('/echo', { a: '1+1', b: 'x y' }).response;`);
    expect(seen).toMatchObject({ url: '/echo', body: 'a=1%2B1&b=x+y' });
    expect(sentHeaders()['Content-Type']).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it('throws strings for query parameters it cannot use', () => {
    expect(thrownBy(() => harness.run(`${CONNECT} connection.getSync('/echo', 'a=1');`))).toMatch(
      /^queryParams should be an array/,
    );
    const type = harness.run(`${CONNECT}
      try { connection.getSync('/echo', { a: 1 }); } catch (e) { return typeof e; }`);
    expect(type).toBe('string');
    expect(harness.records).toHaveLength(0);
  });

  it('sends parts as multipart/form-data', () => {
    const seen = echoed(`return connection.postSync('/echo', [], { type: 'multipart/form-data',
      parts: [{ name: 'file', fileName: 'a.txt', size: 3, content: 'abc' }] }).response;`);
    expect(seen.body).toContain('name="file"; filename="a.txt"');
    expect(sentHeaders()['Content-Type']).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('adds headers twice and sets them once', () => {
    echoed(`connection.addHeader('X-A', '1').addHeader({ name: 'X-A', value: '2' }).setHeader('X-B', '1')
      .setHeader('x-b', '2'); return connection.getSync('/echo').response;`);
    const own = harness.records[0]?.headers.filter(({ name }) => name.toLowerCase().startsWith('x-'));
    expect(own).toEqual([
      { name: 'X-A', value: '1' },
      { name: 'X-A', value: '2' },
      { name: 'x-b', value: '2' },
    ]);
  });

  it('fails inside the script when a test asks for it', () => {
    harness.faults.set('http.postSync', 'asked for');
    expect(thrownBy(() => harness.run(`${CONNECT} connection.postSync('/echo');`))).toBe('Error: asked for');
    expect(harness.records).toHaveLength(0);
  });
});

describe('secrets', () => {
  const USE: readonly [string, string, string][] = [
    ['bearerAuth', `connection.bearerAuth(secret);`, 'Bearer t0ken'],
    ['basicAuth', `connection.basicAuth('ann', secret);`, `Basic ${btoa('ann:t0ken')}`],
    ['addHeader with Authorization', `connection.addHeader('Authorization', secret);`, 't0ken'],
    [
      'setHeader with Authorization',
      `connection.setHeader({ name: 'Authorization', value: secret });`,
      't0ken',
    ],
  ];

  it.each(USE)('reach the wire through %s', (_name, use, header) => {
    harness.run(`${CONNECT} ${use} connection.getSync('/echo');`, { secret: harness.secret('t0ken') });
    expect(sentHeaders().Authorization).toBe(header);
  });

  it('reach the wire as query parameters', () => {
    const names = { secret: harness.secret('t0ken') };
    expect(echoed(`return connection.getSync('/echo', { token: secret }).response;`, names).url).toBe(
      '/echo?token=t0ken',
    );
    const pairs = `[{ name: 'token', value: secret }]`;
    expect(echoed(`return connection.getSync('/echo', ${pairs}).response;`, names).url).toBe(
      '/echo?token=t0ken',
    );
  });

  it('arrive as the mask once they were joined to a string', () => {
    harness.run(
      `${CONNECT} connection.addHeader('Authorization', 'Bearer ' + secret); connection.getSync('/echo');`,
      {
        secret: harness.secret('t0ken'),
      },
    );
    expect(sentHeaders().Authorization).toBe(`Bearer ${MASK}`);
  });

  it('stay masked in what a script can read of its connection', () => {
    const shown = harness.run(
      `${CONNECT} connection.bearerAuth(secret).basicAuth('ann', secret).addHeader('X', secret);
       return connection.headers.map((h) => String(h.value)).join() + JSON.stringify(connection.headers);`,
      { secret: harness.secret('t0ken') },
    );
    expect(shown).toContain(MASK);
    expect(shown).not.toMatch(/t0ken|dDBrZW4/);
  });

  it('become the word "secret" in headers under headerSecrets: literal, but not in bearerAuth', () => {
    const literal = createHarness({ hostMap: { [HOST]: server.origin }, headerSecrets: 'literal' });
    const names = { secret: literal.secret('t0ken') };
    literal.run(
      `${CONNECT} connection.addHeader('X-A', secret).setHeader('X-B', secret).bearerAuth(secret);
       connection.getSync('/echo');`,
      names,
    );
    expect(sentHeaders(literal)).toMatchObject({
      'X-A': 'secret',
      'X-B': 'secret',
      Authorization: 'Bearer t0ken',
    });
    literal.close();
  });
});

describe('asynchronous http', () => {
  it('schedules the request with its secrets resolved and sends nothing', () => {
    harness.run(
      `${CONNECT} connection.bearerAuth(secret).postAsync('/echo', { a: '1' }, { id: 1 }, 'onAnswer');`,
      { secret: harness.secret('t0ken') },
    );
    expect(harness.scheduled).toEqual([
      {
        handlerName: 'onAnswer',
        call: {
          method: 'POST',
          url: `${HOST}/echo?a=1`,
          headers: [{ name: 'Authorization', value: 'Bearer t0ken' }],
          body: '{"id":1}',
          timeoutMs: 3000,
        },
      },
    ]);
    expect(harness.records).toHaveLength(0);
    expect(harness.counts.outbound).toBe(0);
  });

  it.each(['put', 'patch', 'post'])('%sAsync takes uri, query, payload and handler', (method) => {
    harness.run(`${CONNECT} connection.${method}Async('/x', null, 'text', 'done');`);
    expect(harness.scheduled[0]).toMatchObject({
      handlerName: 'done',
      call: { method: method.toUpperCase(), url: `${HOST}/x`, body: 'text' },
    });
  });

  it.each(['get', 'delete', 'head'])('%sAsync takes uri, query and handler', (method) => {
    harness.run(`${CONNECT} connection.${method}Async('/x', { a: '1' }, 'done');`);
    expect(harness.scheduled[0]).toMatchObject({
      handlerName: 'done',
      call: { method: method.toUpperCase(), url: `${HOST}/x?a=1`, body: null },
    });
  });

  it('waits 60 seconds for an answer when no timeout was given', () => {
    harness.run(`const http = require('@jetbrains/youtrack-scripting-api/http');
      new http.Connection('${HOST}').doAsync('GET', '/x', null, null, 'done');`);
    expect(harness.scheduled[0]?.call.timeoutMs).toBe(60_000);
  });

  it('throws where the engine refuses, where the handler is missing, and where a test asked for it', () => {
    const twice = `${CONNECT} connection.getAsync('/x', null, 'done'); connection.getAsync('/x', null, 'done');`;
    expect(thrownBy(() => harness.run(twice))).toBe('IllegalStateException: Only one async call');
    expect(thrownBy(() => harness.run(`${CONNECT} connection.getAsync('/x', 'done');`))).toMatch(
      /^IllegalArgumentException/,
    );
    harness.faults.set('http.postAsync', 'asked for');
    expect(thrownBy(() => harness.run(`${CONNECT} connection.postAsync('/x', null, {}, 'done');`))).toBe(
      'Error: asked for',
    );
  });
});
