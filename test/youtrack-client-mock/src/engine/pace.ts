/** How long asynchronous work takes on this YouTrack's clock, and how much of it runs at once. */

/** An asynchronous call that was sent, and what came of it. */
export interface PacedCall {
  readonly app: string;
  readonly method: string;
  /** As the script asked for it, before the host map. */
  readonly url: string;
  readonly body: string | null;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly exception: string | null;
  /** What the script will read as the body of the answer; null when there was none. */
  readonly answer: string | null;
}

export interface Pace {
  /** Milliseconds from the sending of an asynchronous call to its answer; a function tells them for each call. */
  readonly callMs: number | ((call: PacedCall) => number);
  /** Milliseconds of one run of an async function. What it reads and writes, it does at their end. */
  readonly functionMs: number;
  /** What calls and functions run on, one job each; the others wait in order. YouTrack has `max(2, cpus/8)`. */
  readonly threads: number;
  /** Calls in flight above which the log says so; null: any number will do. */
  readonly callsInFlight: number | null;
}

const DEFAULT_PACE: Pace = { callMs: 0, functionMs: 0, threads: 2, callsInFlight: null };

export function paceOf({ pace }: { readonly pace?: Partial<Pace> }): Pace {
  return { ...DEFAULT_PACE, ...pace };
}

/** Whole milliseconds. Throws Error when a function gives none. */
export function durationOf({ callMs }: Pace, call: PacedCall): number {
  const ms = typeof callMs === 'number' ? callMs : callMs(call);
  if (!(ms >= 0 && Number.isFinite(ms))) throw new Error(`pace.callMs must give milliseconds, not ${ms}`);
  return Math.round(ms);
}
