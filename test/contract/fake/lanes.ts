/** The lanes of the YouTrack in memory, as tests see them and put them into trouble. */
import { readLane, writeLane } from '../../../src/app/stored/lanes.ts';
import { type Cause, type Lane, type LaneKind, type LaneName, waitsUntil } from '../../../src/domain/lane.ts';
import { BOARD } from './connected.ts';
import type { FakeYouTrack } from './youtrack.ts';

export const CAUSE: Cause = { speaker: 'between', status: 502, detail: 'Bad Gateway' };

function nameOf(kind: LaneKind, board: string): LaneName {
  return { kind, board: kind === 'boards' || kind === 'connection' ? '' : board };
}

/** @param board of the lane, if it has one; absent: the board of the project DEMO. */
export function laneOf(youTrack: FakeYouTrack, kind: LaneKind, board = BOARD): Lane {
  return readLane(youTrack.execution(), nameOf(kind, board));
}

/** For how many milliseconds the lane waits; 0: calls may be made now. */
export function waitOf(youTrack: FakeYouTrack, kind: LaneKind, board = BOARD): number {
  const until = waitsUntil(laneOf(youTrack, kind, board), youTrack.now);
  return until === 0 ? 0 : until - youTrack.now;
}

/** Calls of that lane have failed since now, and wait for so many milliseconds. */
export function letWait(
  youTrack: FakeYouTrack,
  kind: LaneKind,
  ms: number,
  changes: Partial<Lane> = {},
): void {
  const { now } = youTrack;
  const before = laneOf(youTrack, kind, changes.board);
  const trouble = { since: now, failures: 1, groups: 2, until: now + ms, usedAt: now, cause: CAUSE };
  writeLane(youTrack.execution(), { ...before, ...trouble, ...changes });
}
