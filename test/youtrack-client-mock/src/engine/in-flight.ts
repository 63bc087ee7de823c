/** Counts asynchronous calls that are on their way on this YouTrack's clock. */

export interface InFlightReport {
  /** Sent, and not answered yet. */
  readonly now: number;
  /** The most at any time so far. */
  readonly most: number;
  /** Above which it is reported; null: any number will do. */
  readonly bound: number | null;
  /** How many calls were sent while as many as the bound were in flight already. */
  readonly above: number;
}

export class InFlight {
  private readonly counts = { now: 0, most: 0, above: 0 };

  constructor(private readonly bound: number | null) {}

  /** @returns a sentence when there are more than there should be, else null. */
  begin(): string | null {
    const { counts, bound } = this;
    counts.now += 1;
    counts.most = Math.max(counts.most, counts.now);
    if (bound === null || counts.now <= bound) return null;
    counts.above += 1;
    return `${counts.now} calls are in flight, more than ${bound}`;
  }

  end(): void {
    this.counts.now -= 1;
  }

  /** Nobody waits for those under way any more. */
  lose(): void {
    this.counts.now = 0;
  }

  report(): InFlightReport {
    return { bound: this.bound, ...this.counts };
  }
}
