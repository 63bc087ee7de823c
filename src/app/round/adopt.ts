/** What the items of a board's page are to this installation: each may be of an issue that is here. */
import {
  type AdoptableIssue,
  adopted,
  isSameAddress,
  type Standing,
  verdictOn,
} from '../../domain/adoption.ts';
import type { Found, Reading } from '../../domain/board-reading.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { guarded } from '../calling/guarded.ts';
import { wasRead } from '../stored/board-readings.ts';
import { notice } from '../stored/notices.ts';
import { readSources, standings } from '../stored/sources.ts';

/** Gives each issue the id back under which an item of a page has it. @param address of this YouTrack. */
export function adoptItems(
  execution: Execution,
  { board, found, before, hasOthers }: Reading,
  items: readonly AdoptableIssue[],
  address: string,
): Found {
  const sources = new Set(found);
  const standingOf = standings(execution);
  const isKnownBoard = wasRead(execution, board);
  const { ours } = readSources(execution);
  let [greatest, others] = [before, hasOthers];
  for (const item of items) {
    const whose = standingOf(item.source);
    // Of an own source everything on a board that was read is this installation's.
    const wasBefore = whose === 'unknown' || (!isKnownBoard && ours.includes(item.source));
    if (wasBefore) greatest = Math.max(greatest, item.revision);
    if (whose === 'foreign' || !isSameAddress(item.baseUrl, address)) continue;
    // Whatever its key is by now, an issue goes by the id.
    if (execution.issueByExternalId(item.externalId) !== null) continue;
    const issue = issueOf(execution, item, board);
    if (issue === null) {
      others = true;
      continue;
    }
    const isTaken = guarded(
      `adopting ${item.key}`,
      () => adopt(execution, issue, item, { board, whose }),
      () => {
        notice(execution, issue.project, 'item-not-adopted', board);
        return false;
      },
    );
    if (isTaken && whose === 'unknown') sources.add(item.source);
  }
  return { found: [...sources], before: greatest, hasOthers: others };
}

/** The issue that the key names, if its project is on that board. */
function issueOf(execution: Execution, { key }: AdoptableIssue, board: string): IssueHandle | null {
  const issue = execution.issueByKey(key);
  if (issue === null || !issue.isReported) return null;
  const { connected, boardId } = issue.project.facts();
  return connected === true && boardId === board ? issue : null;
}

/** @returns whether the issue is the item's, or would be if its source were ours. */
function adopt(
  execution: Execution,
  issue: IssueHandle,
  item: AdoptableIssue,
  { board, whose }: { readonly board: string; readonly whose: Standing },
): boolean {
  const { project } = issue;
  const { source, externalId, revision, isEvaluated } = item;
  const adoption = { source, externalId, revision, isEvaluated };
  const facts = issue.delivery();
  const verdict = verdictOn(adoption, { facts, adoption: issue.adoption() }, board, whose);
  switch (verdict.kind) {
    case 'adopt': {
      const queue = project.facts().queueId ?? '';
      issue.adopt(adoption, adopted(facts, adoption, { board, queue }));
      if (verdict.instead !== null) noteDouble(execution, project, verdict.instead.externalId);
      return true;
    }
    case 'worse':
      noteDouble(execution, project, externalId);
      return true;
    case 'left':
      noteDouble(execution, project, externalId);
      return false;
    case 'undecided':
      return true;
  }
}

/** People may have evaluated it: it stays on the board as it is, and nothing is sent to it any more. */
function noteDouble(execution: Execution, project: ProjectHandle, externalId: string): void {
  notice(execution, project, 'issue-doubled', externalId);
}
