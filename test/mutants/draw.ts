/** Draws mutants by a seed. A change of one file leaves what is drawn from the others as it was, but for a few. */
import { createHash } from 'node:crypto';
import type { Mutant } from './mutant.ts';

export function draw(mutants: readonly Mutant[], count: number, seed: string): readonly Mutant[] {
  const rank = ({ key }: Mutant): string => createHash('sha256').update(`${seed} ${key}`).digest('hex');
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}
