/**
 * Issues that stay on a board because their project can do nothing about them: it was deleted, or no rule runs for it any
 * more. Which they are, and which of them nobody may touch before an administrator has decided.
 */
import type { ListedIssue } from '../../ducalis/listing.ts';
import type { Overview } from '../../shared/api.ts';
import type { Clock, Issues, ProjectHandle, Projects, Storage } from '../../youtrack/ports.ts';
import { abandonedOn, askAbout, readAbandoned } from '../stored/abandoned.ts';
import { isDeleted, readRegister } from '../stored/board-register.ts';
import { standings } from '../stored/sources.ts';
import { isQuiet } from './heir.ts';

export type Abandoned = Pick<Overview['abandoned'][number], 'project' | 'why' | 'state'> & {
  readonly board: string;
};

/** Those that wait for a decision, and those whose issues are being removed. */
export function findAbandoned(execution: Clock & Pick<Storage, 'storage'> & Projects): readonly Abandoned[] {
  const waiting = new Map<string, Abandoned>();
  const add = (board: string, project: string, why: Abandoned['why'], state: Abandoned['state']): void => {
    waiting.set(`${board} ${project}`, { board, project, why, state });
  };
  for (const entry of readRegister(execution)) {
    for (const key of leftAlone(execution, entry.id)) add(entry.id, key, 'deleted', 'waiting');
  }
  for (const { board, waiting: asked } of readAbandoned(execution)) {
    for (const key of asked) if (isDeleted(execution, key)) add(board, key, 'deleted', 'waiting');
  }
  for (const project of execution.connectedProjects()) {
    const { boardId, leaving } = project.facts();
    if (boardId === null || !isDetached(execution, project)) continue;
    add(boardId, project.key, 'detached', leaving === true ? 'removing' : 'waiting');
  }
  for (const { board, removing } of readAbandoned(execution)) {
    for (const key of removing)
      add(board, key, isDeleted(execution, key) ? 'deleted' : 'detached', 'removing');
  }
  return [...waiting.values()];
}

/** Its rule ran once, has issues to run for, and has not for an hour: the app is not attached to it, or off there. */
function isDetached(execution: Clock, project: ProjectHandle): boolean {
  return isQuiet(execution, project) && !project.isArchived && project.liveIssueKey() !== null;
}

/** Keys of deleted projects on a board that no other project looks after, and about which nothing was decided yet. */
export function leftAlone(execution: Pick<Storage, 'storage'> & Projects, board: string): readonly string[] {
  const entry = readRegister(execution).find(({ id }) => id === board);
  if (entry === undefined) return [];
  const keys = [...entry.projects, ...entry.former];
  const isLookedAfter = keys.some((key) => execution.projectByKey(key)?.facts().connected === true);
  const { kept, removing } = abandonedOn(execution, board);
  return isLookedAfter
    ? []
    : keys.filter((key) => !kept.includes(key) && !removing.includes(key) && isDeleted(execution, key));
}

/** Before another project comes onto the board, or its orphans are removed: what nobody has decided about is not touched. */
export function keepAsking(execution: Storage & Projects, board: string): void {
  for (const key of leftAlone(execution, board)) askAbout(execution, board, key);
}

/**
 * Which items of a board's listing are those of deleted projects about whose issues nobody has decided, or that stay.
 * Such an issue is known by nothing but the readable id it had last.
 */
export function staysByDecision(
  execution: Pick<Storage, 'storage'> & Projects,
  board: string,
): (item: ListedIssue) => boolean {
  const { waiting, kept } = abandonedOn(execution, board);
  return itemsOf([...waiting, ...kept].filter((key) => isDeleted(execution, key)));
}

/** @param keys of projects. */
export function itemsOf(keys: readonly string[]): (item: ListedIssue) => boolean {
  if (keys.length === 0) return () => false;
  return ({ key }) => key === null || keys.includes(key.slice(0, key.lastIndexOf('-')));
}

/** Whether it is ours and exists no more. */
export function isOrphan(
  execution: Pick<Storage, 'storage'> & Issues,
  { source, externalId }: ListedIssue,
): boolean {
  if (externalId === null || source === null || standings(execution)(source) !== 'ours') return false;
  return execution.issueByExternalId(externalId) === null;
}
