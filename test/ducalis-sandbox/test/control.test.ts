/** `/sandbox` and the library: looking in and steering. */
import { expect, test } from 'vitest';
import { call, post, put, start, upsert } from './support.ts';

test('a board can be created, voted on and removed', async () => {
  const ducalis = await start();
  const sandbox = `${ducalis.url}/sandbox`;
  const board = {
    name: 'Growth',
    emoji: '🌱',
    fields: [{ key: 'area', name: 'Area', type: 'select', options: ['EU', 'US'] }],
    criteria: [{ key: 'gain', name: 'Gain', type: 'value', required: true }],
    evaluators: ['a@example.com'],
  };
  const created = await post(`${sandbox}/boards`, board);
  expect([created.status, await created.json()]).toMatchObject([201, { id: 3, name: 'Growth' }]);
  const item = upsert('x1', 1, { fields: { area: 'EU' } });
  expect((await call(ducalis, 'PUT', '/boards/3/issues/x1', { body: item })).status).toBe(201);
  const voted = await post(`${sandbox}/vote`, { board: 3, external_id: 'x1', votes: { gain: 7 } });
  expect(await voted.json()).toMatchObject({ total_score: 7, priority: 1, all_voted: true });
  expect((await fetch(`${sandbox}/boards/3`, { method: 'DELETE' })).status).toBe(204);
  expect((await call(ducalis, 'GET', '/boards/3/fields')).status).toBe(404);
  const twice = { name: 'Odd', criteria: [...board.criteria, ...board.criteria] };
  expect((await post(`${sandbox}/boards`, twice)).status).toBe(400);
  expect((await post(`${sandbox}/vote`, { board: 1, votes: {} })).status).toBe(400);
  expect((await post(`${sandbox}/vote`, { board: 1, key: 'NO-1', votes: {} })).status).toBe(400);
});

test('requests are logged by route, without queries', async () => {
  const ducalis = await start();
  await call(ducalis, 'POST', '/boards/1/issues/bulk', {
    body: { items: [upsert('x1', 1), upsert('x2', 1)] },
  });
  await fetch(`${ducalis.url}/api/boards?token=${ducalis.token}`);
  const requests = await (await fetch(`${ducalis.url}/sandbox/requests`)).json();
  expect(requests).toMatchObject([
    { method: 'POST', path: '/api/boards/1/issues/bulk', status: 200, items: 2 },
    { method: 'GET', path: '/api/boards', status: 200, items: null },
  ]);
  expect(ducalis.state().requests).toEqual({ 'POST /boards/{id}/issues/bulk': 1, 'GET /boards': 1 });
});

test('tokens can be revoked and added, and a reset brings everything back', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  await post(`${ducalis.url}/sandbox/tokens`, { revoke: ducalis.token, add: 'another' });
  expect((await call(ducalis, 'GET', '/boards')).status).toBe(401);
  const headers = { Authorization: 'Bearer another' };
  expect((await call(ducalis, 'GET', '/boards', { headers })).status).toBe(200);
  expect((await post(`${ducalis.url}/sandbox/reset`, {})).status).toBe(204);
  expect(ducalis.state()).toMatchObject({ issues: { 1: [], 2: [] }, requests: {} });
  expect((await call(ducalis, 'GET', '/boards')).status).toBe(200);
});

test('a cursor from before a reset goes on working', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  const { body } = await call(ducalis, 'GET', '/boards/1/issues');
  ducalis.reset();
  await put(ducalis, upsert('x2', 1));
  const next = /"next":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
  expect((await call(ducalis, 'GET', `/boards/1/issues?cursor=${next}`)).body).toMatchObject({
    items: [{ external_id: 'x2' }],
  });
});
