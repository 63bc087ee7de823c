/** Every night: compares what changed within a week with what was sent, for changes that no rule has seen. */
import { compare } from '../src/app/catching-up/audit.ts';
import { RECENTLY_UPDATED } from '../src/app/round/tick.ts';
import { scheduledRule } from '../src/app/scripts.ts';

export const rule = scheduledRule({
  title: 'Compare the issues of the week with Ducalis',
  cron: '0 30 2 * * ?',
  search: () => RECENTLY_UPDATED,
  otherwise: RECENTLY_UPDATED,
  guard: (issue) => issue.project.facts().connected === true,
  action: compare,
});
