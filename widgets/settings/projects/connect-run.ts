/**
 * Puts several projects on a board: the app is attached to one after the other, since YouTrack asks about each, then
 * all that are attached are connected. Whatever stops it, what was done stays, and the rest can be tried again.
 */
import type { Overview } from '../../../src/shared/api.ts';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import type { Host } from '../../common/host.ts';
import { connectProjects } from '../admin-api.ts';
import { attachApp } from '../youtrack-api.ts';

export interface Candidate {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** `at` counts from 1. */
export type Progress =
  | { readonly doing: 'attaching'; readonly at: number; readonly of: number }
  | { readonly doing: 'connecting'; readonly of: number };

export interface Stop {
  readonly failure: HostFailure;
  readonly at: Progress['doing'];
}

export interface Run {
  readonly onProgress: (progress: Progress) => void;
  /** Brings what the app knows after each of its calls. */
  readonly onConnected: (overview: Overview) => void;
}

/** The app takes at most so many projects a call (`ConnectSchema`). */
const MOST_AT_ONCE = 50;

/**
 * @returns what stopped it; null when all are connected. After a refused call some of its projects may be connected
 * all the same: only a new overview tells.
 */
export async function connectAll(
  host: Host,
  candidates: readonly Candidate[],
  board: string,
  { onProgress, onConnected }: Run,
): Promise<Stop | null> {
  let stop: Stop | null = null;
  const attached: string[] = [];
  try {
    for (const { id, key } of candidates) {
      onProgress({ doing: 'attaching', at: attached.length + 1, of: candidates.length });
      await attachApp(host, id);
      attached.push(key);
    }
  } catch (reason) {
    stop = { failure: toFailure(reason), at: 'attaching' };
  }
  try {
    for (let from = 0; from < attached.length; from += MOST_AT_ONCE) {
      onProgress({ doing: 'connecting', of: attached.length });
      onConnected(await connectProjects(host, attached.slice(from, from + MOST_AT_ONCE), board));
    }
  } catch (reason) {
    stop = { failure: toFailure(reason), at: 'connecting' };
  }
  return stop;
}
