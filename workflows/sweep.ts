/** Every five minutes: keeps each connected project in step with its board. */
import { beginRound, isRoundDue, oneIssueQuery, RECENTLY_UPDATED } from '../src/app/round/tick.ts';
import { scheduledRule } from '../src/app/scripts.ts';

export const rule = scheduledRule({
  title: 'Keep Ducalis in step',
  cron: '0 0/5 * * * ?',
  search: ({ project }) => oneIssueQuery(project),
  otherwise: RECENTLY_UPDATED,
  guard: (issue) => isRoundDue(Date.now(), issue.project),
  action: (execution, issue) => beginRound(execution, issue.project),
});
