/**
 * A chain of calls to Ducalis: the order of its phases, which answer goes where, and the only place that calls. A phase
 * returns what comes next, so an execution makes one call at most, each call has written something fresh before it
 * (YouTrack may drop calls of a transaction that wrote nothing, youtrack-platform §15 U1), and no more calls wait for an
 * answer than there are slots.
 */
import { freeSlot, released, taken } from '../domain/calls-in-flight.ts';
import { chainMark, isMarkOf, LAST_HOP, NO_CALL } from '../domain/chain-mark.ts';
import type { AnswerFunction, Execution, ProjectHandle } from '../youtrack/ports.ts';
import { noteAddress } from './calling/address.ts';
import {
  type Answered,
  type Call,
  DONE,
  earliest,
  later,
  type Next,
  type Onward,
  type Phase,
  type PhaseName,
  type Turn,
} from './calling/next.ts';
import { type Permit, permitToCall } from './calling/permit.ts';
import { scheduleTurn } from './calling/turns.ts';
import { checkOn } from './catching-up/check.ts';
import { introduce, takeIntroduction } from './connecting/introduction.ts';
import { askForListing, isUnread, takeListing } from './round/adoption.ts';
import { askForBoards, takeBoards } from './round/boards.ts';
import { askForOrphans, takeOrphansPage } from './round/orphans.ts';
import { askWhetherOpen, isProbeDue, takeBoardProbe } from './round/probe.ts';
import { askForResults, isFeedDue, takeResultsPage } from './round/results.ts';
import { askForMembers, inviteMissing, isTeamDue, takeInvitation, takeMembers } from './round/team.ts';
import { removeDeleted, takeDeletionAnswer, takeDeletionReceipts } from './sending/deletions.ts';
import { takeDepartureAnswer } from './sending/departures.ts';
import { leaveOnly } from './sending/leave-only.ts';
import { whoseTurn } from './sending/parcels.ts';
import { takeReceipts } from './sending/receipts.ts';
import { takeRemovals } from './sending/removals.ts';
import { sendQueued } from './sending/send.ts';

interface Link {
  readonly run: Phase;
  /** The permit under which the phase runs; otherwise the chain goes on without it. */
  readonly under: 'any' | 'open' | 'elsewhere' | 'not-closed';
  /** What becomes of the phase while Ducalis has asked to wait. */
  readonly whileWaiting: 'skipped' | 'put-off';
  /** Whether it may call Ducalis at all: only then it needs a slot. */
  calls(turn: Turn): boolean;
  readonly next: PhaseName | null;
}

const always = (): boolean => true;
const never = (): boolean => false;

/** Nothing is sent to a board that is closed, or whose listing is still to be read, whatever the chain began with. */
const sendWhatMay: Phase = (turn) => {
  if (turn.project.facts().suspendedReason !== null) return leaveOnly(turn);
  if (!isUnread(turn.project)) return sendQueued(turn);
  const [first, second] =
    whoseTurn(turn.execution.hop) === 'leaving' ? [leaveOnly, askForListing] : [askForListing, leaveOnly];
  const next = first(turn);
  return next.kind === 'call' ? next : earliest(next, second(turn));
};

const LINKS: Readonly<Record<PhaseName, Link>> = {
  introduction: { run: introduce, under: 'any', whileWaiting: 'skipped', calls: always, next: 'sending' },
  deletion: {
    run: removeDeleted,
    under: 'elsewhere',
    whileWaiting: 'put-off',
    calls: always,
    next: 'sending',
  },
  probe: { run: askWhetherOpen, under: 'any', whileWaiting: 'skipped', calls: isProbeDue, next: 'boards' },
  boards: { run: askForBoards, under: 'open', whileWaiting: 'skipped', calls: always, next: 'check' },
  check: { run: checkOn, under: 'not-closed', whileWaiting: 'skipped', calls: never, next: 'results' },
  results: { run: askForResults, under: 'open', whileWaiting: 'skipped', calls: isFeedDue, next: 'orphans' },
  orphans: { run: askForOrphans, under: 'open', whileWaiting: 'skipped', calls: always, next: 'team' },
  team: { run: askForMembers, under: 'open', whileWaiting: 'skipped', calls: isTeamDue, next: 'sending' },
  invitation: { run: inviteMissing, under: 'open', whileWaiting: 'skipped', calls: always, next: 'sending' },
  sending: { run: sendWhatMay, under: 'elsewhere', whileWaiting: 'put-off', calls: always, next: null },
};

