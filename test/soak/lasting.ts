/**
 * Histories in which faults stick, and nobody helps. Each is played a second time without them: what is not concerned
 * must arrive as soon as there, and be right at rest. What a fault concerns, the fault itself says: whether it strikes a
 * call that carries nothing but that issue.
 */
import { arrivalOf, type Carried, type Change, isBehindFailure, type Sent, wasThere } from './journey.ts';
import { ANSWER_MS, Life, LONGEST_WAIT_MS, type Told } from './life.ts';
import type { Difference } from './model.ts';
import type { Network } from './network.ts';
import { COMPARED, NOT_COMPARED } from './report.ts';
import type { History } from './steps.ts';
import { type CallHead, type Stuck, tallyName } from './sticking.ts';
import type { Subject } from './subject.ts';
import { Tally } from './tally.ts';
import { isWithoutWitness } from './witnesses.ts';
import { Violation } from './world.ts';

/** @throws Violation that says what is wrong, or late. */
export async function playLasting(
  network: Network,
  subject: Subject,
  history: History,
  tally: Tally,
): Promise<void> {
  const struck = await Life.of(network, subject, history, { isStuck: true, tally });
  const calm = await Life.of(network, subject, history, { isStuck: false, tally: new Tally() });
  count(tally, struck);
  demand('Without a fault Ducalis does not hold what it should', calm.wrong.map(tellDifference));
  demand(
    'Without a fault YouTrack does not show what it should',
    calm.wrongScores.map(({ detail }) => detail),
  );
  if (struck.choices === calm.choices) {
    const { late, compared, concerned } = compare(struck, calm);
    tally.count(COMPARED, compared);
    tally.count(NOT_COMPARED, concerned);
    demand('Late, although no fault concerns it', late);
  }
  demand('At rest Ducalis does not hold what it should', wrongAtRest(struck, calm));
  demand('At rest YouTrack does not show what it should', wronglyShown(struck, calm));
  tally.count('runs');
}

function demand(what: string, wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Violation(`${what}:\n${wrong.map((one) => `  ${one}`).join('\n')}`);
}

function tellDifference({ kind, key, detail }: Difference): string {
  return `${kind} ${key}: ${detail}`;
}

/** Once for each that struck. */
function count(tally: Tally, { sticks, calls }: Told): void {
  for (const stick of sticks) {
    const hasStruck = calls.some((call) => stick.strikesAt(call.at, call));
    if (hasStruck) tally.count(tallyName(stick.drawn.place));
  }
}

const MINUTE = 60_000;

/** After its first failure a fault has so long to be found out, and what meets it first may be so late. */
const FINDING_MS = 5 * MINUTE;
const FOUND_MS = 3 * MINUTE;

/** What a round has found depends on when it looked; what several have found, on where each began. */
const BY_ROUND_MS = 30_000;
const ROUND_MS = 5 * MINUTE + 30_000;

/** A call that times out takes one of the app's two slots for so long; what finds both taken looks again soon. */
const SLOT_MS = 10_000;

interface Comparison {
  readonly late: readonly string[];
  readonly compared: number;
  readonly concerned: number;
}

