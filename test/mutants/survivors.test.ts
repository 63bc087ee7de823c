import { expect, it } from 'vitest';
import { allMutants, knownMutants } from './sources.ts';
import { SURVIVORS } from './survivors.ts';

it('a reason belongs to a mutant of the sources as they are', () => {
  const keys = new Set([...allMutants(), ...knownMutants()].map(({ key }) => key));
  expect(keys.size).toBeGreaterThan(1_000);
  expect(Object.keys(SURVIVORS).filter((key) => !keys.has(key))).toEqual([]);
});
