/** The phase *sending*: the next call for what a project has queued. Each answer leads back here. */
import { claim, departuresLeft, nextRevision } from '../../domain/delivery.ts';
import { leavesWith } from '../../domain/departure.ts';
import { removeIssue, sendIssues } from '../../ducalis/requests.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { type Call, call, DONE, later, type Next, type Turn } from '../calling/next.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { journalize } from '../stored/journal.ts';
import { collect } from './collect.ts';
import { leavingPayload } from './departures.ts';
import { choose, type Leaving, type Prepared } from './lanes.ts';

export function sendQueued({ execution, project }: Turn): Next {
  const read = readConfiguration(project);
  if (read.kind !== 'read') return DONE;
  const { lanes, dueAt } = collect(execution, project);
  const batch = choose(lanes, execution.hop);
  if (batch?.kind === 'upserts') return sendUpserts(execution, project, read.value.board.id, batch.items);
  if (batch?.kind === 'departure') return sendRemoval(execution, batch.leaving);
  return dueAt === null ? DONE : later(dueAt);
}

function sendUpserts(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  items: readonly Prepared[],
): Call {
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
  return call(execution, request, 'onReceipts', { id: batch });
}

function sendRemoval(execution: Execution, { issue, facts, departure }: Leaving): Call {
  const { board, externalId } = departure;
  const { now } = execution;
  const id = execution.newId();
  const revision = nextRevision(facts, now, execution.random());
  issue.record(departuresLeft(facts, leavesWith(facts.departures, board, { call: id, revision, now })));
  const payload = leavingPayload.write({ board, issue: facts.externalId ?? externalId });
  return call(execution, removeIssue(board, externalId, revision), 'onDepartureAnswer', { id, payload });
}
