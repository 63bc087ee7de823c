import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GREATEST_NUMBER, hasNumber, withNumbers } from '../../src/domain/number-set.ts';

const Numbers = fc.array(fc.integer({ min: 1, max: 300 }));

describe('a set of issue numbers', () => {
  it('has what was put in, in any order, and nothing else', () => {
    fc.assert(
      fc.property(Numbers, Numbers, (first, second) => {
        const text = withNumbers(withNumbers('', first), second);
        for (let number = 1; number <= 310; number += 1) {
          expect(hasNumber(text, number)).toBe([...first, ...second].includes(number));
        }
      }),
    );
  });

  it('is the same text whatever the order', () => {
    expect(withNumbers(withNumbers('', [9, 1]), [6, 7])).toBe(withNumbers('', [1, 6, 7, 9]));
  });

  it('takes one character for six numbers', () => {
    const all = Array.from({ length: 100_000 }, (_, at) => at + 1);
    expect(withNumbers('', all)).toHaveLength(16_667);
    expect(withNumbers('', [6])).toHaveLength(1);
    expect(withNumbers('', [7])).toHaveLength(2);
  });

  it('leaves out what is no number of an issue, or too great', () => {
    expect(withNumbers('', [0, -1, Number.NaN, GREATEST_NUMBER + 1])).toBe('');
    expect(hasNumber(withNumbers('', [GREATEST_NUMBER]), GREATEST_NUMBER)).toBe(true);
    expect(hasNumber('', 1)).toBe(false);
    expect(hasNumber('!!', 1)).toBe(false);
  });
});
