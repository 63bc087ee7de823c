/** Sends what a project has queued, one call at a time; each answer makes the next call. */
import { claim, nextRevision } from '../domain/delivery.ts';
import { removeIssue, sendIssues } from '../ducalis/requests.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { type Batch, nextBatch } from './batch.ts';
import { scheduleDrain } from './change.ts';
import { readConfiguration } from './configuration.ts';
import { permitToCall } from './connection.ts';
import { journalize } from './journal.ts';

/** The async function `drain`. */
export function drain(execution: Execution): void {
  const carried = execution.carried();
  if (carried !== null) sendNext(execution, carried.project);
}

/** Makes the next call, or schedules the next drain, or ends the chain: the last act of an execution. */
export function sendNext(execution: Execution, project: ProjectHandle): void {
  const permit = permitToCall(execution, project);
  if (permit.kind === 'wait') scheduleDrain(execution, project, permit.until);
  if (permit.kind !== 'go') return;
  const batch = nextBatch(execution, project);
  if (batch.kind === 'upserts') sendUpserts(execution, project, batch);
  else if (batch.kind === 'removal') sendRemoval(execution, project, batch);
  else if (batch.dueAt !== null) scheduleDrain(execution, project, batch.dueAt);
}

function sendUpserts(
  execution: Execution,
  project: ProjectHandle,
  { items }: Extract<Batch, { kind: 'upserts' }>,
): void {
  const read = readConfiguration(project);
  if (read.kind !== 'read') return;
  const board = read.configuration.board.id;
  const batch = execution.newId();
  for (const { issue, facts, revision, hash } of items) {
    issue.record(claim(facts, { now: execution.now, batch, board, revision, hash }));
  }
  journalize(
    execution,
    project,
    'pushed',
    items.map(({ issue }) => issue.key),
  );
  const texts = items.map(({ json }) => json);
  const request = sendIssues(board, texts, execution.digest(texts.join('\n')));
  execution.send(request, 'acknowledge', { project, batch });
}

function sendRemoval(
  execution: Execution,
  project: ProjectHandle,
  { issue, facts, from }: Extract<Batch, { kind: 'removal' }>,
): void {
  const batch = execution.newId();
  const revision = nextRevision(facts, execution.now, execution.random());
  issue.record(claim(facts, { now: execution.now, batch, board: from, revision, hash: null }));
  const request = removeIssue(from, facts.externalId ?? '', revision);
  execution.send(request, 'acknowledgeRemoval', { project, batch });
}
