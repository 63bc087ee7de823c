/** An issue that somebody deletes in Ducalis: it is noticed, said, and comes back only when a person wants it. */
import { describe, expect, it } from 'vitest';
import { pauseImport, startAskedImport, startImport } from '../../src/app/catching-up/import.ts';
import { MOST_LISTED_AS_LOST } from '../../src/app/inspection/walker.ts';
import { retryIssue } from '../../src/app/sending/retry.ts';
import { readListed } from '../../src/app/stored/listed.ts';
import { activityOf } from '../../src/app/views/activity.ts';
import { healthOf } from '../../src/app/views/health.ts';
import { panelOf } from '../../src/app/views/panel.ts';
import { BOARD, type ConnectedYouTrack, connected, OTHER_BOARD } from './fake/connected.ts';
import { FakeDucalis } from './fake/ducalis.ts';
import type { FakeIssue } from './fake/issue.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const HOUR = 12;
const DAY = 24 * HOUR;
const OTHER = { board: { id: OTHER_BOARD, name: 'Other', emoji: null } };

interface Scene {
  readonly youTrack: ConnectedYouTrack;
  readonly ducalis: FakeDucalis;
  readonly project: FakeProject;
  /** Five minutes each. */
  rounds(count: number): void;
  issue(number: number): FakeIssue;
}

/** Issues DEMO-1 and so on, all on the board. */
function scene(count: number, pageSize = 200): Scene {
  const youTrack = connected();
  const ducalis = new FakeDucalis(pageSize);
  const project = the(youTrack.projects.get('DEMO'));
  youTrack.queueIssues(count);
  while (ducalis.on(BOARD).size < count) ducalis.finish(youTrack, 'DEMO', youTrack.turn());
  return {
    youTrack,
    ducalis,
    project,
    rounds: (rounds) => ducalis.ticks(youTrack, rounds, project),
    issue: (number) => the(youTrack.issues.get(`DEMO-${number}`)),
  };
}

const status = ({ youTrack }: Scene, issue: FakeIssue) => panelOf(youTrack.execution(), issue).status;
const waiting = ({ youTrack, project }: Scene) =>
  activityOf(youTrack.execution(), project).needsAttention.map(({ issue, reason }) => [issue, reason]);

