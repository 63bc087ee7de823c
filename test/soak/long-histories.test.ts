import { expect, it } from 'vitest';
import { playHistories } from './play-histories.ts';
import { tooSeldom } from './report.ts';

it('at rest Ducalis holds exactly what the model says, after any history, and every kind of trouble occurred', {
  timeout: 600_000,
}, async () => {
  const tally = await playHistories(50);
  expect(tooSeldom(tally.toJSON(), 1)).toEqual([]);
});
