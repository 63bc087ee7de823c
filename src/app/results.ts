/** Takes results in from Ducalis and keeps them on the issue. Items of another source are nobody's business here. */
import { type IssueResult, parseInboundResults } from '../ducalis/answers.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { Refusal } from './failure.ts';

/** @returns how many results belong to an issue of this project and are not older than what is kept. */
export function takeIn(
  execution: Execution,
  project: ProjectHandle,
  results: readonly IssueResult[],
): number {
  const source = execution.storage().instanceId;
  let taken = 0;
  for (const result of results) {
    if (source === null || result.source !== source) continue;
    const issue = execution.issueByExternalId(result.externalId);
    if (issue === null || issue.project.key !== project.key || issue.delivery().boardId === null) continue;
    if (result.updatedAt < (issue.results().scoredAt ?? 0)) continue;
    issue.recordResults({
      totalScore: result.totalScore,
      priority: result.priority,
      isTopPriority: result.isTopPriority,
      votingPercent: result.votingPercent,
      isFinal: result.isFinal,
      alignment: result.alignment,
      criteriaScores: JSON.stringify(result.criteria),
      scoredAt: result.updatedAt,
    });
    if (result.url !== null) issue.record({ ducalisUrl: result.url });
    taken += 1;
  }
  return taken;
}

/**
 * Takes in what Ducalis posts by itself.
 *
 * @throws Refusal for a body that is not a list of items; a single malformed item is ignored.
 */
export function takeInbound(
  execution: Execution,
  project: ProjectHandle,
  body: string,
): { readonly accepted: number; readonly ignored: number } {
  const parsed = parseInboundResults(body);
  if (parsed === undefined) throw new Refusal('request-malformed', 400);
  const accepted = takeIn(execution, project, parsed.results);
  return { accepted, ignored: parsed.count - accepted };
}
