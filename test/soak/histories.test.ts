import { it } from 'vitest';
import { playHistories } from './play-histories.ts';

it('at rest Ducalis holds exactly what the model says, after any of a few histories', {
  timeout: 300_000,
}, async () => {
  await playHistories(4);
});
