/** A thousand issues leave their board: restricted while an import runs, or deleted. */
import { AUTHOR } from '../../soak/places.ts';
import { PROJECT } from '../world.ts';
import { comeToRest } from './imports.ts';
import { type Minutes, minutesUntil, passUntil } from './waiting.ts';
import { BenchWorld, type Situation } from './world.ts';

export interface Departures {
  readonly restricted: Minutes;
  readonly deleted: Minutes;
}

const BOARD = '1';
const RESTRICTED = { $type: 'LimitedVisibility', permittedUsers: [{ login: AUTHOR }] };

/**
 * Restricts issues that are on the board when half of the import is stored. When all is over and at rest, deletes as many
 * others.
 */
export async function timesOfDepartures(
  situation: Situation,
  issues: number,
  leaving: number,
): Promise<Departures> {
  const world = await BenchWorld.open({ ...situation, projects: { [PROJECT]: issues } });
  const { ledger, admin } = world;
  try {
    await world.configure(PROJECT, BOARD);
    await passUntil(world, () => ledger.idsOn(BOARD).size >= issues / 2);
    const there = [...ledger.idsOn(BOARD)];
    const restricted = await timeToLeave(world, there.slice(0, leaving), (key) =>
      admin.post(`issues/${key}`, { visibility: RESTRICTED }),
    );
    await passUntil(world, () => ledger.idsOn(BOARD).size >= issues);
    await comeToRest(world);
    const others = there.slice(leaving, 2 * leaving);
    const deleted = await timeToLeave(world, others, (key) => admin.delete(`issues/${key}`));
    return { restricted, deleted };
  } finally {
    await world.close();
  }
}

/** @param some readable and external ids. @param leave what makes one leave. */
function timeToLeave(
  world: BenchWorld,
  some: readonly (readonly [key: string, externalId: string])[],
  leave: (key: string) => Promise<unknown>,
): Promise<Minutes> {
  const ids = new Set(some.map(([, id]) => id));
  return minutesUntil(
    world,
    ids.size,
    ({ kind, board, externalId }) =>
      kind === 'gone' && board === BOARD && ids.has(externalId) ? externalId : null,
    async () => {
      for (const [key] of some) await leave(key);
    },
  );
}
