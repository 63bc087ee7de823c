import { describe, expect, it } from 'vitest';
import { pauseAfter } from '../../widgets/settings/pace.ts';

const SECOND = 1_000;

describe('the pause before the page asks again', () => {
  it('is the shortest one as long as answers are quick', () => {
    expect(pauseAfter(0, 5 * SECOND)).toBe(5 * SECOND);
    expect(pauseAfter(500, 5 * SECOND)).toBe(5 * SECOND);
  });

  it('grows with the answer, so that one page never takes more than a tenth of the time', () => {
    for (const took of [501, 2 * SECOND, 6 * SECOND]) {
      const pause = pauseAfter(took, 5 * SECOND);
      expect(took / (took + pause)).toBeLessThan(1 / 10);
    }
  });

  it('is a minute at most, however long an answer that never came was waited for', () => {
    expect(pauseAfter(3_600 * SECOND, 5 * SECOND)).toBe(60 * SECOND);
  });
});
