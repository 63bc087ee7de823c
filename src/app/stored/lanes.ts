/**
 * Keeps the lanes that failed lately and are still in use. They are one text in the app's storage; a lane that is not in
 * it works. Two transactions that overlap may lose a change: then a call comes too early or too late.
 */
import * as v from 'valibot';
import {
  isForgotten,
  isInTrouble,
  LANE_KINDS,
  type Lane,
  type LaneName,
  quiet,
  tried,
  used,
} from '../../domain/lane.ts';
import { SPEAKERS } from '../../domain/speaker.ts';
import type { Clock, Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const LaneSchema = v.object({
  kind: v.picklist(LANE_KINDS),
  board: v.string(),
  since: v.nullable(v.number()),
  failures: Count,
  groups: Count,
  until: v.number(),
  by: v.nullable(v.string()),
  triedUntil: v.number(),
  passedAt: v.nullable(v.number()),
  recoveredAt: v.nullable(v.number()),
  usedAt: v.number(),
  cause: v.nullable(
    v.object({ speaker: v.picklist(SPEAKERS), status: v.nullable(v.number()), detail: v.string() }),
  ),
});

const lanesText = storedText(1, v.object({ lanes: v.array(LaneSchema) }));

export function readLanes(execution: Clock & Pick<Storage, 'storage'>): readonly Lane[] {
  const { lanes } = lanesText.readOr(execution.storage().lanes, { lanes: [] });
  return lanes.filter((lane) => !isForgotten(lane, execution.now));
}

export function readLane(execution: Clock & Pick<Storage, 'storage'>, name: LaneName): Lane {
  return readLanes(execution).find((lane) => isSame(lane, name)) ?? quiet(name, execution.now);
}

/** Changes a lane that is remembered: one that always worked is not. */
export function updateLane(execution: Clock & Storage, name: LaneName, update: (lane: Lane) => Lane): void {
  const lane = readLanes(execution).find((one) => isSame(one, name));
  if (lane !== undefined) writeLane(execution, update(lane));
}

export function writeLane(execution: Clock & Storage, lane: Lane): void {
  const others = readLanes(execution).filter((other) => !isSame(other, lane));
  execution.recordStorage({ lanes: lanesText.write({ lanes: [...others, lane] }) });
}

/** What fails on that board has a reason that is known, or is over. */
export function endTroubleOn(execution: Clock & Storage, board: string): void {
  for (const lane of readLanes(execution).filter((one) => one.board === board)) {
    writeLane(execution, quiet(lane, execution.now));
  }
}

/** From now on it is remembered what passes on the lane. */
export function keepLane(execution: Clock & Storage, lane: Lane): void {
  writeLane(execution, used(lane, execution.now));
}

/** While a lane is in trouble, one call at a time tries it. */
export function noteTry(execution: Clock & Storage, lane: Lane): void {
  if (isInTrouble(lane)) writeLane(execution, tried(lane, execution.now));
}

function isSame(one: LaneName, other: LaneName): boolean {
  return one.kind === other.kind && one.board === other.board;
}
