/** How often a schedule may fire, where a limit is set; JetBrains names none (youtrack-platform §4). */
import type { LoadedScript } from './app-runtime.ts';
import { nextRun } from './quartz.ts';
import { ImportRejected } from './types.ts';

/** Times of a schedule that are looked at: a day of one that fires every few minutes. */
const MOST_TIMES = 500;

/** Throws ImportRejected for a rule that would fire twice within `shortestMs`. */
export function demandSchedules(scripts: Iterable<LoadedScript>, shortestMs: number, now: number): void {
  if (shortestMs <= 0) return;
  for (const { name, definition } of scripts) {
    if (definition.kind !== 'rule' || definition.rule.ruleType !== 'onSchedule') continue;
    const { cron } = definition.rule;
    let last: number | undefined;
    let next = nextRun(cron, now, 'UTC');
    for (let times = 0; next !== undefined && times < MOST_TIMES; times += 1) {
      if (last !== undefined && next - last < shortestMs) {
        throw new ImportRejected(`${name}.js: the schedule ${cron} fires twice within ${shortestMs} ms`);
      }
      last = next;
      next = nextRun(cron, last, 'UTC');
    }
  }
}
