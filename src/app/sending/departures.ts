/** Takes Ducalis' answer to the removal of an issue that leaves a board. */
import * as v from 'valibot';
import { departuresLeft } from '../../domain/delivery.ts';
import { isAnswerTo, leavesLater, without } from '../../domain/departure.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { outcomeOfAnswer, parseRevision } from '../../ducalis/answers.ts';
import { type Answered, goTo, type Onward } from '../calling/next.ts';
import { charge } from '../calling/outcome.ts';
import { payloadOf } from '../calling/payload.ts';
import { journalize } from '../stored/journal.ts';

/** `issue`: its external id now, which may be another than the one it leaves with. */
export const leavingPayload = payloadOf(v.object({ board: v.string(), issue: v.string() }));

/**
 * Something that is already gone counts as removed. A 200 does not: it comes from a Ducalis that holds a newer
 * revision, or from something in between that is no Ducalis.
 */
export function takeDepartureAnswer({ execution, project, answer, call, epoch, payload }: Answered): Onward {
  const isGone = answer.status === 404;
  const outcome: Outcome = isGone ? { kind: 'Acknowledged' } : outcomeOfAnswer(answer, false, execution.now);
  const leaving = leavingPayload.read(payload);
  const issue = leaving === null ? null : execution.issueByExternalId(leaving.issue);
  let attempts = 0;
  if (leaving !== null && issue !== null) {
    const { board } = leaving;
    const facts = issue.delivery();
    const { departures } = facts;
    if (isAnswerTo(departures, board, call)) {
      const isOff = outcome.kind === 'Acknowledged';
      const left = isOff
        ? without(departures, board)
        : leavesLater(departures, board, {
            countsAsAttempt: outcome.kind !== 'RetryAfter' || outcome.countsAsAttempt,
            held: parseRevision(answer) ?? 0,
            now: execution.now,
            random: execution.random(),
          });
      issue.record(departuresLeft(facts, left));
      attempts = left.find((departure) => departure.board === board)?.attempts ?? 0;
      journalize(
        execution,
        project,
        isOff ? 'removed' : 'retried',
        [issue.key],
        isOff ? {} : { attempt: attempts },
      );
    }
  }
  charge(execution, project, outcome, { attempts: Math.max(0, attempts - 1), epoch });
  return goTo('sending');
}
