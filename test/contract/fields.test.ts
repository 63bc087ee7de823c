/** Results that are written into the fields chosen for them. */
import { describe, expect, it, vi } from 'vitest';
import { applyResults, isWaiting, queueResults, waitingQuery } from '../../src/app/results/apply.ts';
import { readNotices } from '../../src/app/stored/notices.ts';
import type { ScheduledSearch } from '../../src/youtrack/scheduled-search.ts';
import { type ConnectedYouTrack, connected, OTHER_BOARD } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { logged } from './fake/logged.ts';
import { the } from './fake/the.ts';

const DAY = 24 * 60 * 60_000;
const FIELDS = [
  { name: 'Score', type: 'float' },
  { name: 'Rank', type: 'integer' },
  { name: 'Link', type: 'string' },
];
const CHOSEN = [
  { field: 'Score', result: 'totalScore' as const },
  { field: 'Rank', result: 'priority' as const },
];

function scored() {
  const youTrack = connected({ results: CHOSEN }, { fields: FIELDS });
  const issue = youTrack.sentIssue('DEMO-1');
  issue.recordResults({ totalScore: 7.5, priority: 3, scoredAt: youTrack.now });
  return { youTrack, issue, project: the(youTrack.projects.get('DEMO')) };
}

function waiting() {
  const on = scored();
  queueResults(on.youTrack.execution(), on.issue);
  expect(isWaiting(on.issue)).toBe(true);
  return on;
}

describe('results that wait', () => {
  it('are written, and wait no more', () => {
    const { youTrack, issue } = waiting();
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: 7.5, Rank: 3 });
    expect(issue.results()).toMatchObject({ resultsQueue: null, resultsQueuedAt: null, totalScore: 7.5 });
    expect(isWaiting(issue)).toBe(false);
  });

  it('are written only where a field holds something else', () => {
    const { youTrack, issue } = waiting();
    issue.held.Score = 7.5;
    const written: string[] = [];
    const { targets } = issue;
    vi.spyOn(issue, 'targets', 'get').mockReturnValue({
      ...targets,
      write: (field) => written.push(field),
    });
    applyResults(youTrack.execution(), issue);
    expect(written).toEqual(['Rank']);
  });

  it('are written one by one: a field that YouTrack refuses keeps no other waiting', () => {
    const log = logged();
    const { youTrack, issue } = waiting();
    const { targets } = issue;
    vi.spyOn(issue, 'targets', 'get').mockReturnValue({
      ...targets,
      write(field, written) {
        if (field === 'Score') throw new Error(`No such value: ${written}`);
        targets.write(field, written);
      },
    });
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Rank: 3 });
    expect(isWaiting(issue)).toBe(false);
    expect(log).toEqual(['[ducalis] DEMO-1: YouTrack refused a result for one of its fields']);
  });

  it('are given up after a day, and their next results are tried again', () => {
    const log = logged();
    const { youTrack, issue } = waiting();
    youTrack.now += DAY + 1;
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({});
    expect(isWaiting(issue)).toBe(false);
    expect(log).toHaveLength(1);
    queueResults(youTrack.execution(), issue);
    youTrack.now += DAY;
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: 7.5, Rank: 3 });
  });

  it.each(['{', '{"version":99}'])('stay while the settings cannot be read, as in %j', (text) => {
    const { youTrack, issue, project } = waiting();
    const settings = project.document('configuration');
    project.record({ configuration: text });
    for (let day = 0; day < 3; day += 1) {
      applyResults(youTrack.execution(), issue);
      youTrack.now += 0.9 * DAY;
    }
    expect(issue.held).toEqual({});
    expect(isWaiting(issue)).toBe(true);
    project.record({ configuration: settings });
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: 7.5, Rank: 3 });
    expect(isWaiting(issue)).toBe(false);
  });

  it('cost one write in half a day while the settings cannot be read', () => {
    const { youTrack, issue, project } = waiting();
    project.record({ configuration: '{' });
    const { writes } = youTrack;
    const minute = () => {
      applyResults(youTrack.execution(), issue);
      youTrack.now += 60_000;
    };
    for (let minutes = 0; minutes <= 12 * 60; minutes += 1) minute();
    expect(youTrack.writes).toBe(writes);
    minute();
    expect(youTrack.writes).toBe(writes + 1);
  });

  it('wait no more where the project has no settings', () => {
    const { youTrack, issue, project } = waiting();
    project.record({ configuration: null });
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({});
    expect(isWaiting(issue)).toBe(false);
  });

  it('that were queued by a clock that was ahead wait from now on', () => {
    const { youTrack, issue } = waiting();
    issue.recordResults({ resultsQueuedAt: youTrack.now + 20 * 60 * 60_000 });
    applyResults(youTrack.execution(), issue);
    expect(issue.results().resultsQueuedAt).toBe(youTrack.now);
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: 7.5, Rank: 3 });
    expect(isWaiting(issue)).toBe(false);
  });

  it('that were queued by a clock that is a little ahead are written at once', () => {
    const { youTrack, issue } = waiting();
    issue.recordResults({ resultsQueuedAt: youTrack.now + 60_000 });
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: 7.5, Rank: 3 });
  });

  it('while no rule ran are not given up by an import', () => {
    const { youTrack, issue } = waiting();
    youTrack.now += 2 * DAY;
    queueResults(youTrack.execution(), issue);
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: 7.5, Rank: 3 });
  });

  it('are written of the last choice for a field', () => {
    const { youTrack, issue } = scored();
    youTrack.connectProject('DEMO', {
      results: [...CHOSEN, { field: 'Score', result: 'votingPercent' }],
    });
    issue.recordResults({ votingPercent: 80 });
    queueResults(youTrack.execution(), issue);
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: 80, Rank: 3 });
  });

  it('are the address of the issue in Ducalis too', () => {
    const { youTrack, issue } = scored();
    youTrack.connectProject('DEMO', { results: [{ field: 'Link', result: 'url' }] });
    queueResults(youTrack.execution(), issue);
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Link: issue.delivery().ducalisUrl });
  });

  it('clear a field for a result that is not known any more', () => {
    const { youTrack, issue } = waiting();
    applyResults(youTrack.execution(), issue);
    issue.recordResults({ totalScore: null, resultsQueue: 'q', resultsQueuedAt: youTrack.now });
    applyResults(youTrack.execution(), issue);
    expect(issue.held).toEqual({ Score: null, Rank: 3 });
  });
});