describe('an issue that was deleted in Ducalis', () => {
  function deleted(): Scene {
    const it = scene(5);
    it.ducalis.delete(BOARD, 'DEMO-3');
    it.rounds(3 * HOUR);
    return it;
  }

  it('waits for a person, who can read why; the others are as they were', () => {
    const it = deleted();
    expect(status(it, it.issue(3))).toEqual({
      state: 'failed',
      reason: 'removed-in-ducalis',
      detail: null,
      retryAt: null,
    });
    expect(waiting(it)).toEqual([['DEMO-3', 'removed-in-ducalis']]);
    expect(status(it, it.issue(2))).toEqual({ state: 'synced' });
  });

  it('shows no result and no link any more', () => {
    const it = deleted();
    it.issue(3).recordResults({ totalScore: 5, scoredAt: it.youTrack.now });
    it.issue(3).record({ ducalisUrl: 'https://ducalis.io/issue/3' });
    expect(panelOf(it.youTrack.execution(), it.issue(3))).toMatchObject({
      result: null,
      ducalisUrl: null,
      canRetry: true,
    });
  });

  it('is not sent again by itself, however long nobody does anything', () => {
    const it = deleted();
    it.rounds(6 * HOUR);
    expect(it.ducalis.keysOn(BOARD)).not.toContain('DEMO-3');
    expect(waiting(it)).toEqual([['DEMO-3', 'removed-in-ducalis']]);
  });

  it('is in the journal once', () => {
    const it = deleted();
    it.rounds(4 * HOUR);
    const { journal } = activityOf(it.youTrack.execution(), it.project);
    expect(journal.filter(({ reason }) => reason === 'removed-in-ducalis')).toMatchObject([
      { kind: 'needs-attention', issue: 'DEMO-3' },
    ]);
  });

  it('is sent again by a person, and is as any other then', () => {
    const it = deleted();
    retryIssue(it.youTrack.execution(), it.issue(3));
    it.ducalis.finish(it.youTrack, 'DEMO', it.youTrack.run(the(it.youTrack.take().scheduled)));
    expect(it.ducalis.keysOn(BOARD)).toContain('DEMO-3');
    it.rounds(6 * HOUR);
    expect(status(it, it.issue(3))).toEqual({ state: 'synced' });
    expect(waiting(it)).toEqual([]);
  });

  it('is sent again by its next change', () => {
    const it = deleted();
    const scheduled = the(it.youTrack.edit(it.issue(3)));
    it.ducalis.finish(it.youTrack, 'DEMO', it.youTrack.run(scheduled, { subject: it.issue(3) }));
    expect(it.ducalis.keysOn(BOARD)).toContain('DEMO-3');
    expect(status(it, it.issue(3))).toEqual({ state: 'synced' });
  });

  it('is sent again by a change that is taken back at once', () => {
    const it = deleted();
    const before = it.issue(3).options;
    it.youTrack.edit(it.issue(3));
    const scheduled = the(it.youTrack.edit(it.issue(3), { summary: before.summary ?? 'Summary of DEMO-3' }));
    it.ducalis.finish(it.youTrack, 'DEMO', it.youTrack.run(scheduled, { subject: it.issue(3) }));
    expect(it.ducalis.keysOn(BOARD)).toContain('DEMO-3');
  });

  it('is sent again by an import that a person begins', () => {
    const it = deleted();
    startAskedImport(it.youTrack.execution(), it.project);
    it.rounds(1);
    expect(it.ducalis.keysOn(BOARD)).toContain('DEMO-3');
  });

  it('stays away in an import that the app begins by itself', () => {
    const it = deleted();
    startImport(it.youTrack.execution(), it.project);
    it.rounds(6);
    expect(it.ducalis.keysOn(BOARD)).not.toContain('DEMO-3');
    expect(waiting(it)).toHaveLength(1);
  });

  it('is still sent again when the app has to begin again what a person has asked for', () => {
    const it = deleted();
    startAskedImport(it.youTrack.execution(), it.project);
    startImport(it.youTrack.execution(), it.project);
    it.rounds(1);
    expect(it.ducalis.keysOn(BOARD)).toContain('DEMO-3');
  });

  it('is on the board again without the app: nobody misses it any more', () => {
    const it = scene(5);
    const item = the([...it.ducalis.on(BOARD)][2]);
    it.ducalis.delete(BOARD, 'DEMO-3');
    it.rounds(3 * HOUR);
    it.ducalis.on(BOARD).set(...item);
    it.rounds(2);
    expect(status(it, it.issue(3))).toEqual({ state: 'synced' });
    expect(waiting(it)).toEqual([]);
  });

  it('is removed as any other when it is deleted in YouTrack too', () => {
    const it = deleted();
    const scheduled = the(it.youTrack.delete(it.issue(3)));
    expect(the(it.youTrack.run(scheduled).sent).request.method).toBe('DELETE');
  });
});

