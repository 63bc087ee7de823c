import { expect, it } from 'vitest';
import { createWorld } from './world.ts';

it('On a real clock an attached app runs by itself: its schedule, and what a reading handler schedules', async () => {
  const world = createWorld({
    clock: 'real',
    files: {
      'rule.js': `
        const entities = require('@jetbrains/youtrack-scripting-api/entities');
        exports.rule = entities.Issue.onSchedule({
          title: 'Every second', cron: '* * * * * ?', search: 'project: DEMO',
          action: () => console.log('scheduled'),
        });`,
      'handler.js': `exports.httpHandler = {
        endpoints: [{ method: 'GET', path: 'x', handle: (ctx) => ctx.invokeAsync('later') }],
        asyncFunctions: { later: () => console.log('called') },
      };`,
    },
  });
  await expect.poll(() => world.log(), { timeout: 10_000 }).toContain('info: scheduled');
  await world.call({ path: 'x' });
  await expect.poll(() => world.log(), { timeout: 10_000 }).toContain('info: called');
});
