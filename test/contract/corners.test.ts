/** Corners in which two things meet: a return and a departure, a copy and its original, a deletion and an edit. */
import { describe, expect, it } from 'vitest';
import { endWaiting } from '../../src/app/calling/verdict.ts';
import { compare, isLost } from '../../src/app/catching-up/audit.ts';
import { pauseImport, startImport } from '../../src/app/catching-up/import.ts';
import { putOnBoard } from '../../src/app/connecting/board.ts';
import { disconnect } from '../../src/app/connecting/disconnect.ts';
import { keepInStep } from '../../src/app/connecting/people.ts';
import { beginRound } from '../../src/app/round/tick.ts';
import { retryIssue } from '../../src/app/sending/retry.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import { isImporting, readWalk } from '../../src/app/stored/walk.ts';
import { importView } from '../../src/app/views/import.ts';
import {
  BOARD,
  CONFIGURATION,
  type ConnectedYouTrack,
  connected,
  keysOf,
  receiptsFor,
  removedBy,
} from './fake/connected.ts';
import { letWait, waitOf } from './fake/lanes.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

const RESTRICTED = { isRestricted: true };
const DEMO = (youTrack: ConnectedYouTrack) => the(youTrack.projects.get('DEMO'));
const page = (items: readonly unknown[], next: string | null = null) => answer(200, { items, next });
const sizeIn = ({ request }: Sent) => Number(new URL(request.uri, 'https://a').searchParams.get('per-page'));

/** A round up to its search for orphans. */
function search(youTrack: ConnectedYouTrack, project = 'DEMO'): Sent {
  const results = the(youTrack.round(project).sent);
  const sent = the(youTrack.answer(results, page([]), { project }).sent);
  expect(sent.name).toBe('onOrphansPage');
  return sent;
}

/** Runs everything that follows a call, with Ducalis saying yes to all, and gives what was called. */
function followed(youTrack: ConnectedYouTrack, first: Sent | null, project = 'DEMO'): Sent[] {
  const calls: Sent[] = [];
  let sent = first;
  for (let hop = 2; sent !== null && hop < 9; hop += 1) {
    calls.push(sent);
    const given =
      sent.request.method === 'DELETE'
        ? answer(204)
        : sent.request.method === 'POST'
          ? receiptsFor(sent)
          : page([]);
    sent = youTrack.answer(sent, given, { hop, project }).sent;
  }
  return calls;
}

describe('an issue that belongs on its board again', () => {
  it('is not taken off it first, when its project was put back: its evaluations would be lost', () => {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    youTrack.sentIssue('DEMO-2');
    disconnect(youTrack.execution(), { project: 'DEMO', board: BOARD, onBoard: 'remove' });
    youTrack.take();
    youTrack.turn('DEMO', 1);
    // Before the second removal the administrator decides otherwise.
    putOnBoard(youTrack.execution(), DEMO(youTrack), CONFIGURATION);
    const { sent } = youTrack.turn('DEMO', 1);
    expect(the(sent).request.method).toBe('POST');
  });

  it('is not taken off it first, when it is visible to everybody again', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = RESTRICTED;
    youTrack.mark(issue);
    letWait(youTrack, 'connection', 60_000);
    youTrack.turn();
    youTrack.take();
    endWaiting(youTrack.execution());
    // A call for another issue was chosen, so the departure is only noted.
    youTrack.queuedIssue('DEMO-2');
    youTrack.answer(the(youTrack.turn('DEMO', 3).sent), answer(200, { items: [] }), { hop: 9 });
    expect(issue.delivery().departures).toHaveLength(1);
    issue.options = {};
    youTrack.mark(issue);
    const sent = the(youTrack.turn('DEMO', 1).sent);
    expect(sent.request.method).toBe('POST');
  });
});

describe('the search for orphans', () => {
  function orphan(youTrack: ConnectedYouTrack, key: string, change: Readonly<Record<string, unknown>> = {}) {
    const issue = youTrack.sentIssue(key);
    youTrack.issues.delete(key);
    return resultOf(issue, { revision: the(issue.delivery().sent).revision, ...change });
  }

  it('removes the others although Ducalis tells the greatest of all revisions for one', () => {
    const youTrack = connected();
    const hostile = orphan(youTrack, 'DEMO-1', { revision: Number.MAX_SAFE_INTEGER });
    const other = orphan(youTrack, 'DEMO-2');
    const { sent } = youTrack.answer(search(youTrack), page([hostile, other]));
    expect(followed(youTrack, sent).flatMap(removedBy)).toContain(other.external_id);
  });

  it('of another project on the board remembers what it removed for the project of the issue', () => {
    const youTrack = connected();
    youTrack.connectProject('OPS');
    youTrack.sentIssue('OPS-1');
    const issue = youTrack.sentIssue('DEMO-1');
    // The app was disabled when it was deleted, so no rule has marked it.
    youTrack.issues.delete('DEMO-1');
    const { sent } = youTrack.answer(search(youTrack, 'OPS'), page([resultOf(issue)]), { project: 'OPS' });
    expect(the(sent).request.method).toBe('DELETE');
    youTrack.answer(the(sent), answer(204), { hop: 9, project: 'OPS' });
    youTrack.issues.set('DEMO-1', issue);
    startImport(youTrack.execution(), DEMO(youTrack));
    const again = youTrack.turn().sent;
    expect(again === null ? [] : keysOf(again)).toEqual(['DEMO-1']);
  });
});

