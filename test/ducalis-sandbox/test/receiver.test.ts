/** The receiver rules: retries, duplicates and reordering are harmless. */
import { expect, test } from 'vitest';
import { call, post, put, start, upsert } from './support.ts';

const remove = (ducalis: Awaited<ReturnType<typeof start>>, externalId: string, revision: number) =>
  call(ducalis, 'DELETE', `/boards/1/issues/${externalId}?revision=${revision}`);

test('an older or equal revision changes nothing and answers what is stored', async () => {
  const ducalis = await start();
  const created = await put(ducalis, upsert('x1', 5, { name: 'Fifth' }));
  expect(created.status).toBe(201);
  for (const revision of [5, 4]) {
    const late = await put(ducalis, upsert('x1', revision, { name: 'Late' }));
    expect(late.status).toBe(200);
    expect(late.body).toEqual(created.body);
  }
  expect(ducalis.state().issues['1']).toMatchObject([{ name: 'Fifth', revision: 5, received: 3 }]);
  const newer = await put(ducalis, upsert('x1', 6, { name: 'Sixth' }));
  expect(newer).toMatchObject({ status: 200, body: { revision: 6 } });
  expect(ducalis.state().issues['1']).toMatchObject([{ name: 'Sixth', received: 4 }]);
});

test('within one bulk call the later revision wins in any order', async () => {
  const ducalis = await start();
  const items = [upsert('x1', 2, { name: 'Second' }), upsert('x1', 1, { name: 'First' })];
  const { body } = await call(ducalis, 'POST', '/boards/1/issues/bulk', { body: { items } });
  expect(body).toMatchObject({
    items: [
      { status: 201, revision: 2 },
      { status: 200, revision: 2 },
    ],
  });
  expect(ducalis.state().issues['1']).toMatchObject([{ name: 'Second' }]);
});

test('an absent property is left alone and a null one is cleared', async () => {
  const ducalis = await start();
  const fields = { customer: 'Acme', story_points: 3 };
  await put(ducalis, upsert('x1', 1, { status: 'Open', assignee: 'a@example.com', labels: ['l'], fields }));
  const { name: _name, ...nameless } = upsert('x1', 2, { assignee: null, fields: { customer: null } });
  expect((await put(ducalis, nameless)).status).toBe(200);
  expect(ducalis.state().issues['1']).toMatchObject([
    { name: 'Issue x1', status: 'Open', assignee: null, labels: ['l'], fields: { story_points: 3 } },
  ]);
  expect(ducalis.state().issues['1']?.[0]?.fields).not.toHaveProperty('customer');
});

test('an issue that is new needs a name', async () => {
  const ducalis = await start();
  const { name: _name, ...nameless } = upsert('x1', 1);
  expect(await put(ducalis, nameless)).toMatchObject({ status: 422 });
});

test('a delete wins over every upsert that is not newer, also one that arrives later', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 3));
  expect((await remove(ducalis, 'x1', 3)).status).toBe(200);
  expect(ducalis.state().issues['1']).toHaveLength(1);
  expect((await remove(ducalis, 'x1', 4)).status).toBe(204);
  const late = await put(ducalis, upsert('x1', 4));
  expect(late).toMatchObject({ status: 200, body: { revision: 4 } });
  expect(ducalis.state().issues['1']).toEqual([]);
  expect((await remove(ducalis, 'x1', 4)).status).toBe(200);
  expect((await put(ducalis, upsert('x1', 5))).status).toBe(201);
  expect(ducalis.state().issues['1']).toMatchObject([{ external_id: 'x1', revision: 5 }]);
});

test('a delete that overtakes the first upsert keeps it out', async () => {
  const ducalis = await start();
  expect((await remove(ducalis, 'x1', 9)).status).toBe(404);
  expect((await put(ducalis, upsert('x1', 8))).status).toBe(200);
  expect(ducalis.state().issues['1']).toEqual([]);
  expect(ducalis.state().boards[0]?.tombstones).toEqual([{ external_id: 'x1', revision: 9 }]);
});

const bulk = (ducalis: Awaited<ReturnType<typeof start>>, ...items: readonly unknown[]) =>
  call(ducalis, 'POST', '/boards/1/issues/bulk', { body: { items } });
const removal = (externalId: string, revision: number) => ({
  external_id: externalId,
  revision,
  removed: true,
});

test('a bulk call removes what it is told to, beside upserts, and says so', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 3));
  await put(ducalis, upsert('x2', 3));
  const { body } = await bulk(ducalis, removal('x1', 4), removal('x2', 3), removal('x3', 7), upsert('x4', 1));
  expect(body).toEqual({
    items: [
      { external_id: 'x1', status: 200, revision: 4, removed: true },
      expect.objectContaining({ external_id: 'x2', status: 200, id: expect.any(Number), revision: 3 }),
      { external_id: 'x3', status: 200, revision: 7, removed: true },
      expect.objectContaining({ external_id: 'x4', status: 201 }),
    ],
  });
  expect(ducalis.state().issues['1']?.map(({ external_id }) => external_id)).toEqual(['x2', 'x4']);
  expect((await put(ducalis, upsert('x1', 4))).status).toBe(200);
  expect(ducalis.state().issues['1']).toHaveLength(2);
});

test('with --ignore-removed the issue stays, with the revision of the removal', async () => {
  const ducalis = await start({ ignoresRemoved: true });
  await put(ducalis, upsert('x1', 3));
  const { body } = await bulk(ducalis, removal('x1', 4), removal('x9', 4));
  expect(body).toMatchObject({ items: [{ status: 200, revision: 4 }, { status: 422 }] });
  expect(JSON.stringify(body)).not.toContain('removed');
  expect(ducalis.state().issues['1']).toMatchObject([{ external_id: 'x1', revision: 4 }]);
  expect((await remove(ducalis, 'x1', 5)).status).toBe(204);
});

test('an issue of another source is refused and left untouched', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  const foreign = upsert('x1', 2, { source: 'youtrack-2', name: 'Foreign' });
  expect((await put(ducalis, foreign)).status).toBe(409);
  const { body } = await call(ducalis, 'POST', '/boards/1/issues/bulk', { body: { items: [foreign] } });
  expect(body).toMatchObject({ items: [{ status: 409, error: expect.stringMatching(/another source/) }] });
  expect(ducalis.state().issues['1']).toMatchObject([{ source: 'youtrack-1', name: 'Issue x1' }]);
});

test('an upsert adopts the issue that Ducalis had pulled, with its votes', async () => {
  const ducalis = await start();
  const base_url = 'https://youtrack.example.com/';
  await post(`${ducalis.url}/sandbox/pull`, { board: 1, base_url, key: 'DEMO-1', name: 'Pulled' });
  ducalis.vote({ board: 1, key: 'DEMO-1', votes: { reach: 4 } });
  expect((await put(ducalis, upsert('x1', 1))).status).toBe(200);
  expect(ducalis.state().issues['1']).toMatchObject([
    { external_id: 'x1', name: 'Issue x1', votes: { reach: { 'anna.keller@example.com': 4 } } },
  ]);
});

test('the same idempotency key with the same bytes gets the first answer, and is not handled again', async () => {
  const ducalis = await start();
  const key = { 'Idempotency-Key': 'x1:1' };
  const first = await put(ducalis, upsert('x1', 1), key);
  const second = await put(ducalis, upsert('x1', 1), key);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.text).toBe(first.text);
  expect(ducalis.state().issues['1']).toMatchObject([{ received: 1 }]);
  expect((await put(ducalis, upsert('x1', 2), key)).body).toMatchObject({ revision: 2 });
});
