/** What rules cost: how often they ran, and what they did while a user waited. */
import type { Execution } from './execution.ts';
import type { RuleMetrics } from './types.ts';

type Sums = { -readonly [Name in keyof RuleMetrics]: RuleMetrics[Name] };

export class Metrics {
  private readonly sums = new Map<string, Sums>();

  /** @param ms real milliseconds of guard and action together. */
  count({ app, script, insideEdit, counts }: Execution, hasFired: boolean, ms: number): void {
    const key = `${app}/${script}`;
    const sums = this.sums.get(key) ?? {
      app,
      rule: script,
      guardCalls: 0,
      actionCalls: 0,
      insideMs: 0,
      insideOutbound: 0,
      insideSearches: 0,
      insideForeignWrites: 0,
    };
    this.sums.set(key, sums);
    sums.guardCalls += 1;
    if (hasFired) sums.actionCalls += 1;
    if (!insideEdit) return;
    sums.insideMs += ms;
    sums.insideOutbound += counts.outbound;
    sums.insideSearches += counts.searches;
    sums.insideForeignWrites += counts.foreignWrites;
  }

  list(): readonly RuleMetrics[] {
    return [...this.sums.values()].map((sums) => ({ ...sums }));
  }
}