function compare(struck: Told, calm: Told): Comparison {
  const late: string[] = [];
  let [compared, concerned] = [0, 0];
  const failures = firstFailures(struck);
  for (const [index, change] of calm.changes.entries()) {
    const there = arrivalOf(change, calm.carried, calm.changes);
    const same = struck.changes[index];
    // Without a fault it does not arrive either: nothing is to be sent of it.
    if (there === null || same === undefined) continue;
    // What a fault has kept from the board does not leave it.
    if (same.what.kind === 'gone' && !wasThere(same, struck.carried, struck.changes)) continue;
    const usual = there.at + ANSWER_MS - change.at;
    const allowed = allowedFor(same, usual, failures) + (isSlotTaken(struck, same) ? SLOT_MS : 0);
    const deadline = same.at + allowed;
    const isListed = same.what.kind === 'gone' && usual > BY_ROUND_MS;
    const isConcernedNow = struck.sticks.some(
      (stick) => concerns(stick, same, deadline, there) || (isListed && hides(stick, same, deadline, there)),
    );
    // For all that anybody can know, the whole lane fails.
    const isBehind =
      isBehindFailure(same, struck, struck.changes) || isWithoutWitness(there.alone.path, same.at, struck);
    if (isConcernedNow || isBehind) {
      concerned += 1;
      continue;
    }
    const here = arrivalOf(same, struck.carried, struck.changes);
    const delay = here === null ? Number.POSITIVE_INFINITY : here.at + ANSWER_MS - same.at;
    if (delay <= allowed) compared += 1;
    else if (!isOvertaken(index, deadline, struck.changes)) {
      late.push(tellLate(same, { delay, usual, allowed }));
    }
  }
  return { late, compared, concerned };
}

/** Until long after its end: whatever has waited for it may wait that long. */
function concerns(stick: Stuck, change: Change, deadline: number, { alone }: Carried): boolean {
  return isNear(stick, change, deadline) && stick.strikes(alone);
}

function isNear(stick: Stuck, { at }: Change, deadline: number): boolean {
  return stick.since <= deadline && at < stick.until + LONGEST_WAIT_MS;
}

/** Whether it keeps from sight what only the listing of the board tells. */
function hides(stick: Stuck, change: Change, deadline: number, { alone }: Carried): boolean {
  const isOther = stick.drawn.place === 'result' && stick.target.key !== change.key;
  return !isOther && isNear(stick, change, deadline) && stick.strikes(listingOf(alone));
}

function isSlotTaken({ sticks }: Told, { at }: Change): boolean {
  return sticks.some((stick) => stick.isTimeOut && stick.isOn(at));
}

/** Before it had to arrive, the issue has changed again: that is to arrive now, and is judged by itself. */
function isOvertaken(index: number, deadline: number, changes: readonly Change[]): boolean {
  const issue = changes[index]?.issue;
  return changes.slice(index + 1).some((later) => later.issue === issue && later.at <= deadline);
}

function allowedFor(change: Change, usual: number, failures: readonly number[]): number {
  const isFirst = failures.some((at) => change.at > at - FOUND_MS && change.at <= at + FINDING_MS);
  const byRound = usual > ROUND_MS ? LONGEST_WAIT_MS : usual > BY_ROUND_MS ? ROUND_MS : 0;
  const allowed = 1.5 * usual + 2_000 + byRound;
  return isFirst ? Math.max(allowed, FOUND_MS) : allowed;
}

/** When each fault struck first; one that sticks to issues, each of those, and again when it has passed meanwhile. */
function firstFailures({ sticks, calls, carried }: Told): readonly number[] {
  return sticks.flatMap((stick) => {
    if (!stick.sticksToIssues) {
      const first = calls.find((call) => stick.strikesAt(call.at, call));
      return first === undefined ? [] : [first.at];
    }
    const failing = new Set<string>();
    return carried
      .filter(({ at }) => stick.isOn(at))
      .flatMap(({ externalId, at, alone }) => {
        const failedBefore = failing.has(externalId);
        if (stick.strikes(alone)) failing.add(externalId);
        else failing.delete(externalId);
        return failing.has(externalId) && !failedBefore ? [at] : [];
      });
  });
}

function tellLate(
  { key, what, at }: Change,
  { delay, usual, allowed }: { readonly delay: number; readonly usual: number; readonly allowed: number },
): string {
  const number = what.kind === 'gone' ? '' : ` ${what.number}`;
  const took = Number.isFinite(delay) ? `took ${delay / 1_000} s` : 'never arrived';
  const when = new Date(at).toISOString();
  return `${what.kind}${number} of ${key} at ${when} ${took}, and took ${usual / 1_000} s without; ${allowed / 1_000} s allowed`;
}

