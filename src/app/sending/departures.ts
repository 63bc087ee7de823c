/** The removal of an issue that leaves a board: one call, and Ducalis' answer to it. */
import * as v from 'valibot';
import { departuresLeft, nextRevision } from '../../domain/delivery.ts';
import { isAnswerTo, leavesLater, leavesWith, without } from '../../domain/departure.ts';
import { isInTrouble } from '../../domain/lane.ts';
import { concernsConnection, type Outcome } from '../../domain/outcome.ts';
import { parseRevision } from '../../ducalis/answers.ts';
import { removeIssue } from '../../ducalis/requests.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, type Call, goTo, call as makeCall, type Onward } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { onwardFrom, settle } from '../calling/verdict.ts';
import { journalize } from '../stored/journal.ts';
import { noteTry, readLane } from '../stored/lanes.ts';
import type { Leaving } from './parcels.ts';
import { removalVerdict } from './removal-answers.ts';

/** `issue`: its external id now, which may be another than the one it leaves with. */
const leavingPayload = payloadOf(v.object({ board: v.string(), issue: v.string() }));

/** Whether the removal may fail again. */
export function isDoubtful(execution: Execution, { departure: { board, attempts } }: Leaving): boolean {
  return attempts > 0 || isInTrouble(readLane(execution, { kind: 'removals', board }));
}

export function sendRemoval(execution: Execution, leaving: Leaving): Call {
  const { issue, facts, departure } = leaving;
  const isAwaited = !isDoubtful(execution, leaving);
  const { board, externalId } = departure;
  const { now } = execution;
  const id = execution.newId();
  noteTry(execution, readLane(execution, { kind: 'removals', board }));
  const revision = nextRevision(facts, now, execution.random());
  issue.record(departuresLeft(facts, leavesWith(facts.departures, board, { call: id, revision, now })));
  const payload = leavingPayload.write({ board, issue: facts.externalId ?? externalId });
  const request = removeIssue(board, externalId, revision);
  return makeCall(execution, request, 'onDepartureAnswer', { id, payload, isAwaited });
}

/** A removal that fails waits by itself: it concerns that issue on that board. */
export function takeDepartureAnswer({ execution, project, answer, call, epoch, payload }: Answered): Onward {
  const leaving = leavingPayload.read(payload);
  if (leaving === null) return goTo('sending');
  const { board } = leaving;
  const verdict = removalVerdict(execution, answer, board);
  const { outcome } = verdict;
  const issue = execution.issueByExternalId(leaving.issue);
  let isNew = true;
  if (issue !== null) {
    const { departures } = issue.delivery();
    isNew = departures.find((one) => one.board === board)?.attempts === 0;
    if (isAnswerTo(departures, board, call)) {
      if (outcome.kind === 'done') takeOff(execution, project, board, [issue]);
      else {
        const attempt = putOff(execution, board, issue, failureOf(outcome, parseRevision(answer)));
        journalize(execution, project, 'retried', [issue.key], { attempt });
      }
    }
  }
  settle(execution, project, verdict, {
    lane: { kind: 'removals', board },
    epoch,
    charged: isNew ? 'lane' : 'lane-again',
  });
  return onwardFrom(verdict, board);
}

/** Issues are off the board. */
export function takeOff(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  issues: readonly IssueHandle[],
): void {
  for (const issue of issues) {
    const facts = issue.delivery();
    issue.record(departuresLeft(facts, without(facts.departures, board)));
  }
  if (issues.length === 0) return;
  journalize(
    execution,
    project,
    'removed',
    issues.map(({ key }) => key),
  );
}

/** Why a removal did not pass. */
interface RemovalFailure {
  /** It is charged to the issue. */
  readonly counts: boolean;
  /** The least wait that was asked for, in milliseconds. */
  readonly afterMs: number | null;
  /** The revision that Ducalis says it holds; 0: it does not say. */
  readonly held: number;
}

/** @param held as Ducalis says, if it does. */
export function failureOf(outcome: Outcome, held: number | undefined): RemovalFailure {
  return {
    counts: !concernsConnection(outcome),
    afterMs: outcome.kind === 'failed' ? outcome.afterMs : null,
    held: held ?? 0,
  };
}

/** The issue is still there, and the task is tried again later. @returns failed attempts so far. */
export function putOff(
  execution: Execution,
  board: string,
  issue: IssueHandle,
  failure: RemovalFailure,
): number {
  const facts = issue.delivery();
  const left = leavesLater(facts.departures, board, {
    ...failure,
    now: execution.now,
    random: execution.random(),
  });
  issue.record(departuresLeft(facts, left));
  return left.find((one) => one.board === board)?.attempts ?? 0;
}
