/**
 * The phase *orphans*: looks through the board for issues of ours that should not be there: deleted ones, and those whose
 * project is not on that board. Issues of another source are ignored.
 */
import { changed, type DeliveryFacts, nextRevision, outranked, UNTOUCHED } from '../../domain/delivery.ts';
import { listResults } from '../../ducalis/requests.ts';
import { type IssueResult, parseResultPage } from '../../ducalis/results.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { permitToCall, waitOf } from '../calling/permit.ts';
import { settle, verdictOf } from '../calling/verdict.ts';
import { type Removal, removalsPayload } from '../sending/deletions.ts';
import { forgetFormer, projectsOn } from '../stored/board-register.ts';
import { formerBoards, isMidway, nextRound, turnPage, turnTo } from '../stored/rounds.ts';
import { setTombstone } from '../stored/tombstones.ts';
import { halfOf, pagePayload, pageSize } from './page.ts';
import { yieldsToImport } from './results.ts';

/** Removals in one round; each is a call of its own, and a chain carries about nine. */
const MOST_REMOVALS = 4;

/** Asks for the next page of the board whose turn it is. */
export function askForOrphans({ execution, project, payload }: Turn): Next {
  if (yieldsToImport(execution, project)) return DONE;
  const round = nextRound(project);
  if (round === null) return DONE;
  const { board, cursor } = round;
  if (waitOf(execution, { kind: 'feed', board }) > 0) {
    turnTo(project, board);
    return DONE;
  }
  const size = pageSize(payload, board);
  return call(execution, listResults(board, cursor, size), 'onOrphansPage', {
    payload: pagePayload.write({ board, size }),
  });
}

export function takeOrphansPage({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = pagePayload.read(payload);
  if (asked === null) return goTo('sending');
  const { board } = asked;
  const page = parseResultPage(answer);
  const half = halfOf(asked, answer, page !== undefined);
  if (half !== null) return goTo('orphans', pagePayload.write(half));
  const lane = { kind: 'feed', board } as const;
  const cargo = isMidway(project, board) ? 'one' : 'none';
  const verdict = verdictOf(execution, answer, page !== undefined, { lane, cargo });
  const { outcome } = verdict;
  const isFormer = board !== project.facts().boardId;
  settle(execution, project, verdict, { lane, epoch });
  if (outcome.kind === 'board-missing') return goTo('boards', board);
  // A cursor that Ducalis does not take would be refused in every round from now on.
  if (outcome.kind === 'refused' || outcome.kind === 'conflict') {
    turnPage(project, board, { cursor: null, isBusy: true });
  }
  if (outcome.kind !== 'done' || page === undefined) return goTo('sending');
  const { removals, isBusy } = look(execution, project, board, page.results);
  const mayGoOn = permitToCall(execution, project).kind === 'open';
  // What is left of this page is found again by the next round.
  if (removals.length > 0 && mayGoOn) return goTo('deletion', removalsPayload(removals));
  const isAtEnd = page.count === 0 && isMidway(project, board);
  if (removals.length === 0) {
    turnPage(project, board, { cursor: page.count === 0 ? null : page.next, isBusy });
    if (isFormer && !formerBoards(project).includes(board)) forgetFormer(execution, project.key, board);
  }
  // An empty last page has cost the round its turn: begin the next one at once.
  return isAtEnd && mayGoOn ? goTo('orphans') : goTo('team');
}

/** `isBusy`: the page has issues of ours that are about to leave the board. */
function look(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  items: readonly IssueResult[],
): { readonly removals: readonly Removal[]; readonly isBusy: boolean } {
  const removals: Removal[] = [];
  let isBusy = false;
  for (const item of items) {
    if (removals.length === MOST_REMOVALS) break;
    if (item.source !== execution.storage().instanceId) continue;
    const issue = execution.issueByExternalId(item.externalId);
    const place = issue === null ? 'nowhere' : placeOf(issue, board);
    if (place === 'nowhere') removals.push(removalOf(execution, project, board, item, issue));
    else if (place !== 'stays') isBusy = true;
    if (issue !== null && place === 'unnoticed') markToLeave(execution, project, issue);
  }
  return { removals, isBusy };
}

/** `unnoticed`: it is on the board and does not belong there, and nobody has marked it; `nowhere`: an orphan. */
function placeOf(issue: IssueHandle, board: string): 'stays' | 'leaves' | 'unnoticed' | 'nowhere' {
  const facts = issue.delivery();
  const home = issue.project.facts();
  const belongsHere = (home.connected === true && home.boardId === board) || home.keptOn === board;
  if (facts.boardId === board && belongsHere) return 'stays';
  if (isLeaving(facts, board)) return 'leaves';
  if (facts.sentBatch !== null || facts.queue !== null) return belongsHere ? 'stays' : 'leaves';
  return facts.boardId === board ? 'unnoticed' : 'nowhere';
}

function isLeaving({ departures }: DeliveryFacts, board: string): boolean {
  return departures.some((departure) => departure.board === board);
}

function markToLeave(execution: Execution, project: ProjectHandle, issue: IssueHandle): void {
  const { queueId } = project.facts();
  if (queueId !== null) issue.record(changed(issue.lastMark(), execution.newId(), queueId));
}

/** Whose issue it was is not known: it may have been that of any project on the board. */
function setTombstones(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  externalId: string,
): void {
  for (const key of new Set([project.key, ...projectsOn(execution, board)])) {
    const one = execution.projectByKey(key);
    if (one !== null) setTombstone(one, externalId);
  }
}

function removalOf(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  { externalId, revision: held }: IssueResult,
  issue: IssueHandle | null,
): Removal {
  const facts = issue?.delivery() ?? UNTOUCHED;
  const next = nextRevision(facts, execution.now, execution.random());
  const revision = Math.max((held ?? 0) + 1, next);
  if (issue === null) setTombstones(execution, project, board, externalId);
  else issue.record(outranked(facts, revision));
  return { board, externalId, revision };
}