/** Faults that excuse what is wrong in the end: they go on, or a person has to do something about them. */
function excuses({ sticks, endedAt }: Told): readonly Stuck[] {
  return sticks.filter((stick) => stick.isOn(endedAt) || stick.waitsForPerson);
}

function wrongAtRest(struck: Told, calm: Told): readonly string[] {
  const lasting = excuses(struck);
  return struck.wrong
    .filter(({ kind, key, detail }) => {
      if (kind === 'foreign') return true;
      const isGone = kind === 'extra' && detail.startsWith('no such issue');
      return (
        !isConcerned(lasting, comparable(struck, calm), key, kind === 'extra') &&
        !(isGone && isOutOfSight(lasting, calm, key))
      );
    })
    .map(tellDifference);
}

/** An issue that was moved, or deleted while removals failed, is found by the listing of its board alone. */
function isOutOfSight(lasting: readonly Stuck[], { carried }: Told, key: string): boolean {
  return removalsOf(carried, key).some(({ alone }) =>
    lasting.some(
      (stick) =>
        stick.strikes(listingOf(alone)) && (stick.drawn.place !== 'result' || stick.target.key === key),
    ),
  );
}

function removalsOf(carried: readonly Carried[], key: string): readonly Carried[] {
  const ids = new Set(carried.filter(({ item }) => item?.key === key).map(({ externalId }) => externalId));
  return carried.filter(({ item, externalId }) => item === null && ids.has(externalId));
}

/** The question for the listing of the board that a removal goes to. */
function listingOf({ path }: CallHead): CallHead {
  return { method: 'GET', path: path.replace(/\/[^/]+$/, ''), body: '' };
}

/** Whether a fault strikes the call by which the issue of that key came to be right without it, or did not. */
function isConcerned(
  lasting: readonly Stuck[],
  runs: readonly Told[],
  key: string,
  isToLeave: boolean,
): boolean {
  return runs.some(({ carried }) => isStruck(lasting, carried, key, isToLeave));
}

/** Where a fault has kept an administrator from choosing a board, the run without it says nothing of where issues go. */
function comparable(struck: Told, calm: Told): readonly Told[] {
  return struck.choices === calm.choices ? [calm] : [calm, struck];
}

function isStruck(
  lasting: readonly Stuck[],
  carried: readonly Carried[],
  key: string,
  isToLeave: boolean,
): boolean {
  const ids = new Set(carried.filter(({ item }) => item?.key === key).map(({ externalId }) => externalId));
  return [...ids].some((id) => {
    const own = carried.filter(({ externalId }) => externalId === id);
    const last = own.filter(({ item }) => item !== null).slice(-1);
    const removals = isToLeave ? own.filter(({ item }) => item === null) : [];
    return [...last, ...removals].some(({ alone }) => lasting.some((stick) => stick.strikes(alone)));
  });
}

function wronglyShown(struck: Told, calm: Told): readonly string[] {
  const { wrongScores, listed, saysUnreadable, sticks } = struck;
  const lasting = excuses(struck);
  const feedOf = (board: string): Pick<Sent, 'method' | 'path' | 'body'> => ({
    method: 'GET',
    path: `/api/boards/${board}/issues`,
    body: '',
  });
  const scores = wrongScores.filter(({ key, board }) => {
    const isCut = lasting.some((stick) => stick.drawn.place !== 'result' && stick.strikes(feedOf(board)));
    const isGarbled = sticks.some(({ drawn, target }) => drawn.place === 'result' && target.key === key);
    return !isCut && !(isGarbled && saysUnreadable);
  });
  const listedForNothing = [...listed].filter(
    (key) => !isConcerned(lasting, comparable(struck, calm), key, true),
  );
  return [
    ...scores.map(({ detail }) => detail),
    ...listedForNothing.map((key) => `${key} is listed, and no fault concerns it`),
  ];
}
