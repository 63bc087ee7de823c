/** The phase *sending*: the next call for what a project has queued. Each answer leads back here. */
import { LAST_HOP } from '../../domain/chain-mark.ts';
import { claim } from '../../domain/delivery.ts';
import { isInTrouble, type Lane, turnAt, waitsUntil } from '../../domain/lane.ts';
import { standingOf } from '../../domain/suspicion.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { type Call, call, DONE, later, type Next, type Turn } from '../calling/next.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { journalize } from '../stored/journal.ts';
import { keepLane, noteTry, readLane } from '../stored/lanes.ts';
import { bulkRequest } from './bulk.ts';
import { type Collected, collect } from './collect.ts';
import { isDoubtful } from './departures.ts';
import { chooseUpserts, type Leaving, type Prepared, whoseTurn } from './parcels.ts';
import { proofOf } from './proof.ts';
import { batchPayload, type Noted } from './receipts.ts';
import { sendRemovals } from './removals.ts';

export function sendQueued({ execution, project }: Turn): Next {
  const read = readConfiguration(project);
  if (read.kind !== 'read') return DONE;
  const lane = readLane(execution, { kind: 'upserts', board: read.value.board.id });
  const collected = collect(execution, project, lane);
  const { leaving } = collected.parcels;
  // Neither a thousand removals nor a thousand upserts keep the other waiting.
  const removal =
    leaving === null ? null : (): Call => sendRemovals(execution, project, collected.inspectorFor, leaving);
  if (removal !== null && leaving !== null && hasTurn(execution, leaving)) return removal();
  const upserts = upsertsOf(execution, project, lane, collected);
  if (upserts !== null) {
    // What passes now is proof for a suspect, also on a lane that nobody has used for so long that it was forgotten.
    if (collected.unproven !== null) keepLane(execution, lane);
    return sendUpserts(execution, project, lane, upserts);
  }
  if (removal !== null) return removal();
  const dueAt = whenMore(execution, project, lane, collected);
  return dueAt === null ? DONE : later(dueAt);
}

/** A removal that may fail again has its turn last: whatever waits behind it would be late. */
function hasTurn(execution: Execution, leaving: Leaving): boolean {
  if (whoseTurn(execution.hop) !== 'leaving') return false;
  return !isDoubtful(execution, leaving) || execution.hop === LAST_HOP - 1;
}

/** A call that failed is made once more; after that, others show whose fault it is. */
const PROOF_AFTER = 2;

interface Upserts {
  readonly items: readonly Prepared[];
  /** False for a suspect when there is nothing that could show whether others pass. */
  readonly isProven: boolean;
  readonly noted: Noted;
}

function upsertsOf(
  execution: Execution,
  project: ProjectHandle,
  lane: Lane,
  { parcels, unproven }: Collected,
): Upserts | null {
  const { now, hop } = execution;
  const isWaiting = waitsUntil(lane, now) > 0;
  if (!isWaiting && needsProof(lane, { parcels, unproven })) {
    const proof = proofOf(execution, project, lane);
    if (proof === 'under-way') return null;
    if (proof !== null) return { items: [proof], isProven: true, noted: 'nothing' };
  }
  const items = chooseUpserts(parcels, lane, { now, hop });
  if (items !== null) return { items, isProven: true, noted: notedOf(items) };
  return unproven === null || isWaiting ? null : { items: [unproven], isProven: false, noted: 'end' };
}

/** In trouble, in turns with what failed: an issue that is to show that others pass may be bad itself. */
function needsProof(
  lane: Lane,
  { parcels: { byStanding }, unproven }: Pick<Collected, 'parcels' | 'unproven'>,
): boolean {
  const { fresh, touched, suspect } = byStanding;
  if (fresh.size > 0) return false;
  if (!isInTrouble(lane)) return unproven !== null;
  const isHeldUp = unproven !== null || touched.size + suspect.size > 0;
  const hasTurn = lane.failures % 2 === 0 || touched.size <= 1;
  return isHeldUp && hasTurn && lane.failures >= PROOF_AFTER;
}

function notedOf(items: readonly Prepared[]): Noted {
  return items.every(({ facts }) => facts.failure !== null) ? 'end' : 'everything';
}

/** When a turn is worth it again, in milliseconds since the epoch; null: when something changes. */
function whenMore(
  { now }: Execution,
  { key }: ProjectHandle,
  lane: Lane,
  { parcels, dueAt, unproven }: Collected,
): number | null {
  const isHeldUp = unproven !== null || Object.values(parcels.byStanding).some(({ size }) => size > 0);
  const laneAt = isHeldUp ? turnAt(lane, now, key) : 0;
  if (laneAt === 0) return dueAt;
  return dueAt === null || dueAt <= now ? laneAt : Math.min(dueAt, laneAt);
}

function sendUpserts(
  execution: Execution,
  project: ProjectHandle,
  lane: Lane,
  { items, isProven, noted }: Upserts,
): Call {
  const { board } = lane;
  const batch = execution.newId();
  noteTry(execution, lane);
  for (const { issue, facts, revision, hash } of items) {
    issue.record(claim(facts, { now: execution.now, batch, board, revision, hash }));
  }
  const keys = items.map(({ issue }) => issue.key);
  if (noted === 'everything') journalize(execution, project, 'pushed', keys);
  const texts = items.map(({ json }) => json);
  const request = bulkRequest(execution, board, texts);
  const payload = batchPayload.write({ board, size: items.length, isProven, noted });
  const isAwaited = !isInTrouble(lane) && items.every(({ facts }) => standingOf(facts, lane) === 'fresh');
  return call(execution, request, 'onReceipts', { id: batch, payload, isAwaited });
}
