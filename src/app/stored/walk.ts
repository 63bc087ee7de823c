/**
 * How far a walk through a project's issues has come, by their numbers. Numbers stay while a project is edited, so that
 * a walk can be paused, resumed and interrupted at any moment.
 */
import * as v from 'valibot';
import type { Clock, ProjectHandle } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const WalkSchema = v.object({
  state: v.picklist(['running', 'paused', 'done']),
  /** Number of the issue to look at next. */
  next: Count,
  /** Issues met so far. */
  found: Count,
  /** Numbers without an issue, since the last one found. */
  missing: Count,
  marked: Count,
  /** Issues met that Ducalis had, and does not list any more. */
  lost: v.optional(Count, 0),
  /** Of the walk before this one. */
  lostBefore: v.optional(Count, 0),
  /** Whether such issues are sent again: a person has asked for it. Else somebody may have deleted them on purpose. */
  bringsBack: v.optional(v.boolean(), false),
  /** Issues of the project when the walk began. */
  total: Count,
  startedAt: Count,
  endedAt: v.nullable(Count),
});
export type Walk = v.InferOutput<typeof WalkSchema>;

const walkText = storedText(1, WalkSchema);

/** An import is begun by a person or a change of settings; the check never ends. */
export type WalkName = 'importState' | 'checkState';

/** Null: never begun, or of a form that says nothing to this version. */
export function readWalk(project: ProjectHandle, name: WalkName): Walk | null {
  return walkText.readOr(project.document(name), null);
}

/** Null: the project has none. */
export function importState(project: ProjectHandle): Walk['state'] | null {
  return readWalk(project, 'importState')?.state ?? null;
}

export function isImporting(project: ProjectHandle): boolean {
  return importState(project) === 'running';
}

export function writeWalk(project: ProjectHandle, name: WalkName, walk: Walk): void {
  project.record({ [name]: walkText.write(walk) });
}

/** From the first issue on; what is on the board as it should be is passed over. @param last the one before. */
export function newWalk(
  { now }: Clock,
  project: ProjectHandle,
  { last = null, bringsBack = false }: { readonly last?: Walk | null; readonly bringsBack?: boolean } = {},
): Walk {
  return {
    state: 'running',
    next: 1,
    found: 0,
    missing: 0,
    marked: 0,
    lost: 0,
    lostBefore: last?.lost ?? 0,
    bringsBack,
    total: project.issueCount(),
    startedAt: now,
    endedAt: null,
  };
}
