/** Every minute: goes on where YouTrack has ended a chain; every five minutes: keeps each project in step with its board. */
import { isTickDue, oneIssueQuery, RECENTLY_UPDATED, tick } from '../src/app/round/tick.ts';
import { scheduledRule } from '../src/app/scripts.ts';

export const rule = scheduledRule({
  title: 'Keep Ducalis in step',
  cron: '0 * * * * ?',
  search: ({ project }) => oneIssueQuery(project),
  otherwise: RECENTLY_UPDATED,
  guard: (issue) => isTickDue(Date.now(), issue.project),
  action: (execution, issue) => tick(execution, issue.project),
});
