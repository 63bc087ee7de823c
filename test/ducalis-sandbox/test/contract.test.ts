/** Every operation of the OpenAPI file, over HTTP. `call` holds each answer against the file. */
import { expect, test } from 'vitest';
import { call, contract, put, start, upsert } from './support.ts';

test('boards are paged and carry the documented and the proposed keys', async () => {
  const ducalis = await start();
  const all = await call(ducalis, 'GET', '/boards');
  expect(all.body).toMatchObject([
    { id: 1, name: 'Product backlog', emoji: '🚀', top_priority: 20, progress: 0 },
    { id: 2, name: 'Platform', emoji: '🛠️' },
  ]);
  expect((await call(ducalis, 'GET', '/boards?page=2&per-page=1')).body).toMatchObject([{ id: 2 }]);
  expect((await call(ducalis, 'GET', '/boards?page=3&per-page=1')).body).toEqual([]);
  expect((await call(ducalis, 'GET', '/boards?per-page=9999')).status).toBe(200);
  expect((await call(ducalis, 'GET', '/boards?per-page=none')).status).toBe(400);
});

test('the fields of a board are its fields of every type, then its criteria', async () => {
  const ducalis = await start();
  const { body } = await call(ducalis, 'GET', '/boards/1/fields');
  expect(body).toMatchObject({
    items: expect.arrayContaining([
      { key: 'customer', name: 'Customer', type: 'text_short', required: false },
      expect.objectContaining({ key: 'component', type: 'select', options: expect.any(Array) }),
      expect.objectContaining({ key: 'reach', type: 'number', required: true }),
    ]),
  });
  const types = new Set(ducalis.state().boards[0]?.fields.map((field) => field.type));
  expect(types.size).toBe(9);
});

test('a value of every field type is stored as it was sent', async () => {
  const ducalis = await start();
  const fields = {
    customer: 'Acme',
    story_points: 2.5,
    component: 'Billing',
    due_date: '2026-02-28',
    product_owner: 'po@example.com',
    platforms: ['Web', 'TV'],
    notes: 'Line one\nline two',
    window: { from: '2026-01-01', to: '2026-03-31' },
    stakeholders: ['a@example.com', 'b@example.com'],
  };
  const content = {
    description: '<p>Why</p>',
    status: 'Open',
    type: 'Feature',
    assignee: 'dev@example.com',
    reporter: null,
    labels: ['big', 'ui'],
    resolved: false,
    url: 'https://youtrack.example.com/issue/DEMO-1',
    updated_at: '2026-01-01T10:00:00.000Z',
  };
  expect((await put(ducalis, upsert('x1', 1, { fields, ...content }))).status).toBe(201);
  expect(ducalis.state().issues['1']).toMatchObject([
    { external_id: 'x1', source: 'youtrack-1', fields, ...content },
  ]);
  const options = ducalis.state().boards[0]?.fields.find((field) => field.key === 'component')?.options;
  expect(options?.map((option) => option.name)).toContain('Billing');
});

const WRONG: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
  ['an unknown field', { fields: { nonsense: 'x' } }, /no field with the key "nonsense"/],
  ['text for a number', { fields: { story_points: '3' } }, /"Story points" takes a number/],
  ['a day that does not exist', { fields: { due_date: '2026-02-30' } }, /"Due date" takes a date/],
  ['a range backwards', { fields: { window: { from: '2026-02-02', to: '2026-02-01' } } }, /"Window" takes/],
  ['no e-mail', { fields: { product_owner: 'somebody' } }, /"Product owner" takes an e-mail/],
  ['one name for several', { fields: { platforms: 'Web' } }, /"Platforms" takes a list/],
  ['a list for one name', { fields: { component: ['Search'] } }, /"Component" takes the name/],
  ['a value off the scale', { fields: { reach: 11 } }, /"Reach" takes a number from 0 to 10/],
  ['an empty name', { name: '  ' }, /name is empty/],
  ['a long name', { name: 'n'.repeat(1001) }, /longer than 1000/],
  ['an unknown property', { sumary: 'x' }, /sumary/],
  ['a revision that is text', { revision: '5' }, /revision/],
  ['an assignee that is no e-mail', { assignee: 'jane' }, /assignee/],
];

test.each(WRONG)('%s is refused for that issue alone', async (_what, wrong, sentence) => {
  const ducalis = await start();
  const items = [upsert('x1', 1), upsert('x2', 1, wrong), upsert('x3', 1)];
  const { status, body } = await call(ducalis, 'POST', '/boards/1/issues/bulk', { body: { items } });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    items: [
      { external_id: 'x1', status: 201 },
      { external_id: 'x2', status: 422, error: expect.stringMatching(sentence) },
      { external_id: 'x3', status: 201 },
    ],
  });
  expect((await put(ducalis, upsert('x4', 1, wrong))).status).toBe(422);
  expect(ducalis.state().issues['1']?.map((issue) => issue.external_id)).toEqual(['x1', 'x3']);
});