const ANSWERS: Readonly<Record<AnswerFunction, (answered: Answered) => Onward>> = {
  onIntroduction: takeIntroduction,
  onDeletionAnswer: takeDeletionAnswer,
  onDeletionReceipts: takeDeletionReceipts,
  onBoardProbe: takeBoardProbe,
  onBoards: takeBoards,
  onAdoptionPage: takeListing,
  onResultsPage: takeResultsPage,
  onOrphansPage: takeOrphansPage,
  onMembers: takeMembers,
  onInvitation: takeInvitation,
  onReceipts: takeReceipts,
  onDepartureAnswer: takeDepartureAnswer,
  onRemovals: takeRemovals,
};

/**
 * Runs the phases from that one on until one calls, waits, or none is left: the last act of an execution.
 *
 * @param told to the first phase. @param answered the call whose answer led here.
 */
export function runChain(
  execution: Execution,
  project: ProjectHandle,
  { to, payload: told }: Onward,
  answered: string | null = null,
): void {
  noteAddress(execution, project);
  const permit = permitToCall(execution, project);
  let phase: PhaseName | null = to;
  let payload = told;
  while (phase !== null) {
    const next = runPhase({ execution, project, payload }, phase, permit);
    if (next.kind === 'call') {
      makeCall(execution, project, phase, next);
      return;
    }
    if (next.kind === 'later') {
      endChain(project, answered);
      // At the last hop a turn would run where nothing runs any more: the next minute begins a chain of its own.
      if (execution.hop + 1 < LAST_HOP) scheduleTurn(execution, project, { phase, payload, at: next.at });
      else project.record({ resumesAt: next.at });
      return;
    }
    phase = LINKS[phase].next;
    payload = null;
  }
  endChain(project, answered);
}

/** Takes the answer in that this execution was called with, and goes on. */
export function runAnswer(execution: Execution, name: AnswerFunction): void {
  const carried = execution.carried();
  if (carried === null || carried.call === null) return;
  const { project, call, epoch, payload } = carried;
  execution.recordStorage(released(execution.storage(), call));
  const answer = execution.answer();
  runChain(execution, project, ANSWERS[name]({ execution, project, answer, call, epoch, payload }), call);
}

function runPhase(turn: Turn, phase: PhaseName, permit: Permit): Next {
  const { execution } = turn;
  const link = LINKS[phase];
  if (execution.hop >= LAST_HOP) return phase === 'sending' ? later(execution.now) : DONE;
  if (permit.kind === 'wait' && (link.under === 'open' || link.under === 'elsewhere')) {
    return link.whileWaiting === 'put-off' ? later(permit.until) : DONE;
  }
  if (!isUnder(link.under, permit.kind)) return DONE;
  if (link.calls(turn) && freeSlot(execution.storage(), execution.now) === null)
    return later(whenFree(execution));
  return link.run(turn);
}

function isUnder(under: Link['under'], permit: Permit['kind']): boolean {
  if (under === 'not-closed') return permit === 'open' || permit === 'wait';
  return under === 'any' || permit === 'open' || under === permit;
}

const FIRST_BUSY_MS = 2_000;
const LONGEST_BUSY_MS = 30_000;

/** Others call at the moment. A chain is short, so it tries again less and less often. */
function whenFree({ now, hop, random }: Pick<Execution, 'now' | 'hop' | 'random'>): number {
  return now + Math.min(FIRST_BUSY_MS * 2 ** (hop - 1), LONGEST_BUSY_MS) * (0.5 + random() / 2);
}

function makeCall(
  execution: Execution,
  project: ProjectHandle,
  phase: PhaseName,
  { id, request, answer, payload, isAwaited }: Call,
): void {
  const { now, hop } = execution;
  const slot = freeSlot(execution.storage(), now);
  if (slot === null) throw new Error('A call without a free slot');
  execution.recordStorage(taken(slot, id, now));
  // After other answers a chain may end before it sends.
  if (phase === 'sending') project.record({ chain: isAwaited ? chainMark(id, now, hop) : NO_CALL });
  const epoch = execution.storage().connectionEpoch ?? 0;
  execution.send(request, answer, { project, call: id, epoch, payload });
}

/** Nothing more is to come of this chain: the next edit begins its own at once. */
function endChain(project: ProjectHandle, answered: string | null): void {
  if (answered !== null && isMarkOf(project.facts().chain, answered)) project.record({ chain: NO_CALL });
}
