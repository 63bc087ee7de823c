/**
 * The phase *orphans*: looks through the board for issues of ours that should not be there: deleted ones, and those whose
 * project is not on that board. It notes which of the project's issues are there, so that one is missed that somebody has
 * deleted in Ducalis. Issues of another source are ignored.
 */
import * as v from 'valibot';
import { nextRevision, outranked, UNTOUCHED } from '../../domain/delivery.ts';
import { type Listing, parseListing } from '../../ducalis/listing.ts';
import { BULK_LIMIT, listResults, RESULTS_PER_PAGE } from '../../ducalis/requests.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { payloadOf } from '../calling/payload.ts';
import { permitToCall, waitOf } from '../calling/permit.ts';
import { onwardFrom, settle, verdictOf } from '../calling/verdict.ts';
import { type Removal, removalsPayload } from '../sending/deletions.ts';
import { abandonedOn, endSearch } from '../stored/abandoned.ts';
import { forgetFormer, forgetUnable, projectsOn } from '../stored/board-register.ts';
import { removesSingly } from '../stored/capabilities.ts';
import { noteListed } from '../stored/listed.ts';
import { notice, settleNotice } from '../stored/notices.ts';
import {
  endRound,
  keepPage,
  nextRound,
  type Round,
  roundOn,
  tried,
  turnPage,
  turnTo,
} from '../stored/rounds.ts';
import { setTombstone } from '../stored/tombstones.ts';
import { readWalk } from '../stored/walk.ts';
import { look, type Orphan, type Seen } from './look.ts';
import { cargoOf, halfOf, pageSize, refusesCursor } from './page.ts';
import { yieldsToImport } from './reader.ts';

/** Removals in one round that are a call each; a chain carries about nine. */
const MOST_ALONE = 4;

/** What of its hops a round leaves to what comes after the search. */
const LAST_SEARCHING_HOP = 6;

/** A large board is gone through faster: one more page a round for each so many items, up to {@link MOST_PAGES}. */
const ITEMS_A_PAGE_MORE = 2_500;
const MOST_PAGES = 4;

const AskedSchema = v.object({
  board: v.string(),
  size: v.number(),
  /** With which the page was asked for. */
  cursor: v.nullable(v.string()),
  /** Items met in this chain before. */
  looked: v.number(),
});
type Asked = v.InferOutput<typeof AskedSchema>;
const askedPayload = payloadOf(AskedSchema);

/** Asks for the next page of the board whose turn it is. */
export function askForOrphans({ execution, project, payload }: Turn): Next {
  if (yieldsToImport(execution, project) || isYoungImport(execution, project)) return DONE;
  const round = nextRound(project);
  if (round === null) return DONE;
  const { board, cursor } = round;
  if (waitOf(execution, { kind: 'feed', board }) > 0) {
    turnTo(project, board);
    return DONE;
  }
  const size = pageSize(payload, board);
  const looked = askedPayload.read(payload)?.looked ?? 0;
  return call(execution, listResults(board, cursor, size), 'onOrphansPage', {
    payload: askedPayload.write({ board, size, cursor, looked }),
  });
}

/** A young import goes before orphans altogether: each page of a board takes a call from it. */
const YOUNG_MS = 2 * 60 * 60 * 1000;

function isYoungImport({ now }: Pick<Execution, 'now'>, project: ProjectHandle): boolean {
  const walk = readWalk(project, 'importState');
  return walk?.state === 'running' && walk.startedAt > now - YOUNG_MS && walk.startedAt <= now;
}

export function takeOrphansPage({ execution, project, answer, epoch, payload }: Answered): Onward {
  const asked = askedPayload.read(payload);
  if (asked === null) return goTo('sending');
  const { board } = asked;
  const page = parseListing(answer);
  const half = halfOf(asked, answer, page !== undefined);
  if (half !== null) return goTo('orphans', askedPayload.write(half));
  const lane = { kind: 'feed', board } as const;
  const cargo = cargoOf(asked.cursor);
  const verdict = verdictOf(execution, answer, page !== undefined, { lane, cargo });
  const { outcome } = verdict;
  settle(execution, project, verdict, { lane, epoch });
  // Another chain was faster: what comes after this page was asked for already.
  const isCurrent = roundOn(project, board).cursor === asked.cursor;
  if (refusesCursor(outcome) && isCurrent) turnPage(project, board, { cursor: null, isBusy: true });
  if (outcome.kind !== 'done' || page === undefined || !isCurrent) return onwardFrom(verdict, board);
  return lookThrough(execution, project, asked, page);
}

