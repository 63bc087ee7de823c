/** A thousand issues get to another board: moved to a project there, or with their whole project. */

import { PROJECT } from '../world.ts';
import { comeToRest, importAll } from './imports.ts';
import { type Minutes, minutesUntil, storedOn } from './waiting.ts';
import { BenchWorld, type Situation } from './world.ts';

const OTHER = 'INFRA';
const FORMER_BOARD = '1';
const NEW_BOARD = '2';

export interface Moves {
  /** Whether the former board fails every call from the change on. */
  readonly isDead: boolean;
  /** `moved`: to a project there; `put`: their project is put there. */
  readonly way: 'moved' | 'put';
}

/** Until all are on the new board. */
export async function timeOfMove(
  situation: Situation,
  issues: number,
  { isDead, way }: Moves,
): Promise<Minutes> {
  const world = await BenchWorld.open({ ...situation, projects: { [PROJECT]: issues, [OTHER]: 1 } });
  try {
    await world.configure(OTHER, NEW_BOARD);
    await importAll(world, issues);
    await comeToRest(world);
    if (isDead) await world.ducalis.kill(FORMER_BOARD);
    if (way === 'moved') {
      return await minutesUntil(world, issues, newOn(NEW_BOARD, OTHER), () => moveAll(world, issues));
    }
    const change = (): Promise<void> => world.configure(PROJECT, NEW_BOARD);
    return await minutesUntil(world, issues, storedOn(NEW_BOARD, PROJECT), change);
  } finally {
    await world.close();
  }
}

/** As {@link storedOn}, without the issue that has always been there. */
function newOn(board: string, project: string): ReturnType<typeof storedOn> {
  const pick = storedOn(board, project);
  return (taken) => (taken.key === `${project}-1` ? null : pick(taken));
}

async function moveAll(world: BenchWorld, issues: number): Promise<void> {
  const { youTrack } = world.server;
  const [id = ''] = youTrack.read((tx) => [...tx.find('Project', 'shortName', OTHER)]);
  for (let number = 1; number <= issues; number += 1) {
    await world.admin.post(`issues/${PROJECT}-${number}`, { project: { id } });
  }
}
