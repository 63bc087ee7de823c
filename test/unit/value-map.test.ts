import { describe, expect, it } from 'vitest';
import { applyValueMap, type ValueMap } from '../../src/domain/value-map.ts';

const MAP: ValueMap['map'] = [
  { from: 'Show-stopper', to: 'High' },
  { from: 'Critical', to: 'High' },
  { from: ' {odd} "name" 🚀 שלום ', to: 'Low' },
  { from: 'toString', to: 'Text' },
];

describe('a value map', () => {
  it('replaces names by the options they stand for', () => {
    expect(
      applyValueMap(['Critical', ' {odd} "name" 🚀 שלום ', 'toString'], { map: MAP, otherwise: 'empty' }),
    ).toEqual({ names: ['High', 'Low', 'Text'], undecided: [] });
  });

  it('takes names to the letter: neither case nor spaces are forgiven', () => {
    const { undecided } = applyValueMap(['critical', 'Critical '], { map: MAP, otherwise: 'attention' });
    expect(undecided).toEqual(['critical', 'Critical ']);
  });

  it.each([
    ['empty', ['High'], []],
    ['send', ['Normal', 'High', 'constructor'], []],
    ['attention', ['High'], ['Normal', 'constructor']],
  ] as const)('of a name it lacks: %s', (otherwise, names, undecided) => {
    expect(applyValueMap(['Normal', 'Critical', 'constructor'], { map: MAP, otherwise })).toEqual({
      names,
      undecided,
    });
  });

  it('makes nothing of nothing', () => {
    expect(applyValueMap([], { map: MAP, otherwise: 'attention' })).toEqual({ names: [], undecided: [] });
  });
});
