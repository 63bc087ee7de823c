/** When a test's call comes back, everything that was due is done. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createWorld, receiver, rule } from './world.ts';

const EXTENSIONS = {
  entityTypeExtensions: [{ entityType: 'Issue', properties: { count: { type: 'integer' } } }],
};

/** Three calls one after the other for each issue, each counted on the issue. */
const CHAIN = rule(
  `new http.Connection('https://api.example.com').postAsync('/', [], ctx.issue.id, 'answered');`,
  `asyncFunctions: { answered: (ctx) => {
    const properties = ctx.issue.extensionProperties;
    properties.count = (properties.count || 0) + 1;
    if (properties.count < 3) {
      new http.Connection('https://api.example.com').postAsync('/', [], ctx.issue.id, 'answered');
    }
  } },`,
);

describe.each(['settle', 'advance'] as const)('%s', (how) => {
  it('waits for all calls of all chains, however slowly they are answered', async () => {
    const server = await receiver(async (_, response) => {
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      response.end('ok');
    });
    const w = createWorld({
      files: { 'rule.js': CHAIN, 'entity-extensions.json': EXTENSIONS },
      hostMap: server.hostMap,
    });
    const issues = [w.issue];
    for (let made = 1; made < 8; made += 1)
      issues.push(await w.youTrack.copyIssue(w.issue, { rules: false }));
    for (const [at, issue] of issues.entries()) {
      w.youTrack.write(w.developer, (tx) => tx.set(issue, 'summary', `Edited ${at}`));
    }
    if (how === 'settle') await w.youTrack.settle();
    else await w.youTrack.advance(1_000);
    expect(server.bodies).toHaveLength(24);
    expect(issues.map((issue) => w.get(issue, 'ext:demo-app:count'))).toEqual(issues.map(() => 3));
  });

  it('waits for calls that a restart has lost, whose answers reach nobody', async () => {
    const server = await receiver((_, response) => response.end('ok'));
    const w = createWorld({
      files: { 'rule.js': CHAIN, 'entity-extensions.json': EXTENSIONS },
      hostMap: server.hostMap,
    });
    w.edit({ summary: 'Edited' });
    const first = w.youTrack.settle();
    w.youTrack.restart();
    if (how === 'settle') await w.youTrack.settle();
    else await w.youTrack.advance(1_000);
    expect(server.bodies).toEqual(['DEMO-1']);
    expect(w.get(w.issue, 'ext:demo-app:count')).toBeUndefined();
    await first;
  });
});
