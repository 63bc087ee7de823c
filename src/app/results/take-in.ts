/** Takes results in from Ducalis and keeps them on the issue. Items of another source are ignored. */
import { changed, isDirty, isInFlight, outranked } from '../../domain/delivery.ts';
import type { IssueResult } from '../../ducalis/answers.ts';
import type {
  Chance,
  Clock,
  IssueHandle,
  Issues,
  ProjectFacts,
  ProjectHandle,
  Storage,
} from '../../youtrack/ports.ts';
import type { ResultFacts } from '../../youtrack/result-facts.ts';
import { guarded } from '../calling/guarded.ts';
import { readConfiguration } from '../stored/configuration.ts';

type Taking = Clock & Chance & Pick<Storage, 'storage'> & Pick<Issues, 'issueByExternalId'>;

/** @returns how many results belong to an issue of this project and are not older than what is kept. */
export function takeIn(execution: Taking, project: ProjectHandle, results: readonly IssueResult[]): number {
  const source = execution.storage().instanceId;
  const facts = project.facts();
  const read = readConfiguration(project);
  const hasTargets = read.kind === 'read' && (read.value.results ?? []).length > 0;
  const take = (result: IssueResult): boolean => {
    if (result.source !== source) return false;
    const issue = execution.issueByExternalId(result.externalId);
    if (issue === null || !isOnBoard(issue, project, facts)) return false;
    // A clock that runs ahead would shut out every result until that time has come.
    const scoredAt = Math.min(result.updatedAt, execution.now);
    if (scoredAt < (issue.results().scoredAt ?? 0)) return false;
    const isNews = keep(issue, result, scoredAt);
    if (isNews && hasTargets) {
      issue.recordResults({ resultsQueue: facts.queueId, resultsQueuedAt: execution.now });
    }
    sendAgainIfLost(execution, issue, facts, result.revision);
    return true;
  };
  // One that YouTrack does not let be kept must not hold up the others, nor the round that brought it.
  return results.filter((result) =>
    guarded(
      'taking in a result',
      () => take(result),
      () => false,
    ),
  ).length;
}

function isOnBoard(issue: IssueHandle, project: ProjectHandle, { boardId }: ProjectFacts): boolean {
  return boardId !== null && issue.project.key === project.key && issue.delivery().boardId === boardId;
}

/** What a field can show of a result, besides its address and the criteria. */
const SHOWN = [
  'totalScore',
  'priority',
  'isTopPriority',
  'votingPercent',
  'isFinal',
  'alignment',
] as const satisfies readonly (keyof ResultFacts & keyof IssueResult)[];

/** @returns whether anything that a field could show is new. */
function keep(issue: IssueHandle, result: IssueResult, scoredAt: number): boolean {
  const kept = issue.results();
  const { ducalisUrl } = issue.delivery();
  const { totalScore, priority, isTopPriority, votingPercent, isFinal, alignment, criteria } = result;
  const url = result.url ?? ducalisUrl;
  issue.recordResults({
    totalScore,
    priority,
    isTopPriority,
    votingPercent,
    isFinal,
    alignment,
    criteria,
    scoredAt,
  });
  issue.record({ ducalisUrl: url });
  return (
    url !== ducalisUrl ||
    JSON.stringify(criteria) !== JSON.stringify(kept.criteria) ||
    SHOWN.some((name) => result[name] !== kept[name])
  );
}

/**
 * Ducalis tells the revision it holds. A greater one than was ever sent, or a smaller one than it has acknowledged,
 * means that one of the two was restored from a backup: the issue is sent again, as something newer than both.
 */
function sendAgainIfLost(
  execution: Clock & Chance,
  issue: IssueHandle,
  { queueId }: ProjectFacts,
  revision: number | null,
): void {
  const facts = issue.delivery();
  const { sent } = facts;
  if (queueId === null || revision === null || sent === null || isInFlight(facts, execution.now)) return;
  const again = { ...changed(facts, execution.newId(), queueId), ackedHash: null };
  if (revision > sent.revision) issue.record({ ...again, ...outranked(facts, revision) });
  else if (revision < sent.revision && facts.queue === null && !isDirty(facts)) issue.record(again);
}
