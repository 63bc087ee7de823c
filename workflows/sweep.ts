/** Every five minutes: fetches new results of each connected project and sends what is still queued. */
import { guarded } from '../src/app/guarded.ts';
import { scheduledRule } from '../src/app/scripts.ts';
import { beginSweep, isSweepDue, RECENTLY_UPDATED, sweepFunctions, sweepQuery } from '../src/app/sweep.ts';

export const rule = scheduledRule({
  title: 'Keep Ducalis in step',
  cron: '0 0/5 * * * ?',
  search: () => guarded('looking up the anchors', sweepQuery, () => RECENTLY_UPDATED),
  guard: (issue) => isSweepDue(Date.now(), issue.project),
  action: (execution, issue) => beginSweep(execution, issue.project),
  functions: sweepFunctions,
});
