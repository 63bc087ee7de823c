/** Every minute: writes new results into the YouTrack fields chosen for them. */
import { applyResults, isWaiting, waitingQuery } from '../src/app/results/apply.ts';
import { RECENTLY_UPDATED } from '../src/app/round/tick.ts';
import { scheduledRule } from '../src/app/scripts.ts';

export const rule = scheduledRule({
  title: 'Write results of Ducalis into fields',
  cron: '0 * * * * ?',
  search: (asked) => waitingQuery(asked, RECENTLY_UPDATED),
  otherwise: RECENTLY_UPDATED,
  guard: isWaiting,
  action: applyResults,
});
