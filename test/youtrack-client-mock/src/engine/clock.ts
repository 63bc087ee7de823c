/** This YouTrack's clock: the machine's, or one that stands still until it is moved. */
import type { YouTrackOptions } from './types.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Undefined for a clock that nobody can move. Never moves back. */
  readonly moveTo: ((time: number) => void) | undefined;
}

export function createClock({ clock, startAt }: Pick<YouTrackOptions, 'clock' | 'startAt'>): Clock {
  if (clock === 'real') return { now: Date.now, moveTo: undefined };
  let time = startAt ?? Date.now();
  return {
    now: () => time,
    moveTo(later) {
      time = Math.max(time, later);
    },
  };
}
