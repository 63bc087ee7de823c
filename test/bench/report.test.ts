import { describe, expect, it } from 'vitest';
import { type Figure, figure, figureTable, givenUp, median, rounded } from './report.ts';

/** The cells of its row. */
function rowOf(one: Figure): readonly string[] {
  const cells = figureTable([one]).split('\n').at(-1)?.split('|') ?? [];
  return cells.slice(1, -1).map((cell) => cell.trim());
}

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

  it('without a target is only told', () => {
    const told = figure('import, calls of 2 s', 21.5, 'min', '', null);
    expect(told.met).toBeNull();
    expect(rowOf(told)).toEqual(['import, calls of 2 s', '21.5 min', '', '–', '–']);
  });

  it('that was given up has missed its target', () => {
    expect(rowOf(givenUp('import', 'min', '0.1: 65', 15))).toEqual([
      ...['import', 'given up', '0.1: 65'],
      ...['≤ 15', '**no**'],
    ]);
    expect(givenUp('import, calls of 2 s', 'min', '', null).met).toBeNull();
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
