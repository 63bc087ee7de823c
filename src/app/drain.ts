/** Sends what a project has queued, one call at a time; each answer makes the next call. */
import type { Sending } from '../domain/delivery.ts';
import { claim, nextRevision } from '../domain/delivery.ts';
import { removeIssue, sendIssues } from '../ducalis/requests.ts';
import type { Carried, Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { nextBatch } from './batch.ts';
import { readConfiguration } from './configuration.ts';
import { permitToCall } from './connection.ts';

/** The async function `drain`. */
export function drain(execution: Execution): void {
  const carried = execution.carried();
  if (carried !== null) sendNext(execution, carried.project);
}

/** Makes the next call, or schedules the next drain, or ends the chain: the last act of an execution. */
export function sendNext(execution: Execution, project: ProjectHandle): void {
  const permit = permitToCall(execution, project);
  const read = readConfiguration(project);
  if (permit.kind === 'wait') drainLater(execution, project, permit.until);
  if (permit.kind !== 'go' || read.kind !== 'read') return;

  project.ensureAnchor();
  const batch = nextBatch(execution, project, read.configuration);
  if (batch.kind === 'nothing') {
    if (batch.dueAt !== null) drainLater(execution, project, batch.dueAt);
    return;
  }
  const board = read.configuration.board.id;
  const sending = { now: execution.now, batch: execution.newId() };
  if (batch.kind === 'removal') {
    const from = batch.facts.boardId ?? board;
    const revision = nextRevision(batch.facts, execution.now);
    batch.issue.record(
      claim(batch.facts, { ...sending, board: from, revision, hash: null } satisfies Sending),
    );
    const request = removeIssue(from, batch.facts.externalId ?? '', revision);
    execution.send(request, 'acknowledge', carriedBy(execution, project, sending.batch, 'removal'));
    return;
  }
  for (const { issue, facts, revision, hash } of batch.items) {
    issue.record({
      ...claim(facts, { ...sending, board, revision, hash } satisfies Sending),
      excludedBy: null,
    });
  }
  const items = batch.items.map((item) => item.json);
  execution.send(
    sendIssues(board, items, execution.digest(items.join('\n'))),
    'acknowledge',
    carriedBy(execution, project, sending.batch, 'upsert'),
  );
}

function carriedBy(
  execution: Execution,
  project: ProjectHandle,
  batch: string,
  kind: 'upsert' | 'removal',
): Carried {
  return { project, batch, kind, epoch: execution.storage().connectionEpoch ?? 0 };
}

function drainLater(execution: Execution, project: ProjectHandle, at: number): void {
  execution.schedule('drain', Math.max(0, at - execution.now), 'drain:later', { project });
}
