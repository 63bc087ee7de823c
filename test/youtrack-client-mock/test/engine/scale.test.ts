/** What work costs does not depend on how many issues there are: reads of the store are counted, not time. */
import { describe, expect, it, vi } from 'vitest';
import type { EntityId } from '../../src/model/types.ts';
import { findIssues } from '../../src/search/search.ts';
import { createWorld, rule, START, type World } from './world.ts';

const EXTENSIONS = {
  entityTypeExtensions: [
    { entityType: 'Issue', properties: { queue: { type: 'string' }, kind: { type: 'string' } } },
  ],
};
const QUEUED = 20;
const DAY_MS = 86_400_000;

/** `count` old issues besides DEMO-1; the first 20 are queued, all are of one kind. */
function filled(count: number): World {
  const w = createWorld({
    files: {
      'entity-extensions.json': EXTENSIONS,
      'rule.js': rule(`ctx.issue.extensionProperties.queue = 'q';`),
      'tick.js': `
        const entities = require('@jetbrains/youtrack-scripting-api/entities');
        exports.rule = entities.Issue.onSchedule({ title: 'Tick', search: 'issue id: DEMO-1', cron: '0 * * * * ?',
          action: (ctx) => ctx.invokeAsync('drain'),
          asyncFunctions: { drain: () => {
            for (const issue of entities.Issue.findByExtensionProperties({ kind: 'all', queue: 'q' })) {
              entities.Issue.findById(issue.id).extensionProperties.queue = 'q';
            }
          } } });`,
    },
  });
  w.youTrack.administer(w.admin, (tx) => {
    for (let number = 2; number < count + 2; number += 1) {
      tx.create('Issue', {
        project: { ref: w.demo },
        numberInProject: number,
        summary: 'Old',
        reporter: { ref: w.admin },
        created: START - DAY_MS - number,
        updated: START - DAY_MS - number,
        reported: true,
        'ext:demo-app:kind': 'all',
        'ext:demo-app:queue': number < QUEUED + 2 ? 'q' : null,
      });
    }
  });
  return w;
}

/** Reads of the store by `work`, once the indexes that it needs are there. */
async function reads(w: World, work: () => unknown): Promise<number> {
  await work();
  const get = vi.spyOn(w.youTrack.store, 'get');
  await work();
  const { length } = get.mock.calls;
  get.mockRestore();
  return length;
}

const search = (w: World, query: string) => (): readonly EntityId[] =>
  w.youTrack.read((tx) => findIssues(tx, query, { user: w.admin, project: null, now: START }));

describe.each<[string, (w: World) => () => unknown]>([
  ['a scheduled tick with a function that reads 20 queued issues', (w) => () => w.youTrack.advance(60_000)],
  [
    'an edit with its rule',
    (w) => {
      let edits = 0;
      return () => {
        edits += 1;
        w.edit({ summary: `Edited ${edits}` });
      };
    },
  ],
  ['a search for what changed', (w) => search(w, 'updated: {minus 1h} .. *')],
  ['a search in a project for what changed', (w) => search(w, 'project: DEMO updated: {minus 1h} .. *')],
  ['a search for an issue', (w) => search(w, 'issue id: DEMO-7')],
])('%s', (_, workOn) => {
  it('reads as much in 50 issues as in 2,000', async () => {
    const [few, many] = [filled(50), filled(2_000)];
    const read = await reads(few, workOn(few));
    expect(read).toBeGreaterThan(0);
    expect(await reads(many, workOn(many))).toBe(read);
  });
});

describe('A search by moments', () => {
  it('follows what changes, is made and is deleted', async () => {
    const w = filled(5);
    const find = search(w, 'updated: {minus 1h} .. *');
    expect(find()).toEqual([w.issue]);
    await w.youTrack.advance(1_000);
    const [old = ''] = search(w, 'issue id: DEMO-3')();
    w.youTrack.write(w.developer, (tx) => tx.set(old, 'summary', 'Edited'));
    const copy = await w.youTrack.copyIssue(w.issue);
    expect(find()).toEqual([w.issue, old, copy]);
    w.youTrack.write(w.admin, (tx) => tx.remove(old));
    expect(find()).toEqual([w.issue, copy]);
    w.youTrack.restoreIssue(old);
    expect(new Set(find())).toEqual(new Set([w.issue, old, copy]));
  });

  it('sees what its own transaction wrote', () => {
    const w = filled(5);
    w.youTrack.administer(w.admin, (tx) => {
      const [old = ''] = tx.find('Issue', 'numberInProject', 3);
      tx.set(old, 'updated', START);
      tx.set(w.issue, 'updated', 0);
      expect(
        findIssues(tx, 'updated: {minus 1h} .. *', { user: w.admin, project: null, now: START }),
      ).toEqual([old]);
    });
  });
});
