/** Every five minutes: keeps each connected project in step with its board. */
import { scheduledRule } from '../src/app/scripts.ts';
import { beginSweep, isSweepDue, RECENTLY_UPDATED, sweepQuery } from '../src/app/sweep.ts';

export const rule = scheduledRule({
  title: 'Keep Ducalis in step',
  cron: '0 0/5 * * * ?',
  search: sweepQuery,
  otherwise: RECENTLY_UPDATED,
  guard: (issue) => isSweepDue(Date.now(), issue.project),
  action: (execution, issue) => beginSweep(execution, issue.project),
});
