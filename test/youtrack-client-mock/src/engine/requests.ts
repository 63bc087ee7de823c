/** What a test asks of the emulator beyond what YouTrack offers, and what it is told. */
import type { EntityId } from '../model/types.ts';

export interface InterleaveOptions {
  /**
   * True: the writes of the first transaction are replayed over what the second one has committed, scripts are not run
   * again. False: when the second one wrote anything, the first is run again from its beginning. Either way, switches
   * for harder sides may have it refused instead.
   */
  readonly replay: boolean;
  /** Called at the moment at which a transaction is held: the place for a test to write the second one. */
  readonly meanwhile?: () => void;
}

export interface InterleaveReport {
  /** Whether the next transaction that writes will be held. */
  readonly armed: boolean;
  /** Whether one is held right now. */
  readonly held: boolean;
  /** How often a second transaction committed before the held one. */
  readonly overlaps: number;
  /** Of these, how often both wrote the same property, or one deleted what the other wrote. */
  readonly conflicts: number;
  /** Held transactions that came to nothing: refused, also when they were run again, or what they wrote to was gone. */
  readonly refused: number;
  /** Of these, how many filled an extension property that the second one had filled (switch `unique-values`). */
  readonly notUnique: number;
  /** Of these, how many scheduled a call under a key under which the second one had scheduled one (`key-conflicts`). */
  readonly keyConflicts: number;
}

export interface CopyOptions {
  /** The project of the copy; that of the original when absent. */
  readonly project?: EntityId;
  /** Who copies; the reporter of the original when absent. */
  readonly user?: EntityId;
  /** Whether on-change rules run on the copy as on a new issue; they do when absent. */
  readonly rules?: boolean;
}