test('calls that are malformed as a whole are refused and change nothing', async () => {
  const ducalis = await start();
  const bulk = async (body: unknown) =>
    (await call(ducalis, 'POST', '/boards/1/issues/bulk', { body })).status;
  expect(await bulk('{"items":')).toBe(400);
  expect(await bulk([])).toBe(422);
  expect(await bulk({ items: [{ name: 'without external_id' }] })).toBe(422);
  expect(await bulk({ items: Array.from({ length: 101 }, (_, index) => upsert(`x${index}`, 1)) })).toBe(422);
  expect(await bulk({ items: [upsert('x1', 1, { description: 'd'.repeat(1_100_000) })] })).toBe(413);
  const mismatch = await call(ducalis, 'PUT', '/boards/1/issues/other', { body: upsert('x1', 1) });
  expect(mismatch.status).toBe(422);
  expect((await call(ducalis, 'DELETE', '/boards/1/issues/x1')).status).toBe(400);
  expect((await call(ducalis, 'GET', '/boards/1/issues?cursor=nonsense')).status).toBe(400);
  expect(ducalis.state().issues['1']).toEqual([]);
});

test('an unknown board, call or token has a JSON answer of its own', async () => {
  const ducalis = await start();
  expect((await call(ducalis, 'GET', '/boards/99/fields')).body).toEqual({
    error: { message: 'There is no such board.' },
  });
  expect((await call(ducalis, 'GET', '/boards/one/fields')).status).toBe(404);
  expect((await call(ducalis, 'GET', '/nothing')).status).toBe(404);
  const headers = { Authorization: 'Bearer wrong' };
  expect((await call(ducalis, 'GET', '/boards', { headers })).status).toBe(401);
  expect((await fetch(`${ducalis.url}/api/boards`)).status).toBe(401);
  expect((await fetch(`${ducalis.url}/api/boards?token=${ducalis.token}`)).status).toBe(200);
});

test('who is unknown is invited once and becomes active as a voter', async () => {
  const ducalis = await start();
  const body = { emails: ['new@example.com', 'anna.keller@example.com', 'new@example.com'] };
  const added = await call(ducalis, 'POST', '/boards/1/members', { body });
  expect(added.body).toEqual({
    items: [
      { email: 'new@example.com', status: 'pending' },
      { email: 'anna.keller@example.com', status: 'active' },
    ],
  });
  await call(ducalis, 'POST', '/boards/1/members', { body });
  expect(ducalis.state().outbox).toMatchObject([{ to: 'new@example.com', board: 'Product backlog' }]);
  expect((await call(ducalis, 'POST', '/users', { body: { email: 'new@example.com' } })).status).toBe(200);
  expect((await call(ducalis, 'GET', '/boards/1/members')).body).toMatchObject({
    items: expect.arrayContaining([{ email: 'new@example.com', status: 'active' }]),
  });
  const many = { emails: Array.from({ length: 51 }, (_, index) => `p${index}@example.com`) };
  expect((await call(ducalis, 'POST', '/boards/1/members', { body: many })).status).toBe(422);
});

test('voters can be unsubscribed', async () => {
  const ducalis = await start();
  const path = '/boards/1/voting-users/unsubscribes/add';
  expect((await call(ducalis, 'POST', path, { body: ['anna.keller@example.com'] })).status).toBe(204);
  expect(ducalis.state().boards[0]?.unsubscribed).toEqual(['anna.keller@example.com']);
  expect((await call(ducalis, 'POST', path, { body: ['nobody'] })).status).toBe(422);
});

test('the contract tells a wrong answer from a right one', () => {
  const operation = contract.operations.find(({ id }) => id === 'upsertIssue');
  if (!operation) throw new Error('upsertIssue is missing');
  const stored = { id: 1, url: 'https://ducalis.io/issue/1', revision: 1 };
  expect(contract.problemWithAnswer(operation, 200, stored)).toBeNull();
  expect(contract.problemWithAnswer(operation, 200, { ...stored, revision: '1' })).toMatch(/revision/);
  expect(contract.problemWithAnswer(operation, 200, { ...stored, more: 1 })).toMatch(/more/);
  expect(contract.problemWithAnswer(operation, 202, stored)).toMatch(/not declared/);
  expect(contract.problemWithAnswer(operation, 503, { error: { message: 'Later.' } })).toBeNull();
  const refusal = { external_id: 'x', status: 422 };
  expect(contract.problemWith('BulkItem', { ...refusal, error: 'Why.' })).toBeNull();
  expect(contract.problemWith('BulkItem', refusal)).toMatch(/error/);
  expect(
    contract.problemWith('BulkItem', { external_id: 'x', status: 200, ...stored, error: 'x' }),
  ).not.toBeNull();
});

test('an answer that breaks the contract becomes a 500, unless that is switched off', async () => {
  const broken = {
    id: 7,
    name: 'Odd',
    emoji: null,
    criteria: [{ key: 'k', name: 'K', type: 'value' as const }],
  };
  const strict = await start();
  const lenient = await start({ validateAnswers: false });
  const long = {
    ...broken,
    criteria: [{ ...broken.criteria[0], key: 'k'.repeat(300), name: 'K', type: 'value' as const }],
  };
  strict.addBoard(long);
  lenient.addBoard(long);
  const ask = ({ url, token }: typeof strict) => fetch(`${url}/api/boards/7/fields?token=${token}`);
  expect((await ask(strict)).status).toBe(500);
  expect((await ask(lenient)).status).toBe(200);
});
