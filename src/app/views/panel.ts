/** What the issue widget shows: where the issue stands on its way to Ducalis, and what Ducalis thinks of it. */

import { type DeliveryFacts, isDirty, nextTry, REMOVED_THERE } from '../../domain/delivery.ts';
import { nextDue } from '../../domain/departure.ts';
import { preferBoard, readSyncBack } from '../../domain/sync-back.ts';
import { safeUrl } from '../../ducalis/answers.ts';
import type { Panel, Result } from '../../shared/api.ts';
import { type ErrorCode, isErrorCode } from '../../shared/error-codes.ts';
import type { Execution, IssueHandle } from '../../youtrack/ports.ts';
import { waitOf } from '../calling/permit.ts';
import { CONNECTION } from '../calling/verdict.ts';
import { lostIssues } from '../inspection/gone.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { type ConfigurationRead, readConfiguration } from '../stored/configuration.ts';

export function panelOf(execution: Execution, issue: IssueHandle): Panel {
  const facts = issue.delivery();
  const read = readConfiguration(issue.project);
  const board = read.kind === 'read' ? read.value.board : null;
  const status = statusOf(execution, issue, facts, read.kind);
  const isRemoved = status.state === 'failed' && status.reason === REMOVED_THERE;
  const isHidden = status.state === 'not-connected' || status.state === 'excluded' || isRemoved;
  return {
    status,
    board,
    result: isHidden ? null : (keptResult(issue) ?? syncBackResult(execution, issue, board?.emoji ?? null)),
    ducalisUrl: isHidden ? null : safeUrl(facts.ducalisUrl),
    syncedAt: isHidden ? null : facts.ackedAt,
    canRetry:
      (status.state === 'failed' || status.state === 'sending' || status.state === 'not-pushed') &&
      issue.project.permits(execution.viewer, 'UPDATE_ISSUE'),
  };
}

function statusOf(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  configuration: ConfigurationRead['kind'],
): Panel['status'] {
  const project = issue.project.facts();
  const storage = execution.storage();
  if (project.connected !== true || project.leaving === true) return { state: 'not-connected' };
  if (configuration === 'newer') return { state: 'suspended', reason: 'configuration-newer' };
  if (configuration === 'malformed') return { state: 'suspended', reason: 'configuration-damaged' };
  if (!execution.hasDucalisToken) return { state: 'suspended', reason: 'token-missing' };
  if (storage.connectionState === 'suspended') {
    return { state: 'suspended', reason: known(storage.connectionReason ?? '', 'token-rejected') };
  }
  if (project.suspendedReason !== null) {
    return { state: 'suspended', reason: known(project.suspendedReason, 'unexpected') };
  }
  if (readCapabilities(execution).push === 'unsupported') return { state: 'push-unsupported' };
  const isLeaving = facts.departures.length > 0;
  if (facts.excludedBy !== null && facts.queue === null && !isLeaving) {
    return { state: 'excluded', by: facts.excludedBy === 'restricted' ? 'restricted' : 'filter' };
  }
  if (facts.failure !== null) {
    const reason = known(facts.failure, 'issue-rejected');
    const retryAt = nextTry(facts, execution.now);
    return { state: 'failed', reason, detail: facts.failureDetail, retryAt };
  }
  if (facts.queue !== null || (isLeaving && facts.boardId === null)) {
    const ownTry = facts.queue === null ? nextDue(facts.departures, execution.now) : facts.retryAt;
    const lane = { kind: 'upserts', board: project.boardId ?? '' } as const;
    const retryAt = Math.max(ownTry ?? 0, waitOf(execution, CONNECTION), waitOf(execution, lane));
    const isWaiting = retryAt > execution.now;
    return {
      state: 'sending',
      retryAt: isWaiting ? retryAt : null,
      reason: isWaiting ? 'ducalis-unreachable' : null,
    };
  }
  if (facts.ackedAt === null || isDirty(facts)) return { state: 'not-pushed' };
  // The check marks it, unless there are very many.
  if (lostIssues(execution, issue.project)(issue)) {
    return { state: 'failed', reason: REMOVED_THERE, detail: null, retryAt: null };
  }
  return { state: 'synced' };
}

function known(code: string, otherwise: ErrorCode): ErrorCode {
  return isErrorCode(code) ? code : otherwise;
}

function keptResult(issue: IssueHandle): Result | null {
  const kept = issue.results();
  if (kept.scoredAt === null) return null;
  return {
    priority: kept.priority,
    isTopPriority: kept.isTopPriority === true,
    totalScore: kept.totalScore,
    votingPercent: kept.votingPercent,
    isFinal: kept.isFinal === true,
    alignment: kept.alignment,
    criteria: kept.criteria.map(({ name, kind, score }) => ({ name, kind, score })),
    scoredAt: kept.scoredAt,
    source: 'board',
  };
}

/** @param emoji of the project's board: several boards may write into one project. */
function syncBackResult(execution: Execution, issue: IssueHandle, emoji: string | null): Result | null {
  const found = preferBoard(readSyncBack(issue.syncBackFields(execution.viewer)), emoji);
  if (found === undefined) return null;
  const { emoji: _board, criteria, ...result } = found;
  const unknown = criteria.map((criterion) => ({ ...criterion, kind: null }));
  return { ...result, criteria: unknown, scoredAt: null, source: 'sync-back' };
}
