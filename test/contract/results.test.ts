/** Results that Ducalis has of the issues: how they are fetched, and which of them are kept. */
import { describe, expect, it } from 'vitest';
import { startImport } from '../../src/app/catching-up/import.ts';
import { takeIn } from '../../src/app/results/take-in.ts';
import { readNotices } from '../../src/app/stored/notices.ts';
import { parseInboundResults } from '../../src/ducalis/results.ts';
import {
  BOARD,
  type ConnectedYouTrack,
  connected,
  itemsOf,
  OTHER_BOARD,
  receiptsFor,
} from './fake/connected.ts';
import { cursorOf, setCursor } from './fake/feeds.ts';
import type { FakeIssue } from './fake/issue.ts';
import { waitOf } from './fake/lanes.ts';
import { logged } from './fake/logged.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

const EMPTY_PAGE = { items: [], next: null };
const cursorIn = ({ request }: Sent) => new URL(request.uri, 'https://a').searchParams.get('cursor');
const sizeIn = ({ request }: Sent) => new URL(request.uri, 'https://a').searchParams.get('per-page');

function take(youTrack: ConnectedYouTrack, items: readonly unknown[], project = 'DEMO'): number {
  const parsed = the(parseInboundResults(JSON.stringify({ items })));
  const from = { from: 'feed', askedAt: youTrack.now } as const;
  return takeIn(youTrack.execution(), the(youTrack.projects.get(project)), parsed, from).accepted;
}

/** A YouTrack whose issue DEMO-1 is on its board. */
function onBoard(): { readonly youTrack: ConnectedYouTrack; readonly issue: FakeIssue } {
  const youTrack = connected();
  return { youTrack, issue: youTrack.sentIssue('DEMO-1') };
}

describe('a result', () => {
  it('is kept on its issue', () => {
    const { youTrack, issue } = onBoard();
    youTrack.now += 1_000;
    const updated = youTrack.now - 500;
    const url = 'https://ducalis.io/issue/7';
    expect(take(youTrack, [resultOf(issue, { updated_at: new Date(updated).toISOString(), url })])).toBe(1);
    expect(issue.results()).toEqual({
      totalScore: 42.5,
      priority: 3,
      isTopPriority: false,
      votingPercent: 80,
      isFinal: true,
      alignment: 66.6,
      criteria: [{ key: 'reach', name: 'Reach', kind: 'value', score: 8 }],
      scoredAt: updated,
      postedAt: null,
      trouble: { parts: [], fields: [], resent: 0 },
      resultsQueue: null,
      resultsQueuedAt: null,
    });
    expect(issue.delivery().ducalisUrl).toBe(url);
  });

  it('of another source is ignored', () => {
    const { youTrack, issue } = onBoard();
    expect(take(youTrack, [resultOf(issue, { source: 'another' })])).toBe(0);
    expect(issue.results().scoredAt).toBeNull();
  });

  it('of the future is kept as one of now, so that it shuts out no later post', () => {
    const { youTrack, issue } = onBoard();
    take(youTrack, [resultOf(issue, { updated_at: new Date(youTrack.now + 9_999_999).toISOString() })]);
    expect(issue.results().scoredAt).toBe(youTrack.now);
  });

  it('of an issue that is on no board, or on another, is ignored', () => {
    const { youTrack, issue } = onBoard();
    issue.record({ boardId: OTHER_BOARD });
    expect(take(youTrack, [resultOf(issue)])).toBe(0);
    issue.project.become({ boardId: null });
    issue.record({ boardId: null });
    expect(take(youTrack, [resultOf(issue)])).toBe(0);
  });

  it('of an issue that is gone is ignored', () => {
    const { youTrack, issue } = onBoard();
    const item = resultOf(issue);
    youTrack.issues.delete(issue.key);
    expect(take(youTrack, [item])).toBe(0);
  });

  it('goes to the original and not to its copy', () => {
    const { youTrack, issue } = onBoard();
    const copy = youTrack.copy(issue, 'DEMO-2');
    take(youTrack, [resultOf(issue)]);
    expect(issue.results().totalScore).toBe(42.5);
    expect(copy.properties.scoreTotal).toBeUndefined();
  });

  it('that YouTrack does not let be kept holds up no other', () => {
    const { youTrack, issue } = onBoard();
    const other = youTrack.sentIssue('DEMO-2');
    const log = logged();
    const record = issue.recordResults;
    issue.recordResults = () => {
      throw new Error('Not allowed');
    };
    expect(take(youTrack, [resultOf(issue), resultOf(other)])).toBe(1);
    expect(log).toEqual(['[ducalis] taking in a result failed: Not allowed']);
    issue.recordResults = record;
    expect(other.results().totalScore).toBe(42.5);
  });

  it('without an address leaves the one that is known', () => {
    const { youTrack, issue } = onBoard();
    const known = issue.delivery().ducalisUrl;
    take(youTrack, [resultOf(issue, { url: null })]);
    expect(known).not.toBeNull();
    expect(issue.delivery().ducalisUrl).toBe(known);
  });
});