describe('an issue that nobody has deleted', () => {
  const quiet = (it: Scene) => [
    waiting(it),
    [...it.youTrack.issues.values()].filter((issue) => status(it, issue).state === 'failed'),
  ];

  it('is not missed on a board of several pages', () => {
    const it = scene(25, 4);
    it.rounds(4 * HOUR);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed when a page of the board does not come', () => {
    const it = scene(25, 4);
    let asked = 0;
    it.ducalis.instead = ({ uri }) => {
      if (!uri.includes('cursor=8')) return undefined;
      asked += 1;
      return asked % 2 === 1 ? answer(null) : undefined;
    };
    it.rounds(4 * HOUR);
    expect(asked).toBeGreaterThan(2);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed when a cursor is lost on the way', () => {
    const it = scene(25, 4);
    let asked = 0;
    it.ducalis.instead = ({ uri }) => {
      if (!uri.includes('cursor=12')) return undefined;
      asked += 1;
      return asked % 3 === 1 ? answer(400, { error: { message: 'What cursor?' } }) : undefined;
    };
    it.rounds(4 * HOUR);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed when one listing of the board is not whole', () => {
    const it = scene(5);
    it.rounds(2 * HOUR);
    it.ducalis.instead = ({ method }) =>
      method === 'GET' ? answer(200, { items: [], next: null }) : undefined;
    it.rounds(1);
    it.ducalis.instead = () => undefined;
    it.rounds(2 * HOUR);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed when its item cannot be read, as nobody knows whose it is', () => {
    const it = scene(5);
    it.ducalis.listed = (item) =>
      item.key === 'DEMO-3' ? { source: item.source, external_id: { id: item.external_id } } : item;
    it.rounds(4 * HOUR);
    expect(quiet(it)).toEqual([[], []]);
  });

  it.each([[{}], [null], [{ source: null }]])(
    'is not missed when its item says nothing at all: %j',
    (nothing) => {
      const it = scene(5);
      it.ducalis.listed = (item) => (item.key === 'DEMO-3' ? nothing : item);
      it.rounds(4 * HOUR);
      expect(quiet(it)).toEqual([[], []]);
    },
  );

  it('is not missed when what Ducalis thinks of it cannot be read', () => {
    const it = scene(5);
    it.ducalis.listed = (item) => ({ ...item, total_score: 'much', criteria: 7, updated_at: null });
    it.rounds(4 * HOUR);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed after its clock was put right', () => {
    const it = scene(5);
    it.youTrack.now += 20 * 60 * 60_000;
    it.rounds(2);
    it.youTrack.now -= 21 * 60 * 60_000;
    const late = it.youTrack.queuedIssue('DEMO-6');
    it.ducalis.finish(it.youTrack, 'DEMO', it.youTrack.turn());
    it.rounds(4 * HOUR);
    expect(late.delivery().boardId).toBe(BOARD);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed while it is new, moved, kept out, or on its way', () => {
    const it = scene(8);
    it.rounds(2 * HOUR);
    it.issue(1).options = { isRestricted: true };
    it.youTrack.mark(it.issue(1));
    it.issue(2).record({ sentBatch: 'a call without an answer' });
    it.youTrack.connectProject('OPS', OTHER);
    it.issue(3).move('OPS-1');
    it.youTrack.edit(the(it.youTrack.issues.get('OPS-1')), {});
    it.ducalis.finish(it.youTrack, 'OPS', it.youTrack.turn('OPS'));
    it.ducalis.delete(BOARD, 'DEMO-2');
    it.rounds(2 * HOUR);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed by the number of another issue that moved in', () => {
    const it = scene(5);
    const operations = it.youTrack.connectProject('OPS');
    const moved = it.youTrack.queuedIssue('OPS-9');
    it.ducalis.finish(it.youTrack, 'OPS', it.youTrack.turn('OPS'));
    it.ducalis.ticks(it.youTrack, 3 * HOUR, it.project, operations);
    // No rule has seen the move.
    moved.move('DEMO-9');
    moved.commit();
    it.ducalis.ticks(it.youTrack, 3 * HOUR, it.project, operations);
    expect(quiet(it)).toEqual([[], []]);
    expect(it.ducalis.keysOn(BOARD)).toContain('DEMO-9');
  });

  it('is not missed as a copy of one that was deleted in Ducalis', () => {
    const it = scene(3);
    it.ducalis.delete(BOARD, 'DEMO-2');
    it.rounds(3 * HOUR);
    it.youTrack.copy(it.issue(2), 'DEMO-4');
    it.rounds(3 * HOUR);
    expect(waiting(it)).toEqual([['DEMO-2', 'removed-in-ducalis']]);
    expect(it.ducalis.keysOn(BOARD)).toEqual(['DEMO-1', 'DEMO-3', 'DEMO-4']);
  });

  it('is not missed on a board that the project was put on', () => {
    const it = scene(5);
    it.rounds(3 * HOUR);
    it.youTrack.connectProject('DEMO', OTHER);
    for (const issue of it.youTrack.issues.values()) it.youTrack.mark(issue);
    it.rounds(4 * HOUR);
    expect(it.ducalis.keysOn(OTHER_BOARD)).toHaveLength(5);
    expect(quiet(it)).toEqual([[], []]);
  });

  it('is not missed while its project gives up the board', () => {
    const it = scene(5);
    it.rounds(3 * HOUR);
    it.project.become({ leaving: true });
    startImport(it.youTrack.execution(), it.project);
    pauseImport(it.project);
    it.rounds(3 * HOUR);
    expect(quiet(it)).toEqual([[], []]);
  });
});

