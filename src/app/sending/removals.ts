/** The removal of several issues that leave a board: one call, and Ducalis' receipt for each of them. */
import * as v from 'valibot';
import { departuresLeft, nextRevision } from '../../domain/delivery.ts';
import { type Departure, isAnswerTo, leavesWith, leavesWithFewer } from '../../domain/departure.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { BulkReceipt } from '../../ducalis/answers.ts';
import { removalItem } from '../../ducalis/requests.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, type Call, goTo, call as makeCall, type Onward } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { onwardFrom, settle } from '../calling/verdict.ts';
import type { Inspector } from '../inspection/inspect.ts';
import { noteRemovingSingly, removesSingly } from '../stored/capabilities.ts';
import { journalize } from '../stored/journal.ts';
import { noteTry, readLane } from '../stored/lanes.ts';
import { bulkRequest } from './bulk.ts';
import { failureOf, isDoubtful, putOff, sendRemoval, takeOff } from './departures.ts';
import { leavingToo } from './leaving.ts';
import type { Leaving } from './parcels.ts';
import { meaningOf, receivedTogether } from './removal-answers.ts';

/** `issues`: their external ids now, each of which may be another than the one it leaves with. */
const removalsPayload = payloadOf(v.object({ board: v.string(), issues: v.array(v.string()) }));

/**
 * Whatever may leave the board with that issue does so in the same call. What has failed goes alone, first by a call of
 * its own, whose answer says more, then by each kind of call in turns: a gateway may stop one and let the other pass.
 */
export function sendRemovals(
  execution: Execution,
  project: ProjectHandle,
  inspectorFor: (project: ProjectHandle) => Inspector,
  first: Leaving,
): Call {
  const { board, attempts } = first.departure;
  const isSingle = removesSingly(execution, board);
  if (!isSingle && attempts > 0 && attempts % 2 === 0) return sendTogether(execution, [first]);
  const others =
    isSingle || isDoubtful(execution, first) ? [] : leavingToo(execution, project, inspectorFor, first);
  return others.length === 0 ? sendRemoval(execution, first) : sendTogether(execution, [first, ...others]);
}

function sendTogether(execution: Execution, leaving: readonly [Leaving, ...Leaving[]]): Call {
  const [{ departure }] = leaving;
  const { board } = departure;
  const { now } = execution;
  const id = execution.newId();
  noteTry(execution, readLane(execution, { kind: 'removals', board }));
  const items = leaving.map(({ issue, facts, departure: { externalId } }) => {
    const revision = nextRevision(facts, now, execution.random());
    issue.record(departuresLeft(facts, leavesWith(facts.departures, board, { call: id, revision, now })));
    return removalItem(externalId, revision);
  });
  const issues = leaving.map(({ facts, departure: { externalId } }) => facts.externalId ?? externalId);
  const request = bulkRequest(execution, board, items);
  const payload = removalsPayload.write({ board, issues });
  const isAwaited = !isDoubtful(execution, leaving[0]);
  return makeCall(execution, request, 'onRemovals', { id, payload, isAwaited });
}

/** An issue of the call whose task is still the one that the call was made for. */
interface Carried {
  readonly issue: IssueHandle;
  readonly departure: Departure;
}

export function takeRemovals({ execution, project, answer, call, epoch, payload }: Answered): Onward {
  const told = removalsPayload.read(payload);
  if (told === null) return goTo('sending');
  const { board } = told;
  const carried = told.issues.flatMap((id): Carried[] => {
    const issue = execution.issueByExternalId(id);
    const departures = issue?.delivery().departures ?? [];
    const departure = departures.find((one) => isAnswerTo([one], board, call));
    return issue === null || departure === undefined ? [] : [{ issue, departure }];
  });
  const ids = carried.map(({ departure }) => departure.externalId);
  const { verdict, byId } = receivedTogether(execution, answer, board, ids);
  if (verdict.outcome.kind === 'done') takeEach(execution, project, { board, carried, byId });
  else takeNone(execution, project, verdict.outcome, { board, carried, size: told.issues.length });
  const isAgain = told.issues.length === 1 && carried.some(({ departure }) => departure.attempts > 0);
  const charged = isAgain ? 'lane-again' : 'lane';
  settle(execution, project, verdict, { lane: { kind: 'removals', board }, epoch, charged });
  return onwardFrom(verdict, board);
}

/** @param of `size` of the call. */
function takeNone(
  execution: Execution,
  project: ProjectHandle,
  outcome: Outcome,
  { board, carried, size }: Pick<Taken, 'board' | 'carried'> & { readonly size: number },
): void {
  const failure = failureOf(outcome, undefined);
  for (const { issue } of carried) {
    if (size > 1 && failure.counts) {
      const facts = issue.delivery();
      issue.record(departuresLeft(facts, leavesWithFewer(facts.departures, board, size)));
      continue;
    }
    const attempt = putOff(execution, board, issue, failure);
    if (size === 1) journalize(execution, project, 'retried', [issue.key], { attempt });
  }
}

interface Taken {
  readonly board: string;
  readonly carried: readonly Carried[];
  readonly byId: ReadonlyMap<string, BulkReceipt>;
}

function takeEach(execution: Execution, project: ProjectHandle, { board, carried, byId }: Taken): void {
  const removed: IssueHandle[] = [];
  const failed: string[] = [];
  let attempt = 0;
  for (const { issue, departure } of carried) {
    const receipt = byId.get(departure.externalId);
    const meaning = meaningOf(departure.revision, receipt);
    if (meaning === 'off') {
      removed.push(issue);
      continue;
    }
    const counts = meaning === 'failed';
    const held = receipt?.revision ?? 0;
    attempt = Math.max(attempt, putOff(execution, board, issue, { counts, afterMs: null, held }));
    if (counts) failed.push(issue.key);
    else noteRemovingSingly(execution, board);
  }
  takeOff(execution, project, board, removed);
  if (failed.length > 0) journalize(execution, project, 'retried', failed, { attempt });
}
