import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundRequest } from '../../src/engine/types.ts';
import { ASYNC_BODY_LIMIT_BYTES, createOutbound } from '../../src/script/outbound.ts';
import type { Outbound, OutboundAnswer, OutboundCall } from '../../src/script/types.ts';
import type { TestServer } from './server.ts';
import { closedOrigin, startServer } from './server.ts';

const ORIGIN = { app: 'demo', script: 'push' };
const HOST = 'https://ducalis.example';

let server: TestServer;
let records: OutboundRequest[];
let outbound: Outbound & { close(): void };

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  records = [];
  outbound = createOutbound({
    hostMap: { [HOST]: server.origin, 'http://down.example': await closedOrigin() },
    record: (request) => records.push(request),
    now: () => 1234,
  });
});
afterEach(() => outbound.close());

function call(path: string, more: Partial<OutboundCall> = {}): OutboundCall {
  return { method: 'GET', url: `${HOST}${path}`, headers: [], body: null, timeoutMs: 5000, ...more };
}

function answered(answer: OutboundAnswer): Extract<OutboundAnswer, { kind: 'answer' }> {
  if (answer.kind === 'failure') throw new Error(answer.exception);
  return answer;
}

const MODES: readonly [string, (request: OutboundCall) => Promise<OutboundAnswer>][] = [
  ['sync', async (request) => outbound.sendSync(request, ORIGIN)],
  ['async', (request) => outbound.send(request, ORIGIN)],
];

describe.each(MODES)('an outbound call (%s)', (mode, send) => {
  it('goes to the mapped origin with path, query, headers and body as the script gave them', async () => {
    const answer = answered(
      await send(
        call('/echo?a=1&b=%C3%BC', {
          method: 'POST',
          headers: [
            { name: 'X-Same', value: '1' },
            { name: 'X-Same', value: '2' },
          ],
          body: 'Grüße',
        }),
      ),
    );
    const seen = JSON.parse(answer.body);
    expect(answer.code).toBe(200);
    expect(seen).toMatchObject({ method: 'POST', url: '/echo?a=1&b=%C3%BC', body: 'Grüße' });
    expect(answer.headers.filter(({ name }) => name === 'X-Twice').map(({ value }) => value)).toEqual([
      'one',
      'two',
    ]);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      at: 1234,
      ...ORIGIN,
      mode,
      url: `${HOST}/echo?a=1&b=%C3%BC`,
      status: 200,
      exception: null,
    });
    const recorded = records[0]?.headers.flatMap(({ name, value }) => [name, value]);
    expect(recorded).toEqual(seen.rawHeaders);
    expect(recorded).toContain('X-Same');
    expect(recorded).not.toContain('Content-Type');
  });

  it('returns every status as an answer and follows no redirect', async () => {
    expect(answered(await send(call('/teapot')))).toMatchObject({ code: 418, body: 'short and stout' });
    expect(answered(await send(call('/redirect'))).code).toBe(302);
    expect(records.map(({ status }) => status)).toEqual([418, 302]);
  });

  it('reads the body in the charset of its content type', async () => {
    expect(answered(await send(call('/latin'))).body).toBe('Grüße');
  });

  it('answers a HEAD without a body', async () => {
    expect(answered(await send(call('/echo', { method: 'HEAD' })))).toMatchObject({ code: 200, body: '' });
  });

  it('measures how long the answer took in real time', async () => {
    await send(call('/slow'));
    expect(records[0]?.durationMs).toBeGreaterThanOrEqual(240);
  });

  it.each([
    ['http://down.example/', 'java.net.ConnectException: Connection refused'],
    [`${HOST}/never`, 'java.net.SocketTimeoutException: Read timed out'],
    [`${HOST}/drop`, /^org\.apache\.http\.NoHttpResponseException: .* failed to respond$/],
    [
      `${HOST}/half`,
      'org.apache.http.ConnectionClosedException: Premature end of Content-Length delimited message body (expected: 100; received: 10)',
    ],
    [`${HOST}/half-chunked`, /^org\.apache\.http\.ConnectionClosedException: Premature end of chunk/],
    [`${HOST}/garbage`, /^org\.apache\.http\.client\.ClientProtocolException: /],
    ['https://elsewhere.example/x', 'java.net.UnknownHostException: elsewhere.example'],
    ['http://ducalis.example/', 'java.net.UnknownHostException: ducalis.example'],
    [
      'ftp://ducalis.example/',
      'org.apache.http.conn.UnsupportedSchemeException: ftp protocol is not supported',
    ],
    ['file:///etc/passwd', /^org\.apache\.http\.conn\.UnsupportedSchemeException/],
    [
      'http://169.254.169.254/latest',
      'java.lang.SecurityException: Connections to 169.254.169.254 are not allowed',
    ],
    ['http://2130706433/', 'java.lang.SecurityException: Connections to 127.0.0.1 are not allowed'],
    ['http://[::ffff:10.0.0.1]/', /^java\.lang\.SecurityException/],
    ['http://[fd00::1]/', /^java\.lang\.SecurityException/],
    ['boards', /^org\.apache\.http\.client\.ClientProtocolException/],
    [`${HOST}/a b`, 'java.net.URISyntaxException: Illegal character at index 25'],
  ])('fails for %s with an exception in Java words', async (url, exception) => {
    // Only the server that never answers is waited for; a busy machine may be slow with the others.
    const answer = await send(call('', { url, timeoutMs: url.endsWith('/never') ? 500 : 30_000 }));
    expect(answer).toEqual({ kind: 'failure', exception: expect.stringMatching(asPattern(exception)) });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ url, status: null });
    expect(records[0]?.exception).toMatch(asPattern(exception));
  });

  it('sends nothing to a refused address', async () => {
    await send(
      call('', { url: 'http://10.0.0.1/', headers: [{ name: 'Authorization', value: 'Bearer t' }] }),
    );
    expect(records[0]?.headers).toEqual([]);
  });

  it('refuses headers that no HTTP message can hold', async () => {
    const broken = await send(call('/echo', { headers: [{ name: 'X', value: 'a\r\nInjected: b' }] }));
    expect(broken.kind).toBe('failure');
    const doubled = await send(call('/echo', { headers: [{ name: 'content-length', value: '3' }] }));
    expect(doubled).toEqual({
      kind: 'failure',
      exception: expect.stringContaining('content-length header already present'),
    });
  });
});