describe('results do not wait', () => {
  it.each([
    ['where no field is chosen', { results: undefined }],
    ['where no field is chosen any more', { results: [] }],
    ['where the project has no such field', { results: [{ field: 'Gone', result: 'totalScore' as const }] }],
    ['where the field never holds them', { results: [{ field: 'Link', result: 'isFinal' as const }] }],
    ['where the field is of another type', { results: [{ field: 'Rank', result: 'url' as const }] }],
  ])('%s', (_what, settings) => {
    const { youTrack, issue, project } = scored();
    youTrack.connectProject('DEMO', settings);
    queueResults(youTrack.execution(), issue);
    expect(isWaiting(issue)).toBe(false);
    expect(project.facts().queueId).not.toBeNull();
  });

  it('where the settings cannot be read', () => {
    const { youTrack, issue, project } = scored();
    project.record({ configuration: '{' });
    queueResults(youTrack.execution(), issue);
    expect(isWaiting(issue)).toBe(false);
  });

  it('where every field holds them', () => {
    const { youTrack, issue } = scored();
    Object.assign(issue.held, { Score: 7.5, Rank: 3 });
    queueResults(youTrack.execution(), issue);
    expect(isWaiting(issue)).toBe(false);
  });

  it('of an issue without results, or on another board', () => {
    const { youTrack, issue, project } = scored();
    issue.record({ boardId: OTHER_BOARD });
    queueResults(youTrack.execution(), issue);
    expect(isWaiting(issue)).toBe(false);
    issue.record({ boardId: null });
    project.become({ boardId: null });
    queueResults(youTrack.execution(), issue);
    expect(isWaiting(issue)).toBe(false);
    const other = youTrack.addIssue('DEMO-2');
    queueResults(youTrack.execution(), other);
    expect(isWaiting(other)).toBe(false);
  });

  it('a second time: since when they wait stays', () => {
    const { youTrack, issue } = waiting();
    const since = issue.results().resultsQueuedAt;
    youTrack.now += 1_000;
    queueResults(youTrack.execution(), issue);
    expect(issue.results().resultsQueuedAt).toBe(since);
  });
});

