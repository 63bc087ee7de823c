/** Walks through all issues of a project: the import, and what it marks. */
import { describe, expect, it } from 'vitest';
import { isFree, pauseImport, resumeImport, startImport } from '../../src/app/catching-up/import.ts';
import { walker } from '../../src/app/inspection/walker.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import { hasTombstone, setTombstone } from '../../src/app/stored/tombstones.ts';
import { isImporting, newWalk, readWalk } from '../../src/app/stored/walk.ts';
import { type ConnectedYouTrack, connected, itemsOf, keysOf, receiptsFor } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { logged } from './fake/logged.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';

const DEMO = (youTrack: ConnectedYouTrack): FakeProject => the(youTrack.projects.get('DEMO'));

/** Walks up to `limit` numbers from the first one on. @returns the keys of what was marked, and the walk. */
function walkOn(youTrack: ConnectedYouTrack, limit = 1_000) {
  const execution = youTrack.execution();
  const project = DEMO(youTrack);
  const visited: string[] = [];
  const walk = walker(execution, project, newWalk(execution, project), limit, ({ key }) => visited.push(key));
  const marked: string[] = [];
  for (let issue = walk.next(); issue !== null; issue = walk.next()) marked.push(issue.key);
  return { marked, visited, walk: walk.walk };
}

const isQueued = (issue: FakeIssue) => issue.delivery().queue === issue.project.facts().queueId;

describe('an import', () => {
  it('can be paused and resumed where it was', () => {
    const youTrack = connected();
    const project = DEMO(youTrack);
    for (let number = 1; number <= 150; number += 1) youTrack.addIssue(`DEMO-${number}`);
    startImport(youTrack.execution(), project);
    const first = the(youTrack.turn().sent);
    pauseImport(project);
    expect(isImporting(project)).toBe(false);
    expect(youTrack.answer(first, receiptsFor(first))).toEqual({ scheduled: null, sent: null });
    resumeImport(project);
    expect(isImporting(project)).toBe(true);
    expect(itemsOf(the(youTrack.turn().sent))).toHaveLength(50);
  });

  it('that is done cannot be paused or resumed', () => {
    const project = DEMO(connected());
    pauseImport(project);
    expect(readWalk(project, 'importState')?.state).toBe('done');
    resumeImport(project);
    expect(readWalk(project, 'importState')?.state).toBe('done');
  });

  it('that never was cannot be paused or resumed', () => {
    const project = DEMO(connected());
    project.record({ importState: null });
    pauseImport(project);
    resumeImport(project);
    expect([readWalk(project, 'importState'), isImporting(project)]).toEqual([null, false]);
  });

  it('leaves a project free for other walks only when it is over', () => {
    const youTrack = connected();
    const project = DEMO(youTrack);
    expect(isFree(project)).toBe(true);
    startImport(youTrack.execution(), project);
    expect(isFree(project)).toBe(false);
    pauseImport(project);
    expect(isFree(project)).toBe(false);
    project.record({ importState: null });
    expect(isFree(project)).toBe(true);
  });

  it('sends nothing that Ducalis already holds', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const before = { ...issue.properties };
    startImport(youTrack.execution(), DEMO(youTrack));
    expect(youTrack.turn().sent).toBeNull();
    expect(issue.properties).toEqual(before);
  });

  it('lets results be written again where a field holds something else', () => {
    const youTrack = connected(
      { results: [{ field: 'Score', result: 'totalScore' }] },
      { fields: [{ name: 'Score', type: 'float' }] },
    );
    const issue = youTrack.sentIssue('DEMO-1');
    issue.recordResults({ totalScore: 7, scoredAt: 1 });
    startImport(youTrack.execution(), DEMO(youTrack));
    youTrack.turn();
    expect(issue.results()).toMatchObject({
      resultsQueue: DEMO(youTrack).facts().queueId,
      resultsQueuedAt: youTrack.now,
    });
  });
});

