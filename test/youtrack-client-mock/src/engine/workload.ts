/** Counts what scripts make this YouTrack do, wherever they run. */

export interface WorkloadReport {
  /** Searches and look-ups by extension properties that scripts have made. */
  readonly searches: number;
  /** Searches of scheduled rules: one for each project at each run. */
  readonly ruleSearches: number;
  /** Writes of extension properties, whether they changed anything or not. */
  readonly propertyWrites: number;
}

export class Workload {
  private readonly counts = { searches: 0, ruleSearches: 0, propertyWrites: 0 };

  count(what: keyof WorkloadReport): void {
    this.counts[what] += 1;
  }

  report(): WorkloadReport {
    return { ...this.counts };
  }
}