describe('many issues that are gone from the board at once', () => {
  const COUNT = MOST_LISTED_AS_LOST + 30;

  function emptied(): Scene {
    const it = scene(COUNT);
    it.ducalis.on(BOARD).clear();
    it.rounds(3 * HOUR);
    return it;
  }

  it('are not all listed; health has their number, and each panel says so', () => {
    const it = emptied();
    expect(waiting(it)).toHaveLength(MOST_LISTED_AS_LOST);
    expect(healthOf(it.youTrack.execution()).projects).toMatchObject([{ removedInDucalis: COUNT }]);
    for (const number of [1, COUNT]) {
      expect(status(it, it.issue(number))).toMatchObject({ reason: 'removed-in-ducalis' });
    }
  });

  it('are all sent again by an import that a person begins', () => {
    const it = emptied();
    startAskedImport(it.youTrack.execution(), it.project);
    it.rounds(6);
    expect(it.ducalis.keysOn(BOARD)).toHaveLength(COUNT);
    it.rounds(3 * HOUR);
    expect(waiting(it)).toEqual([]);
    expect(healthOf(it.youTrack.execution()).projects).toMatchObject([{ removedInDucalis: 0 }]);
  });
});

describe('how soon it is noticed', () => {
  /** A board of `size` issues, of which one is the project's: its last. Issues of others stand for the rest. */
  function large(size: number): Scene & { readonly last: FakeIssue } {
    const it = scene(0);
    for (let number = 5_000; number < size; number += 5_000) {
      // The walk ends where no number of 10,000 has an issue.
      it.youTrack.addIssue(`DEMO-${number}`, { isReported: false });
    }
    const last = it.youTrack.queuedIssue(`DEMO-${size}`);
    it.ducalis.finish(it.youTrack, 'DEMO', it.youTrack.turn());
    it.ducalis.instead = ({ method, uri }) => {
      if (method !== 'GET') return undefined;
      const from = Number(new URL(uri, 'https://a').searchParams.get('cursor') ?? 0);
      const mine = from === 0 ? [...it.ducalis.on(BOARD).values()] : [];
      const other = { source: null, external_id: null, key: 'ELSEWHERE-1' };
      const others = Array.from({ length: Math.min(200, size - from) - 1 }, () => other);
      return answer(200, { items: [...mine, ...others], next: String(from + 200) });
    };
    return { ...it, last };
  }

  it.each([
    [10_000, DAY],
    [100_000, 7 * DAY],
  ])('on a board of %i: within %i rounds of five minutes', (size, most) => {
    const it = large(size);
    while (readListed(it.project)?.rounds.length !== 2) it.rounds(1);
    // The search has just passed it.
    it.rounds(1);
    it.ducalis.on(BOARD).clear();
    let rounds = 0;
    for (; waiting(it).length === 0 && rounds <= most; rounds += 1) it.rounds(1);
    expect(rounds).toBeLessThanOrEqual(most);
  });

  it('causes no write on an issue', () => {
    const it = scene(20);
    it.rounds(3 * HOUR);
    const before = [...it.youTrack.issues.values()].map((issue) => ({ ...issue.properties }));
    it.rounds(4 * HOUR);
    expect([...it.youTrack.issues.values()].map((issue) => issue.properties)).toEqual(before);
  });
});
