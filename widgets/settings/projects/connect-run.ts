/**
 * Puts several projects on a board: the app is attached to one after the other, since YouTrack asks about each, then
 * all that are attached are connected. One that fails keeps no other from it, but a question that was denied ends the
 * questions. What was done stays, and the rest can be tried again.
 */
import type { Overview } from '../../../src/shared/api.ts';
import { HostFailure, toFailure } from '../../common/failure.ts';
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

export interface Failed {
  readonly candidate: Candidate;
  readonly failure: HostFailure;
}

/** Those that a run has not put on the board. */
export interface Outcome {
  readonly failed: readonly Failed[];
  /** Those about which YouTrack was not to ask any more. */
  readonly notAsked: readonly Candidate[];
}

export interface Run {
  readonly onProgress: (progress: Progress) => void;
  /** Brings what the app knows after each of its calls. */
  readonly onConnected: (overview: Overview) => void;
}

/** The app takes at most so many projects a call (`ConnectSchema`). */
const MOST_AT_ONCE = 50;

/** After a call that failed some of its projects may be connected all the same: only a new overview tells. */
export async function connectAll(
  host: Host,
  candidates: readonly Candidate[],
  board: string,
  { onProgress, onConnected }: Run,
): Promise<Outcome> {
  const { attached, failed, notAsked } = await attachAll(host, candidates, onProgress);
  for (let from = 0; from < attached.length; from += MOST_AT_ONCE) {
    onProgress({ doing: 'connecting', of: attached.length });
    const part = attached.slice(from, from + MOST_AT_ONCE);
    const failedTo = (candidate: Candidate, failure: HostFailure) => failed.push({ candidate, failure });
    try {
      const { overview, refused } = await connectProjects(
        host,
        part.map(({ key }) => key),
        board,
      );
      onConnected(overview);
      for (const { key, code, detail } of refused) {
        const failure = new HostFailure(code, { detail, status: 200 });
        for (const candidate of part) if (candidate.key === key) failedTo(candidate, failure);
      }
    } catch (reason) {
      // Not about a project, so that the next call would fail as well.
      const failure = toFailure(reason);
      for (const candidate of attached.slice(from)) failedTo(candidate, failure);
      break;
    }
  }
  return { failed, notAsked };
}

interface Attaching {
  readonly attached: readonly Candidate[];
  readonly failed: Failed[];
  readonly notAsked: readonly Candidate[];
}

async function attachAll(
  host: Host,
  candidates: readonly Candidate[],
  onProgress: Run['onProgress'],
): Promise<Attaching> {
  const attached: Candidate[] = [];
  const failed: Failed[] = [];
  for (const [index, candidate] of candidates.entries()) {
    onProgress({ doing: 'attaching', at: index + 1, of: candidates.length });
    try {
      await attachApp(host, candidate.id);
      attached.push(candidate);
    } catch (reason) {
      const failure = toFailure(reason);
      failed.push({ candidate, failure });
      // Whoever says no to one of fifty questions would have to say it to all that follow.
      if (failure.code === 'not-confirmed')
        return { attached, failed, notAsked: candidates.slice(index + 1) };
    }
  }
  return { attached, failed, notAsked: [] };
}
