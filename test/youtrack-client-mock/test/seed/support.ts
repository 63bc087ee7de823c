/** Plants seeds into a store without an engine, and reads what came of it. */
import { Store } from '../../src/model/store.ts';
import { Transaction } from '../../src/model/transaction.ts';
import type { EntityId, EntityType } from '../../src/model/types.ts';
import type { SeededUser } from '../../src/seed/plant.ts';
import { plantSeed } from '../../src/seed/plant.ts';
import type { SeedInput } from '../../src/seed/schema.ts';
import { parseSeed } from '../../src/seed/schema.ts';

/** A Sunday, in the middle of the day. */
export const NOW = Date.parse('2026-03-15T12:34:56.000Z');

export interface Planted {
  readonly tx: Transaction;
  readonly users: readonly SeededUser[];
  /** The one entity of a type whose property has this value. */
  one(type: EntityType, prop: string, value: string | number | boolean): EntityId;
}

export function plant(seed: unknown): Planted {
  const store = new Store();
  const users = plantSeed({ store, now: () => NOW }, parseSeed(seed));
  const tx = new Transaction(store, '', true);
  return {
    tx,
    users,
    one(type, prop, value) {
      const [found, ...others] = tx.find(type, prop, value);
      if (found === undefined || others.length > 0) throw new Error(`Not one ${type} with ${prop} ${value}`);
      return found;
    },
  };
}

/** Ada and Bob, one project, and whatever a test puts in the place of a part. */
export function small(parts: Partial<SeedInput> = {}): SeedInput {
  return {
    version: 1,
    users: [
      { login: 'ada', fullName: 'Ada', email: 'ada@example.com', roles: [{ role: 'System Admin' }] },
      { login: 'bob', fullName: 'Bob', roles: [{ role: 'Developer', project: 'DEMO' }] },
    ],
    fields: [{ name: 'State', type: 'state[1]', values: ['Open', { name: 'Fixed', resolved: true }] }],
    projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada', team: ['bob'], fields: ['State'] }],
    ...parts,
  };
}