describe('a result that is too great for its field', () => {
  const RANK_OF_TOTAL = [{ field: 'Rank', result: 'totalScore' as const }];

  function tooGreat(totalScore = 3e9) {
    const on = scored();
    on.youTrack.connectProject('DEMO', { results: RANK_OF_TOTAL });
    on.issue.held.Rank = 7;
    on.issue.recordResults({ totalScore });
    return on;
  }

  function write({
    youTrack,
    issue,
  }: {
    readonly youTrack: ConnectedYouTrack;
    readonly issue: FakeIssue;
  }): void {
    queueResults(youTrack.execution(), issue);
    if (isWaiting(issue)) applyResults(youTrack.execution(), issue);
  }

  it('clears the field, and is noted', () => {
    const on = tooGreat();
    write(on);
    expect(on.issue.held).toEqual({ Rank: null });
    expect(readNotices(on.project)).toMatchObject([{ kind: 'field-too-small', subject: 'Rank', times: 1 }]);
  });

  it('is noted where the field was empty, and once', () => {
    const on = tooGreat();
    on.issue.held.Rank = null;
    write(on);
    write(on);
    on.issue.recordResults({ totalScore: -3e9 });
    write(on);
    expect(readNotices(on.project)).toMatchObject([{ subject: 'Rank', times: 1 }]);
    expect(isWaiting(on.issue)).toBe(false);
  });

  it('is noted no more once the last one fits', () => {
    const on = tooGreat();
    const other = on.youTrack.sentIssue('DEMO-2');
    other.recordResults({ totalScore: 4e9, scoredAt: on.youTrack.now });
    write(on);
    write({ ...on, issue: other });
    expect(readNotices(on.project)).toMatchObject([{ subject: 'Rank', times: 2 }]);
    on.issue.recordResults({ totalScore: 5 });
    write(on);
    expect(on.issue.held).toEqual({ Rank: 5 });
    expect(readNotices(on.project)).toMatchObject([{ subject: 'Rank', times: 1 }]);
    other.recordResults({ totalScore: null });
    write({ ...on, issue: other });
    expect(readNotices(on.project)).toEqual([]);
  });

  it('is noted no more once no field is chosen for it', () => {
    const on = tooGreat();
    write(on);
    on.youTrack.connectProject('DEMO', { results: [] });
    write(on);
    expect(readNotices(on.project)).toEqual([]);
  });

  it('keeps no other field waiting', () => {
    const on = tooGreat(1e308);
    on.youTrack.connectProject('DEMO', {
      results: [
        { field: 'Rank', result: 'totalScore' },
        { field: 'Score', result: 'totalScore' },
        { field: 'Link', result: 'totalScore' },
      ],
    });
    write(on);
    expect(on.issue.held).toEqual({ Rank: null, Link: '1e+308' });
    expect(readNotices(on.project).map(({ subject }) => subject)).toEqual(['Score', 'Rank']);
  });
});

describe('the query for issues whose results wait', () => {
  function search(change: Partial<ScheduledSearch> = {}): ScheduledSearch {
    const { project } = scored();
    return {
      now: 0,
      project,
      issuesWithResults: () => ['DEMO-1', 'DEMO-2'],
      findsAny: () => true,
      lookUpsWork: () => true,
      ...change,
    };
  }

  it('names those issues', () => {
    expect(waitingQuery(search(), 'otherwise')).toBe('issue id: DEMO-1, DEMO-2');
  });

  it('asks for those of its own project, and no more than can be chosen from', () => {
    const asked: unknown[] = [];
    const found = search({
      issuesWithResults: (...given) => {
        asked.push(given);
        return [];
      },
    });
    waitingQuery(found, 'otherwise');
    expect(asked).toEqual([[found.project.facts().queueId, 1_000]]);
  });

  it('finds nothing when none waits', () => {
    expect(waitingQuery(search({ issuesWithResults: () => [] }), 'otherwise')).toBe('created: Tomorrow');
  });

  it('is the other one where look-ups find nothing', () => {
    const blind = search({ issuesWithResults: () => [], lookUpsWork: () => false });
    expect(waitingQuery(blind, 'otherwise')).toBe('otherwise');
  });

  it('is the other one when the search finds none of them, as one id may spoil it for all', () => {
    const asked: string[] = [];
    const spoiled = search({
      findsAny: (query) => {
        asked.push(query);
        return false;
      },
    });
    expect(waitingQuery(spoiled, 'otherwise')).toBe('otherwise');
    expect(asked).toEqual(['issue id: DEMO-1, DEMO-2']);
  });

  it('finds nothing for a project without a board or without a queue', () => {
    const off = search();
    off.project.become({ connected: null });
    expect(waitingQuery(off, 'otherwise')).toBe('created: Tomorrow');
    const unqueued = search();
    unqueued.project.record({ queueId: null });
    expect(waitingQuery(unqueued, 'otherwise')).toBe('created: Tomorrow');
  });

  it('names 100 of them, and others every minute, so that each has its turn', () => {
    const ids = Array.from({ length: 250 }, (_, at) => `DEMO-${at}`);
    const namedAt = (now: number) =>
      waitingQuery(search({ now, issuesWithResults: () => ids }), 'otherwise')
        .replace('issue id: ', '')
        .split(', ');
    expect(namedAt(0)).toEqual(ids.slice(0, 100));
    expect(namedAt(59_999)).toEqual(ids.slice(0, 100));
    expect(namedAt(60_000)).toEqual(ids.slice(100, 200));
    expect(namedAt(120_000)).toEqual([...ids.slice(200), ...ids.slice(0, 50)]);
    expect(namedAt(180_000)).toEqual(ids.slice(50, 150));
  });

  it.each([3, 100])('names all of %i, in the same order every minute', (length) => {
    const ids = Array.from({ length }, (_, at) => `DEMO-${at}`);
    const query = waitingQuery(search({ now: 60_000, issuesWithResults: () => ids }), 'otherwise');
    expect(query).toBe(`issue id: ${ids.join(', ')}`);
  });
});
