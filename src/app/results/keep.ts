/** Keeps one result on its issue, and says which parts of it say nothing. */
import type { Arrival } from '../../domain/result-order.ts';
import type { IssueResult } from '../../ducalis/results.ts';
import type { Chance, Clock, IssueHandle } from '../../youtrack/ports.ts';
import type { ResultFacts } from '../../youtrack/result-facts.ts';
import type { NoticeChange } from '../stored/notices.ts';
import { judgeHeld } from './held-revision.ts';

/** What a field can show of a result, besides its address and the criteria. */
const SHOWN = [
  'totalScore',
  'priority',
  'isTopPriority',
  'votingPercent',
  'isFinal',
  'alignment',
] as const satisfies readonly (keyof ResultFacts & keyof IssueResult)[];

export interface Kept {
  /** Whether anything that a field could show is new. */
  readonly isNews: boolean;
  /** For the project of the issue. */
  readonly notices: readonly NoticeChange[];
}

/** @param queueId of the issue's project. */
export function keep(
  execution: Clock & Chance,
  issue: IssueHandle,
  result: IssueResult,
  arrival: Arrival,
  queueId: string | null,
): Kept {
  const { now } = execution;
  const before = issue.results();
  const facts = issue.delivery();
  const { totalScore, priority, isTopPriority, votingPercent, isFinal, alignment, criteria } = result;
  const url = result.url ?? facts.ducalisUrl;
  const held = judgeHeld(execution, facts, queueId, result.revision, before.trouble.resent);
  const parts = [...new Set([...result.gaps, ...(held.isOdd ? ['revision'] : [])])];
  issue.recordResults({
    totalScore,
    priority,
    isTopPriority,
    votingPercent,
    isFinal,
    alignment,
    criteria,
    // A clock that runs ahead would shut out what is posted until that time has come.
    scoredAt: Math.min(result.updatedAt ?? now, now),
    postedAt: arrival.from === 'post' ? now : null,
    trouble: { ...before.trouble, parts, resent: held.resent },
  });
  issue.record({ ...held.patch, ducalisUrl: url });
  return {
    isNews:
      url !== facts.ducalisUrl ||
      JSON.stringify(criteria) !== JSON.stringify(before.criteria) ||
      SHOWN.some((name) => result[name] !== before[name]),
    notices: incompleteness(before.trouble.parts, parts),
  };
}

/** Counted once for each issue, so that it is known when the last one is read well. */
function incompleteness(before: readonly string[], now: readonly string[]): readonly NoticeChange[] {
  const [from, to] = [before.join(', '), now.join(', ')];
  if (from === to) return [];
  const about = (change: NoticeChange['change'], subject: string): readonly NoticeChange[] =>
    subject === '' ? [] : [{ change, kind: 'result-incomplete', subject }];
  return [...about('lessened', from), ...about('met', to)];
}