describe('a walk', () => {
  it('meets every issue in the order of their numbers, across gaps', () => {
    const youTrack = connected();
    for (const number of [2, 1, 290, 3]) youTrack.addIssue(`DEMO-${number}`);
    const { marked, visited, walk } = walkOn(youTrack);
    expect(visited).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-290']);
    expect(marked).toEqual(visited);
    expect(walk).toMatchObject({ state: 'done', found: 4, marked: 4, total: 4, endedAt: youTrack.now });
  });

  it('looks at no more numbers than it may', () => {
    const youTrack = connected();
    for (const number of [1, 2, 3, 4]) youTrack.addIssue(`DEMO-${number}`);
    const { visited, walk } = walkOn(youTrack, 3);
    expect(visited).toHaveLength(3);
    expect(walk).toMatchObject({ state: 'running', next: 4, endedAt: null });
  });

  it('ends after 300 numbers in a row without an issue once all were found', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1');
    expect(walkOn(youTrack, 300).walk.state).toBe('running');
    expect(walkOn(youTrack, 301).walk).toMatchObject({ state: 'done', missing: 300, next: 302 });
  });

  it('goes on behind a greater gap as long as issues are missing', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1');
    youTrack.addIssue('DEMO-700');
    expect(walkOn(youTrack, 2_000).visited).toEqual(['DEMO-1', 'DEMO-700']);
  });

  it('waits for no issue that was deleted or created behind it', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-2');
    youTrack.addIssue('DEMO-3');
    const execution = youTrack.execution();
    const project = DEMO(youTrack);
    const deleted = walker(execution, project, newWalk(execution, project), 1_000);
    youTrack.issues.delete('DEMO-3');
    while (deleted.next() !== null);
    expect(deleted.walk).toMatchObject({ state: 'done', total: 2, found: 1, missing: 300 });
    const created = walker(execution, project, { ...newWalk(execution, project), next: 2 }, 1_000);
    youTrack.addIssue('DEMO-1');
    while (created.next() !== null);
    expect(created.walk).toMatchObject({ state: 'done', total: 1, found: 1, missing: 300 });
  });

  it('ends after 10,000 numbers without an issue in any case', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-20000');
    const execution = youTrack.execution();
    const project = DEMO(youTrack);
    const late = walker(execution, project, { ...newWalk(execution, project), missing: 9_999 }, 1);
    expect(late.next()).toBeNull();
    expect(late.walk.state).toBe('running');
    const last = walker(execution, project, { ...newWalk(execution, project), missing: 10_199 }, 1);
    expect(last.next()).toBeNull();
    expect(last.walk.state).toBe('done');
  });

  it('finds nothing in a project without a queue', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1');
    DEMO(youTrack).record({ queueId: null });
    expect(walkOn(youTrack).visited).toEqual([]);
  });
});