describe('a result that goes into a field', () => {
  const results = [{ field: 'Score', result: 'totalScore' }] as const;
  const withTarget = () => {
    const youTrack = connected({ results: [...results] });
    return { youTrack, issue: youTrack.sentIssue('DEMO-1') };
  };

  it('waits to be written', () => {
    const { youTrack, issue } = withTarget();
    take(youTrack, [resultOf(issue)]);
    expect(issue.results()).toMatchObject({
      resultsQueue: issue.project.facts().queueId,
      resultsQueuedAt: youTrack.now,
    });
  });

  it.each([
    ['total_score', 1],
    ['priority', 1],
    ['top_priority', true],
    ['voting_percent', 1],
    ['all_voted', false],
    ['alignment', 1],
    ['url', 'https://ducalis.io/issue/8'],
    ['criteria', [{ key: 'reach', name: 'Reach', type: 'value', score: 1 }]],
  ])('waits again once its %s is another', (name, value) => {
    const { youTrack, issue } = withTarget();
    take(youTrack, [resultOf(issue)]);
    issue.recordResults({ resultsQueue: null });
    take(youTrack, [resultOf(issue)]);
    expect(issue.results().resultsQueue).toBeNull();
    take(youTrack, [resultOf(issue, { [name]: value })]);
    expect(issue.results().resultsQueue).not.toBeNull();
  });

  it('does not wait where no field is chosen', () => {
    const { youTrack, issue } = onBoard();
    take(youTrack, [resultOf(issue)]);
    expect(issue.results().resultsQueue).toBeNull();
    issue.project.record({ configuration: null });
    take(youTrack, [resultOf(issue, { total_score: 1 })]);
    expect(issue.results().resultsQueue).toBeNull();
  });

  it.each(['{', '{"version":99}'])(
    'waits where the settings cannot be read, as in %j: nobody knows',
    (text) => {
      const { youTrack, issue } = onBoard();
      issue.project.record({ configuration: text });
      take(youTrack, [resultOf(issue)]);
      expect(issue.results()).toMatchObject({
        resultsQueue: issue.project.facts().queueId,
        totalScore: 42.5,
      });
    },
  );
});

