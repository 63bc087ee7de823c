/**
 * Walks through all issues of a project by their numbers and marks those that Ducalis should hear of: for an import,
 * and as the slow check that finds what no rule has seen. Numbers stay while a project is edited, so that a walk can
 * be paused, resumed and interrupted at any moment.
 */
import * as v from 'valibot';
import { changed, isDirty, isInFlight, UNTOUCHED } from '../domain/delivery.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { guarded } from './guarded.ts';
import { type Inspector, inspectorOf } from './inspect.ts';
import { takeTombstone } from './tombstones.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const WalkSchema = v.object({
  version: v.literal(1),
  state: v.picklist(['running', 'paused', 'done']),
  /** Number of the issue to look at next. */
  next: Count,
  /** Issues met so far. */
  found: Count,
  /** Numbers without an issue, since the last one found. */
  missing: Count,
  marked: Count,
  /** Issues of the project when the walk began. */
  total: Count,
  startedAt: Count,
  endedAt: v.nullable(Count),
});
export type Walk = v.InferOutput<typeof WalkSchema>;

export type WalkName = 'importState' | 'checkState';

export function readWalk(project: ProjectHandle, name: WalkName): Walk | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), WalkSchema), project.document(name));
  return parsed.success ? parsed.output : null;
}

export function writeWalk(project: ProjectHandle, name: WalkName, walk: Walk): void {
  project.record({ [name]: JSON.stringify(walk) });
}

/** From the first issue on; what stands on the board as it should is passed over. */
export function newWalk(execution: Execution, project: ProjectHandle): Walk {
  return {
    version: 1,
    state: 'running',
    next: 1,
    found: 0,
    missing: 0,
    marked: 0,
    total: project.issueCount(),
    startedAt: execution.now,
    endedAt: null,
  };
}

/** So many numbers in a row without an issue end a walk once every issue has been found, and anyway. */
const ENOUGH_MISSING = 300;
const FAR_TOO_MANY_MISSING = 10_000;

export interface Walker {
  /** The next issue that was marked; null at the end, and when `limit` numbers have been looked at. */
  next(): IssueHandle | null;
  readonly walk: Walk;
}

/**
 * @param limit numbers looked at in this execution.
 * @param visit sees every issue on the way.
 */
export function walker(
  execution: Execution,
  project: ProjectHandle,
  start: Walk,
  limit: number,
  visit: (issue: IssueHandle) => void = () => undefined,
): Walker {
  const inspector = inspectorOf(execution, project);
  const { queueId } = project.facts();
  let walk = start;
  let looked = 0;
  return {
    next() {
      while (walk.state === 'running' && looked < limit && queueId !== null) {
        looked += 1;
        const issue = execution.issueByKey(`${project.key}-${walk.next}`);
        walk = { ...walk, next: walk.next + 1 };
        if (issue === null) {
          walk = { ...walk, missing: walk.missing + 1 };
          if (isAtEnd(walk, project)) walk = { ...walk, state: 'done', endedAt: execution.now };
          continue;
        }
        walk = { ...walk, missing: 0, found: walk.found + 1 };
        visit(issue);
        const need = needOf(execution, inspector, issue, queueId);
        if (need === 'nothing') continue;
        if (need === 'send') walk = { ...walk, marked: walk.marked + 1 };
        issue.adopt(execution.externalIds);
        issue.record(changed(execution.newId(), queueId));
        return issue;
      }
      return null;
    },
    get walk() {
      return walk;
    },
  };
}

/** An issue that was created behind the walk is never met: waiting for it would hold up the next round for hours. */
function isAtEnd({ missing, found, total }: Walk, project: ProjectHandle): boolean {
  if (missing % ENOUGH_MISSING !== 0) return false;
  return missing >= FAR_TOO_MANY_MISSING || found >= Math.min(total, project.issueCount());
}

/**
 * What nobody has marked although it should be. `settle`: only the facts on the issue are behind, no call is needed.
 * An issue that cannot be read is left alone.
 */
export function needOf(
  execution: Execution,
  inspector: Inspector,
  issue: IssueHandle,
  queueId: string,
): 'nothing' | 'settle' | 'send' {
  return guarded(
    `looking at ${issue.key}`,
    () => {
      const facts = issue.delivery();
      if (!issue.isReported || facts.queue === queueId || isInFlight(facts, execution.now)) return 'nothing';
      if (!issue.isOwner()) {
        return inspector.inspect(issue, UNTOUCHED).step.kind === 'settle' ? 'settle' : 'send';
      }
      if (takeTombstone(issue.project, facts.externalId)) {
        issue.record({ ackedHash: null });
        return 'send';
      }
      const { step, content } = inspector.inspect(issue, facts);
      if (facts.failure !== null && step.kind === 'upsert') {
        return content === null || content.hash === facts.sent?.hash ? 'nothing' : 'send';
      }
      if (step.kind !== 'settle') return 'send';
      return isDirty(facts) ? 'settle' : 'nothing';
    },
    () => 'nothing',
  );
}
