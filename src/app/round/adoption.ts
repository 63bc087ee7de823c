/**
 * The phase *adoption*: before anything of a project is sent to a board that this installation has not read, it reads the
 * board's listing. Issues of this YouTrack that a former installation has sent are on it under ids that were deleted with
 * that one: each gives its issue the id back, so that nothing is on the board twice.
 */
import { decide, inUse, asks as toBeAsked, tookOver as tookOverSource } from '../../domain/adoption.ts';
import { backoff } from '../../domain/backoff.ts';
import {
  askableAt,
  asking,
  askingAgain,
  beginningAgain,
  begun,
  doubted,
  halved,
  isAlive,
  isAsking,
  isWithoutListing,
  missed,
  NOTHING_BEFORE,
  type Reading,
  turned,
} from '../../domain/board-reading.ts';
import { foundItems, tookOver } from '../../domain/connection.ts';
import type { LaneName } from '../../domain/lane.ts';
import { boardRead } from '../../domain/membership.ts';
import { type AdoptablePage, parseAdoptable } from '../../ducalis/adoptable.ts';
import { parseBoardFields } from '../../ducalis/answers.ts';
import { listBoardFields, listResults, RESULTS_PER_PAGE } from '../../ducalis/requests.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import {
  type Answered,
  call,
  DONE,
  goTo,
  later,
  type Next,
  type Onward,
  type Turn,
} from '../calling/next.ts';
import { waitOf } from '../calling/permit.ts';
import {
  noteFailure,
  noteSuspension,
  onwardFrom,
  settle,
  type Verdict,
  verdictOf,
} from '../calling/verdict.ts';
import { readFromNow } from '../stored/board-feeds.ts';
import {
  joinedAt,
  noteBefore,
  noteRead,
  readingOf,
  revisionBefore,
  writeReading,
} from '../stored/board-readings.ts';
import { notice } from '../stored/notices.ts';
import { readSources, standings, writeSources } from '../stored/sources.ts';
import { adoptItems } from './adopt.ts';
import { cargoOf, halfOf, refusesCursor } from './page.ts';

/** True while nothing of the project is sent, because its board is still to be read. */
export function isUnread(project: ProjectHandle): boolean {
  return project.facts().unread === true;
}

/** How long a project waits before it looks whether another one has read their board. */
const READ_BY_ANOTHER_MS = 5_000;

/** Asks for the next page, unless an answer is awaited, or another project reads the same board: then it looks again. */
export function askForListing({ execution, project }: Turn): Next {
  const { boardId } = project.facts();
  // Without an address there is no issue either that could be sent.
  if (boardId === null || addressOf(execution, project) === null) return DONE;
  const { now } = execution;
  const own = readingOf(project);
  // The one that reads can begin no chain of ours: it has one of its own.
  if (own === null && isReadByAnother(execution, project, boardId)) return later(now + READ_BY_ANOTHER_MS);
  const before = revisionBefore(execution, project, boardId) ?? NOTHING_BEFORE;
  const reading = own ?? begun(boardId, { now, size: RESULTS_PER_PAGE, before });
  if (isAsking(reading, now)) return DONE;
  const wait = waitOf(execution, feedOf(boardId));
  if (wait > 0) return later(wait);
  const askable = askableAt(reading, now);
  if (askable > now) return later(askable);
  const id = execution.newId();
  writeReading(project, asking(reading, id, now));
  const { asks, cursor, size } = reading;
  const request = asks === 'fields' ? listBoardFields(boardId) : listResults(boardId, cursor, size);
  return call(execution, request, 'onAdoptionPage', { id });
}

export function takeListing(answered: Answered): Onward {
  const { project, call: id } = answered;
  const reading = readingOf(project);
  // The project may be on another board by now, or somebody else has asked again.
  if (reading?.call !== id || !isUnread(project)) return goTo('sending');
  return reading.asks === 'fields' ? takeFields(answered, reading) : takePage(answered, reading);
}

function feedOf(board: string): LaneName {
  return { kind: 'feed', board };
}

function addressOf(execution: Pick<Execution, 'storage'>, project: ProjectHandle): string | null {
  return project.baseUrl() ?? execution.storage().baseUrl;
}

function waitingOn(execution: Execution, board: string): readonly ProjectHandle[] {
  return execution.connectedProjects().filter((one) => isUnread(one) && one.facts().boardId === board);
}

function isReadByAnother(execution: Execution, project: ProjectHandle, board: string): boolean {
  const isWaiting = waitOf(execution, feedOf(board)) > 0;
  return waitingOn(execution, board).some((one) => {
    const reading = one.key === project.key ? null : readingOf(one);
    return reading !== null && isAlive(reading, execution.now, isWaiting);
  });
}