describe('outbound', () => {
  it('cuts the body of an async answer at 1 MB and leaves a sync one whole', async () => {
    const cut = answered(await outbound.send(call('/large'), ORIGIN));
    const whole = answered(outbound.sendSync(call('/large'), ORIGIN));
    expect(cut.body).toHaveLength(ASYNC_BODY_LIMIT_BYTES);
    expect(whole.body).toHaveLength(2 * ASYNC_BODY_LIMIT_BYTES);
  });

  it('really blocks this thread in a sync call', async () => {
    let ticked = false;
    setImmediate(() => {
      ticked = true;
    });
    const answer = outbound.sendSync(call('/slow'), ORIGIN);
    expect(answered(answer).body).toBe('late');
    expect(ticked).toBe(false);
  });

  it('breaks off what is under way when it is closed, and can be used again', async () => {
    const pending = outbound.send(call('/never', { timeoutMs: 0 }), ORIGIN);
    outbound.close();
    expect(await pending).toEqual({
      kind: 'failure',
      exception: 'java.io.InterruptedIOException: Connection has been shut down',
    });
    expect(answered(outbound.sendSync(call('/teapot'), ORIGIN)).code).toBe(418);
  });

  it('lets a private address through when it is mapped', async () => {
    const local = createOutbound({
      hostMap: { 'http://10.1.2.3:8080': server.origin },
      record: () => undefined,
      now: () => 0,
    });
    expect(answered(await local.send(call('', { url: 'http://10.1.2.3:8080/teapot' }), ORIGIN)).code).toBe(
      418,
    );
    local.close();
  });

  it('refuses a host map entry that is no origin', () => {
    const bad = { hostMap: { 'ducalis.io': server.origin }, record: () => undefined, now: () => 0 };
    expect(() => createOutbound(bad)).toThrow('"ducalis.io" is not an origin');
  });
});

function asPattern(text: string | RegExp): RegExp {
  return typeof text === 'string' ? new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : text;
}
