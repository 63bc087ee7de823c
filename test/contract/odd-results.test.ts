/** Results that cannot be read, or not in all parts, or not kept: each is noted, and hides no other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeInbound } from '../../src/app/results/inbound.ts';
import { readNotices } from '../../src/app/stored/notices.ts';
import { panelOf } from '../../src/app/views/panel.ts';
import { type ConnectedYouTrack, connected, OTHER_BOARD } from './fake/connected.ts';
import { cursorOf } from './fake/feeds.ts';
import type { FakeIssue } from './fake/issue.ts';
import { logged } from './fake/logged.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const DEMO = (youTrack: ConnectedYouTrack) => the(youTrack.projects.get('DEMO'));
const notesOf = (youTrack: ConnectedYouTrack, project = 'DEMO') =>
  readNotices(the(youTrack.projects.get(project))).map(({ kind, subject, times }) => [kind, subject, times]);

/** A YouTrack whose issues DEMO-1 and DEMO-2 are on their board. */
function onBoard() {
  const youTrack = connected();
  return { youTrack, one: youTrack.sentIssue('DEMO-1'), two: youTrack.sentIssue('DEMO-2') };
}

/** Ducalis answers a round with a page of these, and has nothing more to say. */
function feed(youTrack: ConnectedYouTrack, items: readonly unknown[], project = 'DEMO'): void {
  const page = answer(200, { items, next: 'next' });
  let { sent } = youTrack.answer(the(youTrack.round(project).sent), page, { project });
  while (sent !== null) {
    sent = youTrack.answer(sent, answer(200, { items: [], next: null }), { project }).sent;
  }
}

const ODD = {
  total_score: '12.50',
  voting_percent: 100.000_000_000_000_01,
  alignment: -1,
  priority: 0,
  all_voted: null,
  criteria: undefined,
};

describe('a result with odd parts', () => {
  it('is kept with what can be read', () => {
    const { youTrack, one, two } = onBoard();
    feed(youTrack, [resultOf(one, ODD), resultOf(two)]);
    expect(one.results()).toMatchObject({
      totalScore: 12.5,
      votingPercent: 100,
      alignment: null,
      priority: null,
      isFinal: false,
      criteria: [],
    });
    expect(two.results().totalScore).toBe(42.5);
    expect(notesOf(youTrack)).toEqual([['result-incomplete', 'priority, alignment', 1]]);
  });

  it('shows a criterion of an unknown type without a direction', () => {
    const { youTrack, one } = onBoard();
    const criteria = [
      { key: 'risk', name: 'Risk', type: 'risk', score: 3 },
      { key: 'reach', name: 'Reach', type: 'value', score: '8' },
      null,
    ];
    feed(youTrack, [resultOf(one, { criteria })]);
    expect(panelOf(youTrack.execution(), one).result?.criteria).toEqual([
      { name: 'Risk', kind: null, score: 3 },
      { name: 'Reach', kind: 'value', score: 8 },
    ]);
  });

  it('is kept although its time cannot be read, as of now', () => {
    const { youTrack, one } = onBoard();
    feed(youTrack, [resultOf(one, { updated_at: {} })]);
    expect(one.results()).toMatchObject({ totalScore: 42.5, scoredAt: youTrack.now });
    expect(notesOf(youTrack)).toEqual([['result-incomplete', 'updated_at', 1]]);
  });

  it('is counted once for each issue, until the last one is read well', () => {
    const { youTrack, one, two } = onBoard();
    const odd = { alignment: -1 };
    feed(youTrack, [resultOf(one, odd), resultOf(two, odd)]);
    feed(youTrack, [resultOf(one, odd), resultOf(one, odd)]);
    expect(notesOf(youTrack)).toEqual([['result-incomplete', 'alignment', 2]]);
    feed(youTrack, [resultOf(one)]);
    expect(notesOf(youTrack)).toEqual([['result-incomplete', 'alignment', 1]]);
    feed(youTrack, [resultOf(two, { priority: 'first' })]);
    expect(notesOf(youTrack)).toEqual([['result-incomplete', 'priority', 1]]);
    feed(youTrack, [resultOf(two)]);
    expect(notesOf(youTrack)).toEqual([]);
  });

  it('is noted where its issue is', () => {
    const { youTrack, one } = onBoard();
    youTrack.connectProject('OPS');
    feed(youTrack, [resultOf(one, { alignment: -1 })], 'OPS');
    expect(notesOf(youTrack, 'OPS')).toEqual([]);
    expect(notesOf(youTrack)).toHaveLength(1);
    feed(youTrack, [resultOf(one)], 'OPS');
    expect(notesOf(youTrack)).toEqual([]);
  });
});

