import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, FIRST_WAIT_MS, LONGEST_WAIT_MS } from '../../src/domain/backoff.ts';

describe('backoff', () => {
  it('starts at five seconds and doubles', () => {
    expect([1, 2, 3].map((attempts) => backoff(attempts, 1))).toEqual([5_000, 10_000, 20_000]);
  });

  it('stays between half the first wait and an hour, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const wait = backoff(attempts, random);
          expect(wait).toBeGreaterThanOrEqual(FIRST_WAIT_MS / 2);
          expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
        },
      ),
    );
  });
});
