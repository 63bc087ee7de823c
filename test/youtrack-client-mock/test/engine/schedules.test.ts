import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/model/types.ts';
import { createWorld, START } from './world.ts';

function scheduled(body: string, more = '', search = `'project: DEMO'`): string {
  return `
    const entities = require('@jetbrains/youtrack-scripting-api/entities');
    exports.rule = entities.Issue.onSchedule({
      title: 'Scheduled', search: ${search}, cron: '0 0/5 * * * ?',
      guard: (ctx) => ctx.issue.isReported,
      action: (ctx) => { ${body} },
      ${more}
    });`;
}

const MINUTE = 60_000;

describe('A scheduled rule', () => {
  it('runs at its time, as the Workflow User, and leaves `updated` alone', async () => {
    const world = createWorld({
      files: {
        'rule.js': scheduled(`ctx.issue.description = ctx.currentUser.fullName + ' ' + ctx.project.key;`),
      },
    });
    await world.youTrack.advance(4 * MINUTE);
    expect(world.get(world.issue, 'description')).toBeNull();
    await world.youTrack.advance(MINUTE);
    expect(world.get(world.issue, 'description')).toBe('Workflow User DEMO');
    expect(world.get(world.issue, 'updated')).toBe(START);
    expect(world.youTrack.workload()).toEqual({ searches: 0, ruleSearches: 1, propertyWrites: 0 });
  });

  it('changes `updated` when it says so', async () => {
    const world = createWorld({
      files: { 'rule.js': scheduled(`ctx.issue.description = 'x';`, 'modifyUpdatedProperties: true,') },
    });
    await world.youTrack.advance(5 * MINUTE);
    expect(world.get(world.issue, 'updated')).toBeGreaterThan(START);
  });

  it('handles each issue in a transaction of its own, of attached projects only', async () => {
    const world = createWorld({
      files: {
        'rule.js': scheduled(
          `console.log(ctx.issue.id); ctx.issue.description = 'done'; if (ctx.issue.id === 'DEMO-1') throw new Error('broken');`,
          '',
          `() => 'project: DEMO, OTHER'`,
        ),
      },
    });
    const more = (number: number, project: string): Record<string, Value> => ({
      project: { ref: project },
      numberInProject: number,
      summary: 'More',
      description: null,
      reported: true,
      reporter: { ref: world.admin },
    });
    const [second] = world.youTrack.write(world.admin, (tx) => [
      tx.create('Issue', more(2, world.demo)),
      tx.create('Issue', more(1, world.other)),
    ]);
    await world.youTrack.advance(5 * MINUTE);
    expect(world.get(second ?? '', 'description')).toBe('done');
    expect(world.get(world.issue, 'description')).toBeNull();
    expect(world.log().filter((line) => line.startsWith('info'))).toEqual(['info: DEMO-1', 'info: DEMO-2']);
  });

  it('runs once however often time stands still, and again when it moves', async () => {
    const world = createWorld({ files: { 'rule.js': scheduled(`console.log('ran');`) } });
    await world.youTrack.advance(5 * MINUTE);
    await world.youTrack.settle();
    await world.youTrack.settle();
    expect(world.log()).toEqual(['info: ran']);
    await world.youTrack.advance(10 * MINUTE);
    expect(world.log()).toHaveLength(3);
  });

  it('whose requirements are not met is left out and says so', async () => {
    const world = createWorld({
      files: {
        'rule.js': scheduled(
          `console.log('ran');`,
          'requirements: { P: { type: entities.State.fieldType } },',
        ),
      },
    });
    await world.youTrack.advance(5 * MINUTE);
    expect(world.log()).toEqual([expect.stringMatching(/^error: It requires setup/)]);
  });

  it('with a search nobody can read is logged and runs on nothing', async () => {
    const world = createWorld({ files: { 'rule.js': scheduled(`console.log('ran');`, '', `'sort by:'`) } });
    await world.youTrack.advance(5 * MINUTE);
    expect(world.log()).toEqual([expect.stringMatching(/^error: .*search query/)]);
  });
});