describe('a revision that Ducalis makes up', () => {
  it('does not keep an issue on the board that it leaves', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = RESTRICTED;
    youTrack.mark(issue);
    const first = the(youTrack.turn().sent);
    youTrack.answer(first, answer(200, { revision: Number.MAX_SAFE_INTEGER }), { hop: 9 });
    youTrack.now += 60 * 60 * 1000;
    const second = the(youTrack.turn().sent);
    youTrack.answer(second, answer(500), { hop: 9 });
    expect(issue.delivery().departures).toHaveLength(1);
  });
});

describe('data of version 0.1', () => {
  it('has an issue sent again that was deleted and restored', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    // Version 0.1 emptied the queue of what it had sent.
    issue.properties.queue = null;
    startImport(youTrack.execution(), DEMO(youTrack));
    followed(youTrack, youTrack.turn().sent);
    expect(readWalk(DEMO(youTrack), 'importState')?.found).toBe(1);
    youTrack.endImport(DEMO(youTrack));
    const removal = the(youTrack.run(the(youTrack.delete(issue))).sent);
    youTrack.answer(removal, answer(204), { hop: 9 });
    youTrack.issues.set('DEMO-1', issue);
    // An import, the audit of lost changes and the comparison of the night.
    startImport(youTrack.execution(), DEMO(youTrack));
    const sent = youTrack.turn().sent;
    youTrack.endImport(DEMO(youTrack));
    compare(youTrack.execution(), issue);
    expect(sent !== null || isLost(issue) || issue.delivery().queue !== null).toBe(true);
  });
});

describe('a YouTrack at another address', () => {
  it('removes nothing for a project without an issue, although no other project has called yet', () => {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    youTrack.connectProject('OPS');
    const original = resultOf(the(youTrack.issues.get('DEMO-1')), {
      external_id: 'instance-after-the-backup',
    });
    beginRound(youTrack.execution(), DEMO(youTrack));
    youTrack.take();
    youTrack.now += 5 * 60 * 1000;
    // A copy of the backup starts on another address.
    youTrack.baseUrl = 'https://copy.example.com';
    DEMO(youTrack).record({ sweptAt: youTrack.now - 5 * 60 * 1000 });
    the(youTrack.projects.get('OPS')).record({ sweptAt: youTrack.now - 20 * 60 * 1000 });
    beginRound(youTrack.execution(), DEMO(youTrack));
    const round = the(youTrack.take().scheduled);
    expect(round.project).toBe('OPS');
    const results = youTrack.run(round).sent;
    const orphans = results === null ? null : youTrack.answer(results, page([]), { project: 'OPS' }).sent;
    const removal =
      orphans === null ? null : youTrack.answer(orphans, page([original]), { project: 'OPS' }).sent;
    expect(removal?.request.method ?? 'nothing').not.toBe('DELETE');
  });
});

describe('an issue in flight that was tried before', () => {
  it('leaves no turn: its answer sends on', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    youTrack.answer(the(youTrack.turn().sent), answer(200, { items: [] }), { hop: 9 });
    youTrack.now += 60_000;
    the(youTrack.turn().sent);
    youTrack.now += 10_000;
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
  });
});

describe('a board that is gone', () => {
  it('is noted once in the journal, however many calls say so', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const first = the(youTrack.turn().sent);
    youTrack.queuedIssue('DEMO-2');
    const second = the(youTrack.turn().sent);
    const questions = [first, second].map((sent) => the(youTrack.answer(sent, answer(404)).sent));
    for (const asked of questions) youTrack.answer(asked, answer(200, []), { hop: 9 });
    expect(readJournal(DEMO(youTrack)).filter(({ kind }) => kind === 'suspended')).toHaveLength(1);
  });

  it('is not noted in a project that is on no board any more', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const sent = the(youTrack.turn().sent);
    disconnect(youTrack.execution(), { project: 'DEMO', board: BOARD, onBoard: 'keep' });
    youTrack.answer(sent, answer(404));
    expect(readJournal(DEMO(youTrack)).filter(({ kind }) => kind === 'suspended')).toHaveLength(0);
  });
});

