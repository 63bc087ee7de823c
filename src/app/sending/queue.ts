/** Where the issues come from that may be sent: the queue, those that were put off until now, and an import. */

import { type DeliveryFacts, waitsUntil } from '../../domain/delivery.ts';
import { hasRecoveredSince, type Lane } from '../../domain/lane.ts';
import { earlier } from '../../domain/times.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { walker } from '../inspection/walker.ts';
import { queueResults } from '../results/apply.ts';
import { journalizeCount } from '../stored/journal.ts';
import { readWalk, writeWalk } from '../stored/walk.ts';

/** Issues looked at first, and at most: a long queue is read no further than needed. */
export const SCANS = [300, 3_000] as const;

/** Numbers looked at for an import in one transaction. */
const IMPORT_STEP = 500;

export function* queued(execution: Execution, project: ProjectHandle): Generator<IssueHandle> {
  const { queueId } = project.facts();
  if (queueId === null) return;
  yield* inSteps(SCANS, (limit) => execution.queuedIssues(queueId, limit));
}

/** Looks further only when the first few were not enough, and at no issue twice. @param limits ascending. */
export function* inSteps(
  limits: readonly number[],
  find: (limit: number) => readonly IssueHandle[],
): Generator<IssueHandle> {
  const seen = new Set<string>();
  for (const limit of limits) {
    const found = find(limit);
    for (const issue of found) {
      if (seen.has(issue.key)) continue;
      seen.add(issue.key);
      yield issue;
    }
    if (found.length < limit) return;
  }
}

/** Issues that are put off, looked at for those whose time has come, and how many of these there may be at once. */
const PUT_OFF_LOOKED_AT = 3_000;
const MOST_BACK_AT_ONCE = 100;

/** `next`: when the first of the others may be tried; null: there is none. */
export function putOffUntilNow(
  execution: Execution,
  project: ProjectHandle,
  lane: Lane,
): { readonly issues: readonly IssueHandle[]; readonly next: number | null } {
  const { queueId } = project.facts();
  if (queueId === null) return { issues: [], next: null };
  const issues: IssueHandle[] = [];
  let next: number | null = null;
  for (const issue of execution.putOffIssues(queueId, PUT_OFF_LOOKED_AT)) {
    if (issues.length === MOST_BACK_AT_ONCE) break;
    const wait = waitsUntil(issue.retryAt(), execution.now);
    if (wait === null || (lane.recoveredAt !== null && isFreed(issue.delivery(), lane))) issues.push(issue);
    else next = earlier(next, wait);
  }
  return { issues, next };
}

/** Marks what an import that is under way meets, and hands it on. */
export function importMore(
  execution: Execution,
  project: ProjectHandle,
  consider: (issue: IssueHandle) => void,
  isEnough: () => boolean,
): void {
  const start = readWalk(project, 'importState');
  if (start?.state !== 'running' || isEnough()) return;
  const walk = walker(execution, project, start, IMPORT_STEP, (issue) => queueResults(execution, issue));
  for (let issue = walk.next(); issue !== null; issue = isEnough() ? null : walk.next()) consider(issue);
  writeWalk(project, 'importState', walk.walk);
  if (walk.walk.state === 'done') journalizeCount(execution, project, 'imported', walk.walk.marked);
}

/** When the issue may be tried again; null: now. */
export function retryTime(facts: DeliveryFacts, lane: Lane, now: number): number | null {
  return isFreed(facts, lane) ? null : waitsUntil(facts.retryAt, now);
}

/** What failed in trouble that is over is tried again at once. */
function isFreed({ sent }: DeliveryFacts, lane: Lane): boolean {
  return hasRecoveredSince(lane, sent?.at ?? 0);
}
