import { describe, expect, it } from 'vitest';
import { figure, figureTable, median, rounded } from './report.ts';

describe('A figure', () => {
  it('is met up to its target', () => {
    expect(figure('requests', 20, 'requests', '1,000', 20)).toEqual({
      name: 'requests',
      value: 20,
      unit: 'requests',
      baseline: '1,000',
      target: 20,
      met: true,
    });
    expect(figure('requests', 20.01, '', '', 20).met).toBe(false);
  });

  it('that was not measured is neither met nor missed', () => {
    const unknown = figure('issues lost', null, '', 'npm run test:soak', 0);
    expect(unknown.met).toBeNull();
    expect(figureTable([unknown])).toContain('not measured');
  });
});

it('the median lies in the middle, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 2, 4])).toBe(3);
  expect(() => median([])).toThrow('no median');
});

it('numbers are told to four digits', () => {
  expect([rounded(0.123456), rounded(1_234.56)]).toEqual([0.1235, 1_235]);
});
