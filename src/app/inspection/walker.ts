/** Walks through all issues of a project by their numbers, and marks those that Ducalis should hear of. */
import { changed, removedThere, sentAgain } from '../../domain/delivery.ts';
import type { Chance, Clock, Digest, IssueHandle, Issues, ProjectHandle } from '../../youtrack/ports.ts';
import { removeTombstone } from '../stored/tombstones.ts';
import type { Walk } from '../stored/walk.ts';
import { lostIssues } from './gone.ts';
import { inspectorOf } from './inspect.ts';
import { needOf } from './need.ts';

/** So many numbers in a row without an issue end a walk once every issue has been found, and anyway. */
const ENOUGH_MISSING = 300;
const FAR_TOO_MANY_MISSING = 10_000;

/**
 * Issues that somebody has deleted in Ducalis are listed as waiting for a person up to here. More at once were not
 * deleted one by one: the board was emptied, or put back as it was some time ago, and *Health* says so in one line.
 */
export const MOST_LISTED_AS_LOST = 100;

export interface Walker {
  /** Marks the next issue that needs it; null at the end, and when `limit` numbers have been looked at. */
  next(): IssueHandle | null;
  readonly walk: Walk;
  /** Readable ids of the issues that wait for a person from now on, because Ducalis has them no more. */
  readonly lost: readonly string[];
}

/**
 * @param limit numbers looked at in this execution.
 * @param visit sees every issue on the way.
 */
export function walker(
  execution: Clock & Chance & Digest & Issues,
  project: ProjectHandle,
  start: Walk,
  limit: number,
  visit: (issue: IssueHandle) => void = () => undefined,
): Walker {
  const inspector = inspectorOf(execution, project);
  const isLost = lostIssues(execution, project);
  const { queueId } = project.facts();
  const lost: string[] = [];
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
        if (need === 'nothing' && isLost(issue)) {
          walk = { ...walk, lost: walk.lost + 1 };
          if (!walk.bringsBack) {
            if (walk.lost <= MOST_LISTED_AS_LOST && listAsLost(issue, queueId)) lost.push(issue.key);
            continue;
          }
          walk = { ...walk, marked: walk.marked + 1 };
          issue.record(sentAgain(issue.lastMark(), execution.newId(), queueId));
          return issue;
        }
        if (need === 'nothing') {
          letBeMarked(issue);
          continue;
        }
        if (need !== 'settle') walk = { ...walk, marked: walk.marked + 1 };
        const { externalId } = issue.own();
        if (need === 'restored' && externalId !== null) removeTombstone(issue.project, externalId);
        const mark = need === 'restored' ? sentAgain : changed;
        issue.record(mark(issue.lastMark(), execution.newId(), queueId));
        return issue;
      }
      return null;
    },
    get walk() {
      return walk;
    },
    lost,
  };
}

/** @returns false for one that is listed already. */
function listAsLost(issue: IssueHandle, queueId: string): boolean {
  const patch = removedThere(issue.delivery(), queueId);
  if (patch !== null) issue.record(patch);
  return patch !== null;
}

/** An issue of version 0.1 has no value where nothing is queued: an edit could not mark it. */
function letBeMarked(issue: IssueHandle): void {
  if (issue.isOwner() && !issue.isMarkable()) issue.record({ queue: issue.delivery().queue });
}

/** An issue that was created behind the walk is never met: waiting for it would hold up the next round for hours. */
function isAtEnd({ missing, found, total }: Walk, project: ProjectHandle): boolean {
  if (missing % ENOUGH_MISSING !== 0) return false;
  return missing >= FAR_TOO_MANY_MISSING || found >= Math.min(total, project.issueCount());
}
