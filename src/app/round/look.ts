/** What a page of a board has of our issues: those that are where they belong, those that leave, and orphans. */
import { foundThere, leavesBy, staysOn } from '../../domain/delivery.ts';
import { isLeaving } from '../../domain/departure.ts';
import { isMember } from '../../domain/membership.ts';
import type { ListedIssue } from '../../ducalis/listing.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { staysByDecision } from '../connecting/abandoned.ts';
import { mayStay } from '../connecting/heir.ts';
import { numberIn } from '../inspection/gone.ts';
import { markNow } from '../sending/mark.ts';
import { revisionBefore } from '../stored/board-readings.ts';
import { readSources, standings } from '../stored/sources.ts';

/** An issue of ours that should not be on the board, and that nobody takes off it. */
export interface Orphan {
  readonly externalId: string;
  /** The revision that Ducalis holds. */
  readonly held: number | null;
  /** Null: it exists no more. */
  readonly issue: IssueHandle | null;
}

export interface Seen {
  readonly orphans: readonly Orphan[];
  /** The page has issues of ours that are about to leave the board. */
  readonly isBusy: boolean;
  /** Of the project's issues on the page. */
  readonly numbers: readonly number[];
  /** False when something on the page may be an issue of ours, and cannot be read. */
  readonly isReadable: boolean;
}

/** Marks what nobody has noticed, and takes back that an issue was missed. */
export function look(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  items: readonly ListedIssue[],
): Seen {
  const orphans: Orphan[] = [];
  const numbers: number[] = [];
  let isBusy = false;
  let isReadable = true;
  const standingOf = standings(execution);
  const staysThere = staysByDecision(execution, board);
  for (const item of items) {
    const { externalId } = item;
    if (item.source !== null && standingOf(item.source) !== 'ours') continue;
    if (item.source === null || externalId === null) {
      // What Ducalis has from elsewhere has neither, but it has a key.
      if (item.source !== null || externalId !== null || item.key === null) isReadable = false;
      continue;
    }
    const issue = execution.issueByExternalId(externalId);
    if (issue !== null && issue.project.key === project.key) numbers.push(numberIn(issue.key));
    if (issue === null && staysThere(item)) continue;
    const place = issue === null ? 'nowhere' : placeOf(issue, board);
    if (place === 'nowhere' && wasBefore(execution, project, board, item)) continue;
    if (place === 'nowhere') orphans.push({ externalId, held: item.revision, issue });
    else if (place !== 'stays') isBusy = true;
    if (issue !== null && place === 'unnoticed') markNow(execution, issue, project.facts().queueId);
    if (issue !== null && place === 'leaves') takeOver(execution, project, issue, board);
    const found = issue !== null && place === 'stays' ? foundThere(issue.delivery()) : null;
    if (found !== null) issue?.record(found);
  }
  return { orphans, isBusy, numbers, isReadable };
}

/** `unnoticed`: it is on the board and does not belong there, and nobody has marked it; `nowhere`: an orphan. */
function placeOf(issue: IssueHandle, board: string): 'stays' | 'leaves' | 'unnoticed' | 'nowhere' {
  const facts = issue.delivery();
  const home = issue.project.facts();
  const belongsHere = (isMember(home) && home.boardId === board) || home.keptOn === board;
  if (facts.boardId === board && belongsHere) return 'stays';
  if (isLeaving(facts, board)) return 'leaves';
  // One that is put off need not wait any more: what has failed is not to be sent there.
  const isComing = facts.sentBatch !== null || (facts.queue !== null && !facts.isPutOff);
  if (isComing) return belongsHere ? 'stays' : 'leaves';
  if (facts.queue !== null && belongsHere) return 'stays';
  return facts.boardId === board ? 'unnoticed' : 'nowhere';
}

/** What a former installation has left on the board, and no issue has adopted, stays: people may have evaluated it. */
function wasBefore(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  { source, revision }: ListedIssue,
): boolean {
  const before = revisionBefore(execution, project, board);
  if (before === null) return source !== null && readSources(execution).ours.includes(source);
  return (revision ?? 0) <= before;
}

/** Whose project can take it off no board any more, because it has none: that is done here, or it stays. */
function takeOver(execution: Execution, project: ProjectHandle, issue: IssueHandle, board: string): void {
  const facts = issue.delivery();
  const { queueId } = project.facts();
  if (!isLeaving(facts, board) || facts.leavingQueue === null || queueId === null) return;
  if (execution.projectByQueueId(facts.leavingQueue)?.facts().connected === true) return;
  const isKept = issue.project.facts().keptOn === board && mayStay(facts, board);
  issue.record(isKept ? staysOn(facts, board) : leavesBy(queueId));
}