describe('an issue that a walk meets', () => {
  it('is marked when it was never sent, and belongs on the board', () => {
    const youTrack = connected();
    const issue = youTrack.addIssue('DEMO-1');
    expect(walkOn(youTrack).marked).toEqual(['DEMO-1']);
    expect(issue.isOwner()).toBe(true);
    expect(isQueued(issue)).toBe(true);
  });

  it('is marked, and not counted, when only its facts are behind', () => {
    const youTrack = connected();
    const issue = youTrack.addIssue('DEMO-1', { isRestricted: true });
    const { marked, walk } = walkOn(youTrack);
    expect({ marked, counted: walk.marked }).toEqual({ marked: ['DEMO-1'], counted: 0 });
    youTrack.turn();
    expect(issue.delivery()).toMatchObject({ queue: null, excludedBy: 'restricted' });
  });

  it('is left alone as long as it is settled outside of the board', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1', { isRestricted: true });
    walkOn(youTrack);
    youTrack.turn();
    expect(walkOn(youTrack).marked).toEqual([]);
  });

  it('is marked when a value was renamed: it is sent as something else', () => {
    const youTrack = connected({ builtIn: { status: 'State', type: null, assignee: null } });
    const state = (name: string) => ({ type: 'state[1]', value: { kind: 'names', names: [name] } }) as const;
    const issue = youTrack.sentIssue('DEMO-1', { fields: { State: state('Open') } });
    expect(walkOn(youTrack).marked).toEqual([]);
    issue.options = { fields: { State: state('Submitted') } };
    expect(walkOn(youTrack).marked).toEqual(['DEMO-1']);
  });

  it('is marked when it is on a board that it does not belong on', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = { isRestricted: true };
    expect(walkOn(youTrack).marked).toEqual(['DEMO-1']);
  });

  it.each(['a draft', 'queued', 'on its way'])('is left alone while it is %s', (state) => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    if (state === 'a draft') {
      issue.record({ queue: null });
      issue.options = { isReported: false };
    }
    if (state === 'on its way') {
      youTrack.turn();
      issue.record({ queue: null });
    }
    const before = { ...issue.properties };
    expect(walkOn(youTrack).marked).toEqual([]);
    expect(issue.properties).toEqual(before);
  });

  it('is left alone when it cannot be read, and keeps no other from being marked', () => {
    const youTrack = connected();
    const log = logged();
    youTrack.addIssue('DEMO-1').unreadable = new Error('No such field');
    youTrack.addIssue('DEMO-2');
    expect(walkOn(youTrack).marked).toEqual(['DEMO-2']);
    expect(log).toEqual(['[ducalis] looking at DEMO-1 failed: No such field']);
  });

  it('is marked when it is a copy, and becomes an issue of its own', () => {
    const youTrack = connected();
    const original = youTrack.sentIssue('DEMO-1');
    const copy = youTrack.copy(original, 'DEMO-2');
    expect(walkOn(youTrack).marked).toEqual(['DEMO-2']);
    expect(copy.delivery().externalId).not.toBe(original.delivery().externalId);
  });

  it('is marked only to be settled when it is a copy that belongs nowhere', () => {
    const youTrack = connected();
    const copy = youTrack.copy(youTrack.sentIssue('DEMO-1'), 'DEMO-2');
    copy.options = { isRestricted: true };
    const { marked, walk } = walkOn(youTrack);
    expect({ marked, counted: walk.marked }).toEqual({ marked: ['DEMO-2'], counted: 0 });
  });

  it('is sent again when it was deleted, taken off as an orphan and restored', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const { externalId } = issue.delivery();
    setTombstone(DEMO(youTrack), the(externalId));
    expect(walkOn(youTrack).marked).toEqual(['DEMO-1']);
    expect(hasTombstone(DEMO(youTrack), externalId)).toBe(false);
    expect(issue.delivery().ackedHash).toBeNull();
    expect(itemsOf(the(youTrack.turn().sent))).toHaveLength(1);
  });

  it('waits for a person until its content is another one', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    const { sent, queue } = issue.delivery();
    youTrack.turn();
    issue.record({
      sentBatch: null,
      queue: null,
      failure: 'issue-rejected',
      attention: queue,
    });
    expect(sent).toBeNull();
    youTrack.now += 60_000;
    expect(walkOn(youTrack).marked).toEqual([]);
    issue.options = { summary: 'Another one' };
    expect(walkOn(youTrack).marked).toEqual(['DEMO-1']);
  });

  it('waits for a person no longer when it belongs nowhere any more', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    logged();
    issue.unreadable = new Error('No such field');
    youTrack.turn();
    issue.unreadable = null;
    issue.options = { isRestricted: true };
    expect(walkOn(youTrack)).toMatchObject({ marked: ['DEMO-1'], walk: { marked: 0 } });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery()).toMatchObject({ failure: null, attention: null, excludedBy: 'restricted' });
  });
});

describe('a project that never had an import', () => {
  it('sends what is queued', () => {
    const youTrack = connected();
    the(youTrack.projects.get('DEMO')).record({ importState: null });
    youTrack.queueIssues(1);
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-1']);
  });
});

describe('an import under way', () => {
  it('fills the calls with issues that nobody has marked', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    for (const number of [1, 2, 3]) youTrack.addIssue(`DEMO-${number}`);
    youTrack.queuedIssue('DEMO-4');
    startImport(youTrack.execution(), project);
    expect(keysOf(the(youTrack.turn().sent)).sort()).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4']);
    expect(readWalk(project, 'importState')).toMatchObject({ found: 4, marked: 3 });
  });

  it('goes on in the next turn although there was nothing to send', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    youTrack.addIssue('DEMO-700');
    startImport(youTrack.execution(), project);
    const { scheduled, sent } = youTrack.turn();
    expect(sent).toBeNull();
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'running', next: 501 });
    expect(keysOf(the(youTrack.run(the(scheduled)).sent))).toEqual(['DEMO-700']);
  });

  it('stops where the call is full, and says so when it is done', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    for (let number = 1; number <= 150; number += 1) youTrack.addIssue(`DEMO-${number}`);
    startImport(youTrack.execution(), project);
    const first = the(youTrack.turn().sent);
    expect(itemsOf(first)).toHaveLength(100);
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'running', next: 101, marked: 100 });
    expect(readJournal(project).map(({ kind }) => kind)).not.toContain('imported');
    const second = the(youTrack.answer(first, receiptsFor(first)).sent);
    expect(itemsOf(second)).toHaveLength(50);
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'done', endedAt: youTrack.now });
    expect(readJournal(project)).toContainEqual(
      expect.objectContaining({ kind: 'imported', issue: null, count: 150 }),
    );
  });
});
