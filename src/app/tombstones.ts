/**
 * Remembers which deleted issues were taken off the board by the search for orphans. YouTrack can restore an issue
 * without any rule noticing; its own facts would still say that it stands on the board.
 */
import * as v from 'valibot';
import type { ProjectHandle } from '../youtrack/project.ts';

const MOST = 500;
const TombstonesSchema = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

function read(project: ProjectHandle): readonly string[] {
  const parsed = v.safeParse(TombstonesSchema, project.document('tombstones'));
  return parsed.success ? parsed.output : [];
}

export function setTombstone(project: ProjectHandle, externalId: string): void {
  const others = read(project).filter((other) => other !== externalId);
  project.record({ tombstones: JSON.stringify([...others, externalId].slice(-MOST)) });
}

/** @returns true, and forgets it, when the issue was taken off the board. */
export function takeTombstone(project: ProjectHandle, externalId: string | null): boolean {
  const tombstones = read(project);
  if (externalId === null || !tombstones.includes(externalId)) return false;
  project.record({ tombstones: JSON.stringify(tombstones.filter((other) => other !== externalId)) });
  return true;
}
