import { describe, expect, it } from 'vitest';
import { knownMutants } from './sources.ts';

describe('a known mutant', () => {
  it('replaces a text that is in its file exactly once', () => {
    expect(knownMutants().length).toBeGreaterThan(0);
  });

  it.each([
    ['is not there', 'no such text'],
    ['is there twice', 'return'],
  ])('is refused when its text %s', (_what, find) => {
    const known = { sentence: 'A mistake.', file: 'src/domain/delivery.ts', find, replace: '' };
    expect(() => knownMutants([known])).toThrow(`src/domain/delivery.ts does not hold exactly once: ${find}`);
  });
});
