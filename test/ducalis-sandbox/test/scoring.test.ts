/** From evaluations to total score, rank, progress and alignment. */
import { expect, test } from 'vitest';
import { put, start, upsert } from './support.ts';

const FULL = { reach: 6, revenue: 7, effort: 5 };

test('the total score is the weighted value over the weighted effort, to two decimals', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  const plain = ducalis.vote({ board: 1, external_id: 'x1', votes: FULL });
  expect(plain.total_score).toBe(4);
  const more = ducalis.vote({ board: 1, external_id: 'x1', votes: { confidence: 80, risk: 4 } });
  expect(more.total_score).toBe(4);
  const third = ducalis.vote({ board: 1, external_id: 'x1', votes: { risk: 2 } });
  expect(third.total_score).toBe(4.67);
});

test('there is no total score and no rank while a required criterion is missing', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  const partial = ducalis.vote({ board: 1, key: 'DEMO-1', votes: { reach: 6, revenue: 7 } });
  expect(partial).toMatchObject({ total_score: null, priority: null, top_priority: false });
  expect(ducalis.vote({ board: 1, key: 'DEMO-1', votes: { effort: 5 } }).priority).toBe(1);
  const back = ducalis.vote({ board: 1, key: 'DEMO-1', votes: { effort: null } });
  expect(back).toMatchObject({ total_score: null, priority: null });
});

test('ranks go by total score, ties by age, and the first ones carry a star', async () => {
  const ducalis = await start();
  const criteria = [{ key: 'value', name: 'Value', type: 'value' as const }];
  ducalis.addBoard({ id: 1, name: 'Small', top_priority: 2, criteria, evaluators: ['a@example.com'] });
  for (const [index, value] of [3, 5, 3, 9].entries()) {
    await put(ducalis, upsert(`x${index}`, 1));
    ducalis.vote({ board: 1, external_id: `x${index}`, votes: { value } });
  }
  const ranks = ducalis.state().issues['1']?.map(({ score }) => [score.priority, score.top_priority]);
  expect(ranks).toEqual([
    [3, false],
    [2, true],
    [4, false],
    [1, true],
  ]);
});

test('progress and alignment come from the votes of all evaluators', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  const all = { ...FULL, confidence: 50, risk: 0 };
  const half = ducalis.vote({ board: 1, external_id: 'x1', votes: all });
  expect(half).toMatchObject({ voting_percent: 50, all_voted: false, alignment: null });
  const voter = 'ben.ortiz@example.com';
  const both = ducalis.vote({ board: 1, external_id: 'x1', votes: { ...all, reach: 1 }, voter });
  expect(both).toMatchObject({ voting_percent: 100, all_voted: true, alignment: 90 });
  expect(both.criteria[0]).toEqual({ key: 'reach', name: 'Reach', type: 'value', score: 3.5 });
  const third = ducalis.vote({ board: 1, external_id: 'x1', votes: {}, voter: 'new@example.com' });
  expect(third).toMatchObject({ voting_percent: 66, all_voted: false });
});

test('a value pushed for a criterion counts as its evaluation', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1, { fields: { effort: 2 } }));
  const scored = ducalis.vote({ board: 1, external_id: 'x1', votes: { reach: 6, revenue: 7 } });
  expect(scored).toMatchObject({ total_score: 10, voting_percent: 40 });
});

test('a vote off the scale or for an unknown criterion is refused whole', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  const vote = (votes: Record<string, number>) => ducalis.vote({ board: 1, external_id: 'x1', votes });
  expect(() => vote({ reach: 5, effort: 4 })).toThrow(/one of 1, 2, 3, 5, 8, 13/);
  expect(() => vote({ reach: 5, fun: 1 })).toThrow(/no criterion/);
  expect(ducalis.state().issues['1']?.[0]?.votes).toEqual({});
});