function lookThrough(execution: Execution, project: ProjectHandle, asked: Asked, page: Listing): Onward {
  const { board } = asked;
  const seen = look(execution, project, board, page.items);
  const round = roundOn(project, board);
  const isAgain = ({ externalId }: Orphan): boolean => round.triedBefore.includes(externalId);
  const left = seen.orphans.filter(({ externalId }) => !round.tried.includes(externalId));
  const chosen = chooseOrphans(execution, board, left, isAgain);
  const mayGoOn = permitToCall(execution, project).kind === 'open';
  // The next round finds them again.
  if (chosen.length > 0 && !mayGoOn) return goTo('team');
  if (chosen.length > 0) noteTried(execution, project, round, chosen);
  if (chosen.length === left.length) turn(execution, project, { asked, page, seen });
  if (chosen.length > 0) {
    const removals = chosen.map((orphan) => ({
      ...removalOf(execution, project, board, orphan),
      isAgain: isAgain(orphan),
    }));
    return goTo('deletion', removalsPayload(removals));
  }
  return mayGoOn && execution.hop < LAST_SEARCHING_HOP
    ? afterPage(project, round, asked, page)
    : goTo('team');
}

/** What may fail again goes last, and alone. */
function chooseOrphans(
  execution: Execution,
  board: string,
  left: readonly Orphan[],
  isAgain: (orphan: Orphan) => boolean,
): readonly Orphan[] {
  const isSingle = removesSingly(execution, board);
  const fresh = left.filter((orphan) => !isAgain(orphan)).slice(0, isSingle ? MOST_ALONE : BULK_LIMIT.issues);
  const alone = isSingle ? MOST_ALONE - fresh.length : MOST_ALONE;
  return [...fresh, ...left.filter(isAgain).slice(0, alone)];
}

/** One that stays although it was removed must not hold up the search: it is passed, and tried again in the next round. */
function noteTried(
  execution: Execution,
  project: ProjectHandle,
  round: Round,
  orphans: readonly Orphan[],
): void {
  const ids = orphans.map(({ externalId }) => externalId);
  for (const _again of ids.filter((id) => round.triedBefore.includes(id))) {
    notice(execution, project, 'orphan-not-removed', round.board);
  }
  keepPage(project, tried(round, ids));
}

function afterPage(project: ProjectHandle, round: Round, asked: Asked, page: Listing): Onward {
  const looked = asked.looked + page.items.length;
  const isOver = nextOf(page) === null;
  // An empty last page has cost the round its turn: begin the next one at once.
  if (isOver) return asked.cursor !== null && looked === 0 ? goTo('orphans') : goTo('team');
  const goesOn = looked < itemsARound(round) && nextRound(project)?.board === asked.board;
  return goesOn ? goTo('orphans', askedPayload.write({ ...asked, looked })) : goTo('team');
}

function itemsARound({ items }: Round): number {
  return RESULTS_PER_PAGE * Math.min(MOST_PAGES, 1 + Math.floor(items / ITEMS_A_PAGE_MORE));
}

/** An empty page is the last: a cursor outlives it, and would yield what changes from now on. */
function nextOf({ items, next }: Listing): string | null {
  return items.length === 0 ? null : next;
}

/** To the next page. */
function turn(
  execution: Execution,
  project: ProjectHandle,
  { asked, page, seen }: { readonly asked: Asked; readonly page: Listing; readonly seen: Seen },
): void {
  const { board, cursor } = asked;
  const next = nextOf(page);
  if (board === project.facts().boardId) {
    const { numbers, isReadable } = seen;
    noteListed(execution, project, { board, cursor, next, numbers, isReadable });
  }
  const round = roundOn(project, board);
  const isBusy = seen.isBusy || seen.orphans.length > 0;
  const isDone = turnPage(project, board, { cursor: next, isBusy, items: page.items.length });
  if (isDone) forgetFormer(execution, project.key, board);
  if (next === null && !round.isBusy && !isBusy) endForOthers(execution, board);
  const isOver = next === null && round.triedBefore.length > 0;
  if (isOver && !round.tried.some((id) => round.triedBefore.includes(id))) {
    settleNotice(project, 'orphan-not-removed', board);
  }
}

/** A former board that is gone: and with it everything that was on it. */
export function endFormer(execution: Execution, project: ProjectHandle, board: string): void {
  endRound(project, board);
  forgetFormer(execution, project.key, board);
  endForOthers(execution, board);
}

/** Nothing that has to leave is on the board: projects that cannot look themselves are done with it. */
export function endForOthers(execution: Execution, board: string): void {
  endSearch(execution, board, (key) => execution.projectByKey(key)?.facts().connected !== true);
  forgetUnable(execution, board);
}

/** Whose issue it was is not known: it may have been that of any project on the board. */
function setTombstones(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  externalId: string,
): void {
  const { kept } = abandonedOn(execution, board);
  const own = project.facts().boardId === board ? [project.key] : [];
  for (const key of new Set([...own, ...projectsOn(execution, board), ...kept])) {
    const one = execution.projectByKey(key);
    if (one !== null) setTombstone(one, externalId);
  }
}

function removalOf(
  execution: Execution,
  project: ProjectHandle,
  board: string,
  { externalId, held, issue }: Orphan,
): Omit<Removal, 'isAgain'> {
  const facts = issue?.delivery() ?? UNTOUCHED;
  const next = nextRevision(facts, execution.now, execution.random());
  const revision = Math.max((held ?? 0) + 1, next);
  if (issue === null) setTombstones(execution, project, board, externalId);
  else issue.record(outranked(facts, revision));
  return { board, externalId, revision, together: null };
}
