/** A connected YouTrack, and which of its projects feed which boards. Shapes only. */
import type { Matches } from './matching.ts';

export interface TrackerProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** A project that feeds a board. */
export interface Link {
  readonly project: TrackerProject;
  readonly board: number;
  matches: Matches;
  /** What the last reading came to, in one sentence; null before the first. */
  outcome: string | null;
}

export interface Integration {
  readonly id: number;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Login of the token's owner. */
  readonly user: string;
  /** Their full name. */
  readonly userName: string;
  /** Secret: never logged, never part of an answer. */
  readonly token: string;
  readonly projects: readonly TrackerProject[];
  readonly canCreateFields: boolean;
  /** By id of the project. */
  readonly links: Map<string, Link>;
  /** Why the last contact failed; null when it went well. */
  problem: string | null;
}

export interface Invitation {
  readonly id: number;
  readonly to: string;
  readonly board: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}