function takePage({ execution, project, answer, epoch }: Answered, reading: Reading): Onward {
  const page = parseAdoptable(answer);
  const half = halfOf(reading, answer, page !== undefined);
  if (half !== null) {
    writeReading(project, halved(reading, half.size));
    return goTo('sending');
  }
  const lane = feedOf(reading.board);
  const cargo = cargoOf(reading.cursor);
  const verdict = verdictOf(execution, answer, page !== undefined, { lane, cargo });
  const { outcome } = verdict;
  if (outcome.kind === 'board-missing') {
    writeReading(project, doubted(reading));
    return goTo('sending');
  }
  if (refusesCursor(outcome)) {
    beginAgain(execution, project, reading, verdict);
    return goTo('sending');
  }
  settle(execution, project, verdict, { lane, epoch });
  if (outcome.kind === 'done' && page !== undefined) takeItems(execution, project, reading, page);
  else writeReading(project, askingAgain(reading));
  return onwardFrom(verdict, reading.board);
}

/** Less and less often: the first page passes each time, and says nothing of the next one. */
function beginAgain(
  execution: Execution,
  project: ProjectHandle,
  reading: Reading,
  { cause }: Verdict,
): void {
  const again = beginningAgain(reading);
  writeReading(project, again);
  const afterMs = backoff(again.refusals, execution.random());
  noteFailure(execution, feedOf(reading.board), { cause, afterMs });
}

/** A Ducalis that has the board, and has known no listing of it for long, leaves nothing to be read. */
function takeFields({ execution, project, answer, epoch }: Answered, reading: Reading): Onward {
  const { board } = reading;
  const fields = parseBoardFields(answer);
  const lane: LaneName = { kind: 'fields', board };
  const verdict = verdictOf(execution, answer, fields !== undefined, { lane, cargo: 'none' });
  if (verdict.outcome.kind === 'done') {
    settle(execution, project, verdict, { lane, epoch });
    const again = missed(reading, execution.now);
    if (isWithoutListing(again, execution.now)) {
      for (const one of waitingOn(execution, board)) release(execution, one);
      noteUse(execution);
    } else writeReading(project, again);
    return goTo('sending');
  }
  writeReading(project, askingAgain(reading));
  // The listing is what is wanted, so it is what waits.
  settle(execution, project, verdict, { lane: feedOf(board), epoch });
  return onwardFrom(verdict, board);
}

function takeItems(
  execution: Execution,
  project: ProjectHandle,
  reading: Reading,
  page: AdoptablePage,
): void {
  const address = addressOf(execution, project);
  if (page.unreadable > 0) notice(execution, project, 'item-not-adopted', reading.board);
  const found = adoptItems(execution, reading, page.items, address ?? '');
  // The same cursor again would lead round in a circle.
  const isOver = page.count === 0 || page.next === null || page.next === reading.cursor;
  if (isOver || page.next === null) finish(execution, project, { ...reading, ...found });
  else writeReading(project, turned(reading, found, page.next));
}

/** The board was read to its end: projects that wait for it go on, unless somebody has to say whose the items are. */
function finish(execution: Execution, project: ProjectHandle, reading: Reading): void {
  const { board, before, startedAt, hasOthers } = reading;
  const standingOf = standings(execution);
  const found = reading.found.filter((source) => standingOf(source) === 'unknown');
  const decision = decide(found, readSources(execution));
  noteRead(execution, { board, before, hasOthers: hasOthers || decision.kind === 'ask' });
  noteBefore(project, board, before);
  if (decision.kind === 'ask') {
    ask(execution, project, found);
    return;
  }
  if (decision.kind === 'take-over') takeOver(execution, decision.source);
  for (const one of waitingOn(execution, board)) {
    // What was looked at before it came may be its own.
    if (one.key !== project.key && hasOthers && joinedAt(one) > startedAt) continue;
    noteBefore(one, board, before);
    release(execution, one);
  }
  noteUse(execution);
}

/** Before anything is sent under a source of our own: what was adopted is ours from here on. */
function takeOver(execution: Execution, source: string): void {
  execution.connect(tookOver(source));
  writeSources(execution, tookOverSource(readSources(execution), source));
}

/** After the answer the board is read once more. */
function ask(execution: Execution, project: ProjectHandle, found: readonly string[]): void {
  writeReading(project, null);
  const change = foundItems(execution.storage());
  if (change.connectionReason === undefined) return;
  execution.connect(change);
  writeSources(execution, toBeAsked(readSources(execution), found));
  noteSuspension(execution, project, 'instance-changed');
}

function release(execution: Execution, project: ProjectHandle): void {
  writeReading(project, null);
  project.become(boardRead());
  // Until now nobody knew whose the results on the board were.
  readFromNow(execution, project);
}

/** From here on issues may be sent under the source of this installation. */
function noteUse(execution: Execution): void {
  const sources = readSources(execution);
  if (sources.isUnused) writeSources(execution, inUse(sources));
}
