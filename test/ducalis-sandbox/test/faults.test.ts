/** Every kind of fault really happens on the wire. */
import { request } from 'node:http';
import { expect, test } from 'vitest';
import type { DucalisSandbox, FaultSchedule } from '../src/index.ts';
import { call, post, put, start, upsert } from './support.ts';

type Fault = FaultSchedule['rules'][number]['fault'];

const once = (fault: Fault): FaultSchedule => ({
  seed: 7,
  rules: [{ match: { method: 'PUT', path: '/issues/' }, times: 1, fault }],
});
const names = (ducalis: DucalisSandbox) => ducalis.state().issues['1']?.map((issue) => issue.external_id);

function send({ url, token }: DucalisSandbox, externalId: string): Promise<Response> {
  return fetch(`${url}/api/boards/1/issues/${externalId}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify(upsert(externalId, 1)),
  });
}

test('status: the call is answered so, with Retry-After, and not handled', async () => {
  const ducalis = await start({ faults: once({ kind: 'status', status: 429, retryAfter: 3 }) });
  const refused = await put(ducalis, upsert('x1', 1));
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '3']);
  expect(names(ducalis)).toEqual([]);
  expect((await put(ducalis, upsert('x1', 1))).status).toBe(201);
  expect(ducalis.requests().map(({ status, fault }) => [status, fault])).toEqual([
    [null, 'status'],
    [201, null],
  ]);
});

test('status with html: a page instead of JSON', async () => {
  const ducalis = await start({ faults: once({ kind: 'status', status: 502, html: true }) });
  const answer = await send(ducalis, 'x1');
  expect(answer.headers.get('Content-Type')).toMatch('text/html');
  expect(await answer.text()).toMatch('<h1>');
});

test('status with a page of its own: that page', async () => {
  const page = '<title>Blocked</title><p>By policy 17';
  const ducalis = await start({ faults: once({ kind: 'status', status: 403, html: page }) });
  const answer = await send(ducalis, 'x1');
  expect([answer.status, await answer.text()]).toEqual([403, page]);
});

test('delay: the answer takes at least that long', async () => {
  const ducalis = await start({ faults: once({ kind: 'delay', ms: 120 }) });
  const began = performance.now();
  expect((await send(ducalis, 'x1')).status).toBe(201);
  expect(performance.now() - began).toBeGreaterThanOrEqual(115);
});

test('drop before: no answer, nothing stored', async () => {
  const ducalis = await start({ faults: once({ kind: 'drop', when: 'before' }) });
  await expect(send(ducalis, 'x1')).rejects.toThrow();
  expect(names(ducalis)).toEqual([]);
});

test('drop after: no answer, but stored', async () => {
  const ducalis = await start({ faults: once({ kind: 'drop', when: 'after' }) });
  await expect(send(ducalis, 'x1')).rejects.toThrow();
  expect(names(ducalis)).toEqual(['x1']);
  expect(ducalis.requests()).toMatchObject([{ status: 201, fault: 'drop-after' }]);
});

test('truncate: half of the promised bytes, then the connection is gone', async () => {
  const ducalis = await start({ faults: once({ kind: 'truncate' }) });
  const answer = await send(ducalis, 'x1');
  expect(answer.status).toBe(201);
  await expect(answer.text()).rejects.toThrow();
  expect(names(ducalis)).toEqual(['x1']);
});

test('malformed: whole, but no JSON', async () => {
  const ducalis = await start({ faults: once({ kind: 'malformed' }) });
  const answer = await send(ducalis, 'x1');
  expect(answer.status).toBe(201);
  const text = await answer.text();
  expect(() => JSON.parse(text)).toThrow();
  expect(names(ducalis)).toEqual(['x1']);
});

test('drip: the answer arrives in pieces', async () => {
  const ducalis = await start({ faults: once({ kind: 'drip', ms: 100 }) });
  const pieces = await new Promise<string[]>((resolve, reject) => {
    const headers = { Authorization: `Bearer ${ducalis.token}` };
    const sent = request(`${ducalis.url}/api/boards/1/issues/x1`, { method: 'PUT', headers }, (answer) => {
      const chunks: string[] = [];
      answer.on('data', (chunk) => chunks.push(String(chunk)));
      answer.on('end', () => resolve(chunks));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(upsert('x1', 1)));
  });
  expect(pieces.length).toBeGreaterThan(3);
  expect(JSON.parse(pieces.join(''))).toMatchObject({ revision: 1 });
});

test('duplicate: handled twice, also under an idempotency key', async () => {
  const ducalis = await start({ faults: once({ kind: 'duplicate' }) });
  const answer = await put(ducalis, upsert('x1', 1), { 'Idempotency-Key': 'x1:1' });
  expect(answer.status).toBe(200);
  expect(ducalis.state().issues['1']).toMatchObject([{ external_id: 'x1', received: 2 }]);
});

test('hold: handled and answered once it is released', async () => {
  const ducalis = await start({ faults: once({ kind: 'hold' }) });
  const answer = put(ducalis, upsert('x1', 1));
  await fetch(`${ducalis.url}/sandbox/held`);
  expect(names(ducalis)).toEqual([]);
  await post(`${ducalis.url}/sandbox/release`, {});
  expect((await answer).status).toBe(201);
});

test('hold: a restart loses the call', async () => {
  const ducalis = await start({ faults: once({ kind: 'hold' }) });
  const answer = send(ducalis, 'x1');
  const failed = expect(answer).rejects.toThrow();
  await fetch(`${ducalis.url}/sandbox/held`);
  await post(`${ducalis.url}/sandbox/restart`, {});
  await failed;
  expect(names(ducalis)).toEqual([]);
});

test('late: no answer, and handled after the calls that come later', async () => {
  const ducalis = await start({ faults: once({ kind: 'late', calls: 2 }) });
  await expect(send(ducalis, 'x1')).rejects.toThrow();
  await put(ducalis, upsert('x2', 1));
  expect(names(ducalis)).toEqual(['x2']);
  await put(ducalis, upsert('x3', 1));
  expect(names(ducalis)).toEqual(['x2', 'x3', 'x1']);
});

test('the same seed strikes the same calls, and about as often as the probability says', async () => {
  const schedule: FaultSchedule = {
    seed: 42,
    rules: [{ match: { path: '/boards$' }, probability: 0.3, fault: { kind: 'status', status: 503 } }],
  };
  const pattern = async () => {
    const ducalis = await start({ faults: schedule });
    const statuses: number[] = [];
    for (let index = 0; index < 100; index += 1)
      statuses.push((await call(ducalis, 'GET', '/boards')).status);
    expect(ducalis.faults().occurred.status).toBe(statuses.filter((status) => status === 503).length);
    return statuses;
  };
  const first = await pattern();
  expect(await pattern()).toEqual(first);
  const struck = first.filter((status) => status === 503).length;
  expect(struck).toBeGreaterThan(15);
  expect(struck).toBeLessThan(45);
});

test('schedules are replaced, counted and removed over HTTP; a malformed one is refused', async () => {
  const ducalis = await start();
  const url = `${ducalis.url}/sandbox/faults`;
  expect((await post(url, once({ kind: 'status', status: 500 }))).status).toBe(200);
  await put(ducalis, upsert('x1', 1));
  const kinds = { rules: [{ fault: { kind: 'explode' } }] };
  expect((await post(url, kinds)).status).toBe(400);
  for (const match of [{ path: '(' }, { body: '(' }]) {
    expect((await post(url, { rules: [{ match, fault: { kind: 'truncate' } }] })).status).toBe(400);
  }
  expect(await (await fetch(url)).json()).toMatchObject({
    seed: 7,
    rules: [{ occurred: 1, times: 1 }],
    occurred: { status: 1, 'drop-after': 0 },
  });
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(204);
  expect(ducalis.faults()).toMatchObject({ rules: [], occurred: { status: 1 } });
});

test('a rule for a body strikes only calls that carry it', async () => {
  const fault: Fault = { kind: 'status', status: 500 };
  const ducalis = await start({ faults: { rules: [{ match: { body: '"external_id":"x2"' }, fault }] } });
  expect((await put(ducalis, upsert('x1', 1))).status).toBe(201);
  expect((await put(ducalis, upsert('x2', 1))).status).toBe(500);
  expect(names(ducalis)).toEqual(['x1']);
});

test('refuse: one item of a bulk call is refused, and the others are handled', async () => {
  const fault: Fault = { kind: 'refuse', items: '"external_id":"x2"', status: 422, error: 'Not this one' };
  const ducalis = await start({ faults: { rules: [{ match: { path: 'bulk' }, fault }] } });
  const answer = await fetch(`${ducalis.url}/api/boards/1/issues/bulk`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ducalis.token}` },
    body: JSON.stringify({ items: ['x1', 'x2', 'x3'].map((id) => upsert(id, 1)) }),
  });
  expect((await answer.json()).items).toMatchObject([
    { external_id: 'x1', status: 201 },
    { external_id: 'x2', status: 422, error: 'Not this one' },
    { external_id: 'x3', status: 201 },
  ]);
  expect(names(ducalis)).toEqual(['x1', 'x3']);
});

test('garble: one item of an answer is something else, and all are handled', async () => {
  const fault: Fault = { kind: 'garble', items: '"external_id":"x2"', as: null };
  const ducalis = await start({ faults: { rules: [{ match: { path: 'bulk' }, fault }] } });
  const answer = await fetch(`${ducalis.url}/api/boards/1/issues/bulk`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ducalis.token}` },
    body: JSON.stringify({ items: ['x1', 'x2'].map((id) => upsert(id, 1)) }),
  });
  expect((await answer.json()).items).toEqual([expect.objectContaining({ external_id: 'x1' }), null]);
  expect(names(ducalis)).toEqual(['x1', 'x2']);
});
