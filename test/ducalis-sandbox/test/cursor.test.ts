/** The feed of results: a keyset cursor that outlives the call. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { DucalisSandbox } from '../src/index.ts';
import { call, put, start, upsert } from './support.ts';

const Page = v.object({
  items: v.array(
    v.looseObject({
      external_id: v.string(),
      priority: v.nullable(v.number()),
      total_score: v.nullable(v.number()),
    }),
  ),
  next: v.string(),
});

async function page(ducalis: DucalisSandbox, query = '') {
  const { body } = await call(ducalis, 'GET', `/boards/1/issues${query}`);
  return v.parse(Page, body);
}

async function fill(ducalis: DucalisSandbox, count: number, more: Readonly<Record<string, unknown>> = {}) {
  for (let from = 0; from < count; from += 50) {
    const items = Array.from({ length: Math.min(50, count - from) }, (_, index) =>
      upsert(`x${from + index}`, 1, more),
    );
    await call(ducalis, 'POST', '/boards/1/issues/bulk', { body: { items } });
  }
}

const ids = ({ items }: v.InferOutput<typeof Page>) => items.map((item) => item.external_id);
const score = (reach: number) => ({ reach, revenue: 0, effort: 1 });

test('pages list everything once, then nothing until something changes', async () => {
  const ducalis = await start();
  await fill(ducalis, 7);
  const first = await page(ducalis, '?per-page=5');
  const second = await page(ducalis, `?per-page=5&cursor=${first.next}`);
  expect([...ids(first), ...ids(second)]).toEqual(['x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6']);
  const idle = await page(ducalis, `?cursor=${second.next}`);
  expect(idle.items).toEqual([]);
  await put(ducalis, upsert('x2', 2));
  expect(ids(await page(ducalis, `?cursor=${idle.next}`))).toEqual(['x2']);
  expect(ids(await page(ducalis, `?cursor=${second.next}`))).toEqual(['x2']);
});

test('a rank that shifted counts as a change, and an unchanged one does not', async () => {
  const ducalis = await start();
  await fill(ducalis, 4);
  ducalis.vote({ board: 1, external_id: 'x0', votes: score(9) });
  ducalis.vote({ board: 1, external_id: 'x1', votes: score(3) });
  const { next } = await page(ducalis);
  ducalis.vote({ board: 1, external_id: 'x2', votes: score(5) });
  const changed = await page(ducalis, `?cursor=${next}`);
  expect(changed.items).toMatchObject([
    { external_id: 'x2', priority: 2 },
    { external_id: 'x1', priority: 3 },
  ]);
});

test('an issue that changes while pages are read comes again and none is missed', async () => {
  const ducalis = await start();
  await fill(ducalis, 4);
  const first = await page(ducalis, '?per-page=2');
  await put(ducalis, upsert('x0', 2));
  expect(ids(await page(ducalis, `?cursor=${first.next}`))).toEqual(['x2', 'x3', 'x0']);
});

test('deleted issues are gone from the feed and those behind them move up', async () => {
  const ducalis = await start();
  await fill(ducalis, 2);
  ducalis.vote({ board: 1, external_id: 'x0', votes: score(9) });
  ducalis.vote({ board: 1, external_id: 'x1', votes: score(3) });
  const { next } = await page(ducalis);
  await call(ducalis, 'DELETE', '/boards/1/issues/x0?revision=2');
  expect((await page(ducalis, `?cursor=${next}`)).items).toMatchObject([{ external_id: 'x1', priority: 1 }]);
  expect(ids(await page(ducalis))).toEqual(['x1']);
});

test('a page holds 200 items at most and 1 MB at most', async () => {
  const ducalis = await start();
  await fill(ducalis, 250);
  expect((await page(ducalis, '?per-page=1000')).items).toHaveLength(200);
  const criteria = Array.from({ length: 100 }, (_, index) => ({
    key: `criterion-${index}`,
    name: `A criterion with quite a long name, number ${index}, `.repeat(4),
    type: 'value' as const,
  }));
  ducalis.addBoard({ id: 1, name: 'Wide', criteria });
  await fill(ducalis, 100);
  const { text } = await call(ducalis, 'GET', '/boards/1/issues');
  const shown = v.parse(Page, JSON.parse(text));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576);
  expect(shown.items.length).toBeLessThan(100);
  expect(ids(await page(ducalis, `?cursor=${shown.next}`))[0]).toBe(`x${shown.items.length}`);
});

test('the cursor of another board is refused', async () => {
  const ducalis = await start();
  const { next } = await page(ducalis);
  expect((await call(ducalis, 'GET', `/boards/2/issues?cursor=${next}`)).status).toBe(400);
});
