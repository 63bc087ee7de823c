/**
 * Which deleted issues the search for orphans took off the board. YouTrack can restore an issue without any rule
 * noticing; its own facts would still say that it is on the board.
 */
import * as v from 'valibot';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const MOST = 500;
const tombstonesText = storedText(1, v.object({ ids: v.array(v.string()) }), { 0: (ids) => ({ ids }) });

function read(project: ProjectHandle): readonly string[] {
  return tombstonesText.readOr(project.document('tombstones'), { ids: [] }).ids;
}

function write(project: ProjectHandle, ids: readonly string[]): void {
  project.record({ tombstones: tombstonesText.write({ ids: [...ids] }) });
}

/** The newest are kept. */
export function setTombstone(project: ProjectHandle, externalId: string): void {
  const others = read(project).filter((other) => other !== externalId);
  write(project, [...others, externalId].slice(-MOST));
}

/** True when the issue was taken off the board after it was deleted. */
export function hasTombstone(project: ProjectHandle, externalId: string | null): boolean {
  return externalId !== null && read(project).includes(externalId);
}

/** The issue is back. */
export function removeTombstone(project: ProjectHandle, externalId: string): void {
  const others = read(project).filter((other) => other !== externalId);
  write(project, others);
}