describe('a result that cannot be read', () => {
  it('is listed, and the cursor passes it', () => {
    const { youTrack, one } = onBoard();
    feed(youTrack, [{ ...resultOf(one), external_id: undefined, id: 7 }, null, resultOf(one)]);
    expect(notesOf(youTrack)).toEqual([
      ['result-unreadable', '#2', 1],
      ['result-unreadable', '7', 1],
    ]);
    expect(one.results().totalScore).toBe(42.5);
    expect(cursorOf(youTrack)).toBe('next');
  });

  it('is listed no more once it is read well', () => {
    const { youTrack, one } = onBoard();
    const item = { ...resultOf(one), id: 7 };
    feed(youTrack, [{ ...item, external_id: {} }]);
    feed(youTrack, [{ ...item, external_id: {} }]);
    expect(notesOf(youTrack)).toEqual([['result-unreadable', '7', 2]]);
    feed(youTrack, [item]);
    expect(notesOf(youTrack)).toEqual([]);
  });

  it('is not listed when it is of another source', () => {
    const { youTrack } = onBoard();
    feed(youTrack, [
      { source: 'another', external_id: {} },
      { source: null, external_id: null, id: 9, key: 'DEMO-9' },
    ]);
    expect(notesOf(youTrack)).toEqual([]);
  });

  it('is listed when Ducalis posts it', () => {
    const { youTrack, one } = onBoard();
    const body = JSON.stringify({ items: [5, resultOf(one, ODD)] });
    expect(takeInbound(youTrack.execution(), DEMO(youTrack), body)).toEqual({ accepted: 1, ignored: 1 });
    expect(notesOf(youTrack)).toEqual([
      ['result-unreadable', '#1', 1],
      ['result-incomplete', 'priority, alignment', 1],
    ]);
  });
});

it('a result without a source belongs to the issue whose id it has', () => {
  const { youTrack, one } = onBoard();
  feed(youTrack, [
    resultOf(one, { source: undefined }),
    resultOf(one, { source: undefined, external_id: 'x' }),
  ]);
  expect(one.results().totalScore).toBe(42.5);
  expect(notesOf(youTrack)).toEqual([]);
});

describe('a result that YouTrack does not let be kept', () => {
  const refusing = (issue: FakeIssue) => {
    const { recordResults } = issue;
    issue.recordResults = () => {
      throw new Error('Not allowed');
    };
    return () => {
      issue.recordResults = recordResults;
    };
  };

  it('is listed, holds up no other, and is listed no more once it is kept', () => {
    logged();
    const { youTrack, one, two } = onBoard();
    const letItBeKept = refusing(one);
    feed(youTrack, [{ ...resultOf(one), id: 7 }, resultOf(two)]);
    expect(two.results().totalScore).toBe(42.5);
    expect(notesOf(youTrack)).toEqual([['result-not-kept', '7', 1]]);
    expect(cursorOf(youTrack)).toBe('next');
    letItBeKept();
    feed(youTrack, [{ ...resultOf(one), id: 7 }]);
    expect(notesOf(youTrack)).toEqual([]);
  });
});

it('anything in place of an item or of a part changes nothing for the others', () => {
  const parts = fc.constantFrom(...Object.keys(resultOf(onBoard().one)));
  fc.assert(
    fc.property(fc.jsonValue(), parts, (odd, part) => {
      const { youTrack, one, two } = onBoard();
      const third = youTrack.sentIssue('DEMO-3');
      feed(youTrack, [resultOf(one), odd, { ...resultOf(two), [part]: odd }, resultOf(third)]);
      for (const issue of [one, third]) {
        expect(issue.results()).toMatchObject({ totalScore: 42.5, priority: 3, alignment: 66.6 });
      }
      expect(cursorOf(youTrack)).toBe('next');
    }),
    { numRuns: 50 },
  );
});

describe('an issue that moves between two projects on one board', () => {
  function moved() {
    const youTrack = connected({ results: [{ field: 'Score', result: 'totalScore' }] });
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.connectProject('OPS', { results: [{ field: 'Points', result: 'totalScore' }] });
    issue.move('OPS-1');
    issue.commit();
    const queueOf = (key: string) => the(youTrack.projects.get(key)).facts().queueId;
    return { youTrack, issue, queueOf };
  }

  it.each(['DEMO', 'OPS'])('has its results whichever of them asks (%s)', (asking) => {
    const { youTrack, issue, queueOf } = moved();
    feed(youTrack, [resultOf(issue)], asking);
    expect(issue.results()).toMatchObject({ totalScore: 42.5, resultsQueue: queueOf('OPS') });
  });

  it('has its results written where it is now, although they began to wait where it was', () => {
    const { youTrack, issue, queueOf } = moved();
    feed(youTrack, [resultOf(issue)]);
    issue.recordResults({ resultsQueue: queueOf('DEMO') });
    feed(youTrack, [resultOf(issue)]);
    expect(issue.results().resultsQueue).toBe(queueOf('OPS'));
    youTrack.connectProject('OPS');
    issue.recordResults({ resultsQueue: queueOf('DEMO') });
    feed(youTrack, [resultOf(issue)]);
    expect(issue.results().resultsQueue).toBeNull();
  });

  it('is sent again for the project where it is now, if Ducalis tells an older revision', () => {
    const { youTrack, issue, queueOf } = moved();
    feed(youTrack, [resultOf(issue, { revision: 1 })]);
    expect(issue.delivery().queue).toBe(queueOf('OPS'));
  });

  it('has none from a board that its project is not on', () => {
    const { youTrack, issue } = moved();
    the(youTrack.projects.get('OPS')).become({ boardId: OTHER_BOARD });
    feed(youTrack, [resultOf(issue)]);
    expect(issue.results().scoredAt).toBeNull();
  });

  it('has none that is posted to the project where it was, as another person may administer that', () => {
    const { youTrack, issue } = moved();
    const body = JSON.stringify({ items: [resultOf(issue)] });
    expect(takeInbound(youTrack.execution(), DEMO(youTrack), body).accepted).toBe(0);
    const here = the(youTrack.projects.get('OPS'));
    expect(takeInbound(youTrack.execution(), here, body).accepted).toBe(1);
  });
});
