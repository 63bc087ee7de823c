/** Tells which issues of a project Ducalis had and does not list any more: somebody has deleted them there. */
import { type DeliveryFacts, isAtRestOn, REMOVED_THERE } from '../../domain/delivery.ts';
import { isMember } from '../../domain/membership.ts';
import type { Clock, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { isGoneFrom, readListed } from '../stored/listed.ts';

/** Whether Ducalis has lost an issue that it had. */
export type LostIssues = (issue: IssueHandle) => boolean;

/** What all issues of a project share is read once. */
export function lostIssues(execution: Clock, project: ProjectHandle): LostIssues {
  const { boardId } = project.facts();
  if (boardId === null || !isMember(project.facts())) return () => false;
  const listed = readListed(project);
  return (issue) => {
    const facts = issue.delivery();
    if (!isAtRestOn(facts, boardId)) return false;
    if (facts.failure !== null) return facts.failure === REMOVED_THERE;
    const storedAt = storedSince(facts);
    const number = numberIn(issue.key);
    return storedAt !== null && isGoneFrom(listed, { board: boardId, number, storedAt }, execution);
  };
}

/** Null: Ducalis has not acknowledged what was sent last. */
function storedSince({ ackedAt, ackedHash }: DeliveryFacts): number | null {
  return ackedHash === null ? null : ackedAt;
}

/** @param key readable id. */
export function numberIn(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}