describe('an issue that was deleted and restored', () => {
  function restored() {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const removal = the(youTrack.run(the(youTrack.delete(issue))).sent);
    youTrack.answer(removal, answer(204), { hop: 9 });
    youTrack.issues.set('DEMO-1', issue);
    return { youTrack, issue };
  }

  it('is sent although an edit that changes nothing came before the round', () => {
    const { youTrack, issue } = restored();
    const due = the(youTrack.edit(issue, { summary: 'Summary of DEMO-1' }));
    const { sent } = youTrack.run(due, { subject: issue });
    expect(sent === null ? [] : keysOf(sent)).toEqual(['DEMO-1']);
  });

  it('is sent when a person asks for it', () => {
    const { youTrack, issue } = restored();
    retryIssue(youTrack.execution(), issue);
    const { sent } = youTrack.run(the(youTrack.take().scheduled));
    expect(sent === null ? [] : keysOf(sent)).toEqual(['DEMO-1']);
  });
});

describe('a page of the search for orphans that YouTrack has cut off', () => {
  it('is asked for again, half as long', () => {
    const youTrack = connected();
    const { sent } = youTrack.answer(search(youTrack), answer(200, '{"items":[{"source":'));
    youTrack.now += 5 * 60 * 1000;
    const next = sent ?? search(youTrack);
    expect(sizeIn(next)).toBeLessThan(200);
  });

  it('lets nothing wait', () => {
    const youTrack = connected();
    youTrack.answer(search(youTrack), answer(200, '{"items":[{"source":'));
    expect([waitOf(youTrack, 'feed'), waitOf(youTrack, 'connection')]).toEqual([0, 0]);
  });
});

describe('a wait that seems to last for years', () => {
  const YEAR = 365 * 24 * 60 * 60 * 1000;
  const WEEK = 7 * 24 * 60 * 60 * 1000;

  it('does not make YouTrack refuse a function that is scheduled too far ahead', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const sent = the(youTrack.turn().sent);
    youTrack.now += YEAR;
    youTrack.answer(sent, answer(503), { hop: 9 });
    youTrack.now -= YEAR;
    expect(youTrack.turn().scheduled?.delayMs ?? 0).toBeLessThanOrEqual(WEEK);
  });
});

describe('inviting the team', () => {
  it('ends when an administrator stops it, also where an invitation was put off', () => {
    const youTrack = connected({}, { team: [{ login: 'bob', name: 'Bob', email: 'bob@example.com' }] });
    DEMO(youTrack).record({ invitesTeam: true });
    const orphans = search(youTrack);
    const members = the(youTrack.answer(orphans, page([])).sent);
    expect(members.name).toBe('onMembers');
    const until = youTrack.now + 3_000;
    youTrack.execution().recordStorage({ callSlotA: `a@${until}`, callSlotB: `b@${until}` });
    const put = the(youTrack.answer(members, answer(200, { items: [] })).scheduled);
    keepInStep(youTrack.execution(), DEMO(youTrack), { keepsInStep: false });
    youTrack.now = until;
    expect(youTrack.run(put, { hop: 3 }).sent?.name).not.toBe('onInvitation');
  });
});

describe('a Ducalis that has asked to wait', () => {
  it('is not called before that time by the probe of a suspended connection', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    youTrack.queuedIssue('DEMO-2');
    const REJECTED = { connectionState: 'suspended', connectionReason: 'token-rejected' };
    youTrack.execution().connect(REJECTED);
    letWait(youTrack, 'connection', 60 * 60 * 1000);
    expect(youTrack.round().sent).toBeNull();
  });
});

describe('a copy of an issue that was refused', () => {
  it('is not counted among those that need attention', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    youTrack.answer(the(youTrack.turn().sent), answer(422), { hop: 9 });
    youTrack.addProject('OPS');
    youTrack.copy(issue, 'OPS-1');
    expect(importView(youTrack.execution(), DEMO(youTrack)).needsAttention).toBe(1);
  });
});

describe('an import that somebody has paused', () => {
  it('stays paused after the app was switched off', () => {
    const youTrack = connected();
    beginRound(youTrack.execution(), DEMO(youTrack));
    youTrack.take();
    startImport(youTrack.execution(), DEMO(youTrack));
    pauseImport(DEMO(youTrack));
    youTrack.now += 2 * 60 * 60 * 1000;
    beginRound(youTrack.execution(), DEMO(youTrack));
    expect(isImporting(DEMO(youTrack))).toBe(false);
  });
});

describe('an issue that cannot be read any more', () => {
  it('is taken off the board that it was leaving', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = RESTRICTED;
    youTrack.mark(issue);
    const removal = the(youTrack.turn().sent);
    youTrack.answer(removal, answer(500), { hop: 9 });
    issue.unreadable = new Error('YouTrack cannot read it');
    youTrack.now += 60 * 60 * 1000;
    expect(the(youTrack.turn().sent).name).toBe('onDepartureAnswer');
  });
});
