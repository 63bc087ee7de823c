/** Every ten minutes: queues issues that were marked but are not queued any more. */
import { isLost, requeue } from '../src/app/catching-up/audit.ts';
import { scheduledRule } from '../src/app/scripts.ts';

const LATELY = 'updated: {minus 1h} .. *';

export const rule = scheduledRule({
  title: 'Find changes that were not queued',
  cron: '0 3/10 * * * ?',
  search: () => LATELY,
  otherwise: LATELY,
  guard: isLost,
  action: requeue,
});