describe('the revision that Ducalis tells with a result', () => {
  const revisionOf = (issue: FakeIssue) => the(issue.delivery().sent).revision;

  it('is what was sent: nothing is sent again', () => {
    const { youTrack, issue } = onBoard();
    take(youTrack, [resultOf(issue, { revision: revisionOf(issue) }), resultOf(issue, { revision: null })]);
    expect(youTrack.turn().sent).toBeNull();
  });

  it('is greater: YouTrack was restored from a backup, and the issue is sent as something newer', () => {
    const { youTrack, issue } = onBoard();
    const held = revisionOf(issue) + 1_000_000_000;
    take(youTrack, [resultOf(issue, { revision: held })]);
    expect(the(itemsOf(the(youTrack.turn().sent))[0]).revision).toBe(held + 1);
  });

  it('is smaller: Ducalis was restored from a backup, and the issue is sent again', () => {
    const { youTrack, issue } = onBoard();
    take(youTrack, [resultOf(issue, { revision: revisionOf(issue) - 1 })]);
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('is smaller because the last change has not arrived yet: nothing more is sent', () => {
    const { youTrack, issue } = onBoard();
    youTrack.edit(issue);
    const token = issue.delivery().changeToken;
    take(youTrack, [resultOf(issue, { revision: revisionOf(issue) - 1 })]);
    expect(issue.delivery().changeToken).toBe(token);
    issue.record({ queue: null });
    take(youTrack, [resultOf(issue, { revision: revisionOf(issue) - 1 })]);
    expect(issue.delivery().changeToken).toBe(token);
  });

  it.each([1, -1])('is off by %i while a call is under way: its answer decides', (difference) => {
    const { youTrack, issue } = onBoard();
    youTrack.edit(issue);
    youTrack.turn();
    const before = issue.delivery();
    take(youTrack, [resultOf(issue, { revision: revisionOf(issue) + difference })]);
    expect(issue.delivery()).toMatchObject({ changeToken: before.changeToken, sent: before.sent });
  });

  describe.each([1, -1])('is never the one that was sent, but off by %i', (difference) => {
    /** Ducalis takes what is sent and tells another revision. @returns whether the issue was sent again. */
    function tellAndSend({ youTrack, issue }: ReturnType<typeof onBoard>): boolean {
      take(youTrack, [resultOf(issue, { revision: revisionOf(issue) + difference })]);
      const { sent } = youTrack.turn();
      if (sent !== null) youTrack.answer(sent, receiptsFor(sent));
      youTrack.take();
      return sent !== null;
    }

    it('sends the issue again three times, and no more', () => {
      const on = onBoard();
      expect([1, 2, 3, 4, 5].map(() => tellAndSend(on))).toEqual([true, true, true, false, false]);
      expect(readNotices(on.issue.project)).toMatchObject([
        { kind: 'result-incomplete', subject: 'revision', times: 1 },
      ]);
    });

    it('counts again once it was the one that was sent', () => {
      const on = onBoard();
      for (let told = 0; told < 5; told += 1) tellAndSend(on);
      take(on.youTrack, [resultOf(on.issue, { revision: revisionOf(on.issue) })]);
      expect(readNotices(on.issue.project)).toEqual([]);
      expect(tellAndSend(on)).toBe(true);
    });

    it('is counted once when two projects hear of it', () => {
      const on = onBoard();
      on.youTrack.connectProject('OPS');
      const item = resultOf(on.issue, { revision: revisionOf(on.issue) + difference });
      take(on.youTrack, [item]);
      take(on.youTrack, [item], 'OPS');
      expect(on.issue.results().trouble.resent).toBe(1);
    });
  });

  it('says nothing where the project has no queue', () => {
    const { youTrack, issue } = onBoard();
    issue.project.record({ queueId: null });
    const { changeToken } = issue.delivery();
    take(youTrack, [resultOf(issue, { revision: revisionOf(issue) + 5 })]);
    expect(issue.delivery().changeToken).toBe(changeToken);
  });
});

describe('the round of results', () => {
  const page = (items: readonly unknown[], next: string | null) => answer(200, { items, next });

  it('asks for what is new since the last page', () => {
    const { youTrack, issue } = onBoard();
    const first = the(youTrack.round().sent);
    expect(first).toMatchObject({ name: 'onResultsPage', request: { method: 'GET', body: null } });
    expect(first.request.uri).toBe(`/boards/${BOARD}/issues?per-page=200`);
    const second = the(youTrack.answer(first, page([resultOf(issue)], 'next page')).sent);
    expect(issue.results().totalScore).toBe(42.5);
    expect(cursorIn(second)).toBe('next page');
    expect(the(youTrack.answer(second, page([], null)).sent).name).toBe('onOrphansPage');
    expect(cursorIn(the(youTrack.round().sent))).toBe('next page');
  });

  it('leaves the rest of a long list to the next round, for sending needs calls of a chain too', () => {
    const { youTrack, issue } = onBoard();
    let sent = the(youTrack.round('DEMO', 1).sent);
    let hop = 2;
    for (; sent.name === 'onResultsPage'; hop += 1) {
      sent = the(youTrack.answer(sent, page([resultOf(issue)], `page ${hop}`), { hop }).sent);
    }
    expect({ name: sent.name, hop }).toEqual({ name: 'onOrphansPage', hop: 5 });
    expect(cursorIn(the(youTrack.round().sent))).toBe('page 4');
  });

  it('begins from the beginning after a cursor that Ducalis does not take', () => {
    const { youTrack } = onBoard();
    setCursor(youTrack, 'damaged');
    const sent = the(youTrack.round().sent);
    expect(cursorIn(sent)).toBe('damaged');
    expect(the(youTrack.answer(sent, answer(400)).sent).name).toBe('onOrphansPage');
    expect(cursorIn(the(youTrack.round().sent))).toBeNull();
  });

  it('takes nothing from an answer that is not a success', () => {
    const { youTrack, issue } = onBoard();
    youTrack.answer(the(youTrack.round().sent), answer(500, { items: [resultOf(issue)], next: 'c' }));
    expect(issue.results().scoredAt).toBeNull();
    expect(cursorOf(youTrack)).toBeNull();
  });

  it('sends what is queued after an answer without a page; only pages of that board wait', () => {
    const { youTrack } = onBoard();
    youTrack.queuedIssue('DEMO-2');
    const { sent } = youTrack.answer(the(youTrack.round().sent), answer(204));
    expect(the(sent).name).toBe('onReceipts');
    expect(cursorOf(youTrack)).toBeNull();
    expect([waitOf(youTrack, 'feed'), waitOf(youTrack, 'feed', OTHER_BOARD)]).toEqual([3_750, 0]);
  });

  it('keeps its cursor when one is refused that it has left behind', () => {
    const youTrack = connected();
    setCursor(youTrack, 'old');
    const sent = the(youTrack.round().sent);
    expect(cursorIn(sent)).toBe('old');
    setCursor(youTrack, 'new');
    youTrack.answer(sent, answer(400));
    expect(cursorOf(youTrack)).toBe('new');
  });

  it('keeps its cursor when Ducalis does not answer, and waits', () => {
    const { youTrack } = onBoard();
    setCursor(youTrack, 'good');
    const followed = youTrack.answer(the(youTrack.round().sent), answer(503));
    expect(followed.sent).toBeNull();
    expect(cursorOf(youTrack)).toBe('good');
    expect(waitOf(youTrack, 'feed')).toBe(3_750);
  });

  it('takes no page and no cursor of a board that the project has left meanwhile', () => {
    const { youTrack, issue } = onBoard();
    const sent = the(youTrack.round().sent);
    youTrack.connectProject('DEMO', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    issue.record({ boardId: OTHER_BOARD });
    youTrack.answer(sent, page([resultOf(issue)], 'of the first board'));
    expect(issue.results().scoredAt).toBeNull();
    expect(cursorOf(youTrack)).toBeNull();
    setCursor(youTrack, 'of the second board');
    youTrack.answer(sent, answer(400));
    expect(cursorOf(youTrack, OTHER_BOARD)).toBe('of the second board');
  });

  it('asks for half a page when YouTrack has cut the answer off, down to ten results', () => {
    const { youTrack, issue } = onBoard();
    const cut = answer(200, '{"items":[{"sou');
    let sent = the(youTrack.round().sent);
    const sizes: (string | null)[] = [];
    for (; sent.name === 'onResultsPage'; sent = the(youTrack.answer(sent, cut).sent)) {
      sizes.push(sizeIn(sent));
      if (sizes.length === 5) break;
    }
    expect(sizes).toEqual(['200', '100', '50', '25', '12']);
    const ten = the(youTrack.answer(sent, cut).sent);
    expect(sizeIn(ten)).toBe('10');
    expect(issue.results().scoredAt).toBeNull();
    expect(waitOf(youTrack, 'feed')).toBe(0);
    youTrack.answer(ten, cut);
    expect(waitOf(youTrack, 'feed')).toBe(3_750);
  });

  it('keeps to the smaller page for the rest of the round', () => {
    const { youTrack, issue } = onBoard();
    const half = the(youTrack.answer(the(youTrack.round().sent), answer(200, '{"it')).sent);
    const next = the(youTrack.answer(half, page([resultOf(issue)], 'more'), { hop: 3 }).sent);
    expect([sizeIn(next), cursorIn(next)]).toEqual(['100', 'more']);
  });

  it('asks for whole pages of another board, whatever was said of the last one', () => {
    const { youTrack } = onBoard();
    const sent = the(youTrack.round().sent);
    youTrack.connectProject('DEMO', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    const { scheduled } = youTrack.answer(sent, answer(200, '{"it'), { hop: 9 });
    expect(scheduled).toBeNull();
    expect([waitOf(youTrack, 'feed'), waitOf(youTrack, 'feed', OTHER_BOARD)]).toEqual([3_750, 0]);
    const payload = JSON.stringify(['results', JSON.stringify({ board: BOARD, size: 50 })]);
    const turn = { name: 'onTurnDue', delayMs: 0, key: '', project: 'DEMO', payload } as const;
    expect(sizeIn(the(youTrack.run(turn).sent))).toBe('200');
  });

  it('gives way to an import, but for five minutes in every half hour', () => {
    const { youTrack } = onBoard();
    startImport(youTrack.execution(), the(youTrack.projects.get('DEMO')));
    const halfHour = 30 * 60_000;
    youTrack.now += halfHour - (youTrack.now % halfHour) + 5 * 60_000;
    expect(youTrack.round().sent?.name).not.toBe('onResultsPage');
    youTrack.endImport(the(youTrack.projects.get('DEMO')));
    startImport(youTrack.execution(), the(youTrack.projects.get('DEMO')));
    youTrack.now += halfHour - 1;
    expect(the(youTrack.round().sent).name).toBe('onResultsPage');
  });

  it('ends with the connection: after a 401 nothing more is asked', () => {
    const { youTrack } = onBoard();
    youTrack.queuedIssue('DEMO-2');
    expect(youTrack.answer(the(youTrack.round().sent), answer(401))).toEqual({ scheduled: null, sent: null });
    expect(youTrack.execution().storage().connectionReason).toBe('token-rejected');
  });
});

describe('a page of results', () => {
  it('that ends the list keeps the cursor it was asked with', () => {
    const { youTrack } = onBoard();
    setCursor(youTrack, 'here');
    youTrack.answer(the(youTrack.round().sent), answer(200, EMPTY_PAGE));
    expect(cursorOf(youTrack)).toBe('here');
  });

  it('that is empty although it names another one ends the round', () => {
    const { youTrack } = onBoard();
    const { sent } = youTrack.answer(the(youTrack.round().sent), answer(200, { items: [], next: 'more' }));
    expect(the(sent).name).toBe('onOrphansPage');
  });
});
