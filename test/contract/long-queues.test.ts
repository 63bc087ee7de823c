/** A queue is longer than a call: no lane hides the other, and nothing in it is left out. */
import { describe, expect, it } from 'vitest';
import { connected, itemsOf } from './fake/connected.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

const keysOf = (sent: Sent): string[] => itemsOf(sent).map(({ key }) => key);

describe('a long queue', () => {
  it('is looked through to its end although the first 300 issues leave it on the way', () => {
    const youTrack = connected();
    for (let number = 1; number <= 310; number += 1) {
      youTrack.queuedIssue(`DEMO-${number}`, { isRestricted: true });
    }
    youTrack.queuedIssue('DEMO-311');
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-311']);
  });
});

describe('issues whose call was refused as a whole', () => {
  it('do not keep fresh ones waiting that are behind them in the queue', () => {
    const youTrack = connected();
    for (const number of [1, 2, 3, 4]) youTrack.queuedIssue(`DEMO-${number}`);
    youTrack.answer(the(youTrack.turn().sent), answer(422), { hop: 9 });
    youTrack.queuedIssue('DEMO-5');
    expect(keysOf(the(youTrack.turn('DEMO', 3).sent))).toEqual(['DEMO-5']);
  });

  it('have their turn although a hundred fresh ones are before them in the queue', () => {
    const youTrack = connected();
    const fresh = Array.from({ length: 100 }, (_, at) => youTrack.addIssue(`DEMO-${at + 1}`));
    for (const number of [101, 102]) youTrack.queuedIssue(`DEMO-${number}`);
    youTrack.answer(the(youTrack.turn().sent), answer(422), { hop: 9 });
    for (const issue of fresh) youTrack.mark(issue);
    expect(keysOf(the(youTrack.turn('DEMO', 6).sent))).toEqual(['DEMO-101']);
  });
});
