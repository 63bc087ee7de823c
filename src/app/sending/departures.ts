/** The removal of an issue that leaves a board: one call, and Ducalis' answer to it. */
import * as v from 'valibot';
import { departuresLeft, nextRevision } from '../../domain/delivery.ts';
import { isAnswerTo, leavesLater, leavesWith, without } from '../../domain/departure.ts';
import { isInTrouble } from '../../domain/lane.ts';
import { concernsConnection } from '../../domain/outcome.ts';
import { parseRevision } from '../../ducalis/answers.ts';
import { removeIssue } from '../../ducalis/requests.ts';
import type { Execution } from '../../youtrack/ports.ts';
import { type Answered, type Call, goTo, call as makeCall, type Onward } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { onwardFrom, settle } from '../calling/verdict.ts';
import { journalize } from '../stored/journal.ts';
import { noteTry, readLane } from '../stored/lanes.ts';
import { removalVerdict } from './deletions.ts';
import type { Leaving } from './parcels.ts';

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
    const facts = issue.delivery();
    const { departures } = facts;
    const departure = departures.find((one) => one.board === board);
    isNew = departure?.attempts === 0;
    if (departure !== undefined && isAnswerTo(departures, board, call)) {
      const isOff = outcome.kind === 'done';
      const counts = !isOff && !concernsConnection(outcome);
      const left = isOff
        ? without(departures, board)
        : leavesLater(departures, board, {
            counts,
            afterMs: outcome.kind === 'failed' ? outcome.afterMs : null,
            held: parseRevision(answer) ?? 0,
            now: execution.now,
            random: execution.random(),
          });
      issue.record(departuresLeft(facts, left));
      const attempt = departure.attempts + (counts ? 1 : 0);
      journalize(execution, project, isOff ? 'removed' : 'retried', [issue.key], isOff ? {} : { attempt });
    }
  }
  settle(execution, project, verdict, {
    lane: { kind: 'removals', board },
    epoch,
    charged: isNew ? 'lane' : 'lane-again',
  });
  return onwardFrom(verdict, board);
}
