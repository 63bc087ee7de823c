/** What an issue needs that nobody has marked, although it should be. Asks, and changes nothing. */
import { isDirty, isInFlight, UNTOUCHED } from '../../domain/delivery.ts';
import type { Clock, IssueHandle } from '../../youtrack/ports.ts';
import { guarded } from '../calling/guarded.ts';
import { hasTombstone } from '../stored/tombstones.ts';
import type { Inspector } from './inspect.ts';

/** `settle`: only the facts on the issue are behind, no call is needed; `restored`: it is no more where it was sent. */
export type Need = 'nothing' | 'settle' | 'send' | 'restored';

/** An issue that cannot be read is left alone. @param queueId of the project that would send it. */
export function needOf({ now }: Clock, inspector: Inspector, issue: IssueHandle, queueId: string): Need {
  return guarded(
    `looking at ${issue.key}`,
    () => {
      const facts = issue.delivery();
      if (!issue.isReported || facts.queue === queueId || isInFlight(facts, now)) return 'nothing';
      if (!issue.isOwner()) {
        const { step } = inspector.inspect(issue, UNTOUCHED);
        return step.kind === 'settle' ? 'settle' : 'send';
      }
      if (hasTombstone(issue.project, facts.externalId)) return 'restored';
      const { step, content } = inspector.inspect(issue, facts);
      if (step.leaves !== null) return 'send';
      if (facts.failure !== null && step.kind === 'upsert') {
        return content === null || content.hash === facts.sent?.hash ? 'nothing' : 'send';
      }
      if (step.kind !== 'settle') return 'send';
      return isDirty(facts) ? 'settle' : 'nothing';
    },
    () => 'nothing',
  );
}
