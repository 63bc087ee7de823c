/** Every minute: writes new results into the YouTrack fields chosen for them. */
import { applyResults, isWaiting, waitingQuery } from '../src/app/apply-results.ts';
import { scheduledRule } from '../src/app/scripts.ts';
import { RECENTLY_UPDATED } from '../src/app/sweep.ts';

export const rule = scheduledRule({
  title: 'Write results of Ducalis into fields',
  cron: '0 * * * * ?',
  search: () => waitingQuery(Date.now(), RECENTLY_UPDATED),
  otherwise: RECENTLY_UPDATED,
  guard: isWaiting,
  action: applyResults,
});
