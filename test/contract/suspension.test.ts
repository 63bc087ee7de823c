/** When nothing is sent: a rejected token, a board that is gone, a Ducalis that asks to wait; and how it goes on. */

import { describe, expect, it } from 'vitest';
import { permitToCall } from '../../src/app/calling/permit.ts';
import { phaseOf } from '../../src/app/calling/turns.ts';
import { writeCapabilities } from '../../src/app/stored/capabilities.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { LAST_HOP } from '../../src/domain/chain-mark.ts';
import { tested } from '../../src/domain/connection.ts';
import {
  BOARD,
  CONFIGURATION,
  type ConnectedYouTrack,
  connected,
  itemsOf,
  OTHER_BOARD,
} from './fake/connected.ts';
import { letWait, waitOf } from './fake/lanes.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const NOTHING = { scheduled: null, sent: null };
const DEMO = (youTrack: ConnectedYouTrack): FakeProject => the(youTrack.projects.get('DEMO'));
const kinds = (project: FakeProject) => readJournal(project).map(({ kind }) => kind);
const FIELDS = { items: [] };

/** With a queued issue and a connection that Ducalis has just refused. */
function rejected(): ConnectedYouTrack {
  const youTrack = connected();
  youTrack.queuedIssue('DEMO-1');
  youTrack.answer(the(youTrack.turn().sent), answer(401));
  return youTrack;
}

/** With a queued issue and a project whose board Ducalis does not have, has switched off, or keeps closed. */
function gone(status: 404 | 410 | 403): ConnectedYouTrack {
  const youTrack = connected();
  youTrack.queuedIssue('DEMO-1');
  refuseBoard(youTrack, status);
  return youTrack;
}

/** Ducalis answers the call that is due with that status, and lists no board. */
function refuseBoard(youTrack: ConnectedYouTrack, status: 404 | 410 | 403): void {
  const { sent } = youTrack.answer(the(youTrack.turn().sent), answer(status));
  youTrack.answer(the(sent), status === 404 ? answer(200, []) : answer(status));
}

describe('the permit to call', () => {
  const closed: readonly (readonly [string, (youTrack: ConnectedYouTrack) => void])[] = [
    ['the connection is suspended', (y) => y.execution().connect({ connectionState: 'suspended' })],
    ['the connection has never worked', (y) => y.execution().connect({ connectionState: 'failed' })],
    ['Ducalis takes no issues', (y) => writeCapabilities(y.execution(), { push: 'unsupported', boards: [] })],
    ['nobody has asked Ducalis whether it does', (y) => y.execution().recordStorage({ capabilities: null })],
    [
      'there is no token',
      (y) => {
        y.hasDucalisToken = false;
      },
    ],
    ['the project has no board', (y) => DEMO(y).become({ connected: null })],
    ['the settings cannot be read', (y) => DEMO(y).record({ configuration: '{' })],
    ['the settings are of a newer version', (y) => DEMO(y).record({ configuration: '{"version":99}' })],
    [
      'YouTrack is at another address',
      (y) => {
        y.baseUrl = 'https://copy.example.com';
      },
    ],
  ];

  function open(): ConnectedYouTrack {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    return youTrack;
  }

  it('is open in a project that is connected', () => {
    const youTrack = open();
    expect(permitToCall(youTrack.execution(), DEMO(youTrack))).toEqual({ kind: 'open' });
  });

  it.each(closed)('is closed while %s', (_what, close) => {
    const youTrack = open();
    close(youTrack);
    expect(permitToCall(youTrack.execution(), DEMO(youTrack))).toEqual({ kind: 'closed' });
    youTrack.queuedIssue('DEMO-2');
    expect(youTrack.turn()).toEqual(NOTHING);
  });

  it('is for other boards only while its own is gone', () => {
    const youTrack = open();
    DEMO(youTrack).become({ suspendedReason: 'board-not-found' });
    expect(permitToCall(youTrack.execution(), DEMO(youTrack))).toEqual({ kind: 'elsewhere' });
    youTrack.queuedIssue('DEMO-2');
    expect(youTrack.turn()).toEqual(NOTHING);
    letWait(youTrack, 'connection', 60_000);
    expect(permitToCall(youTrack.execution(), DEMO(youTrack))).toEqual({ kind: 'closed' });
  });

  it('is closed at the last hop of a chain', () => {
    const youTrack = open();
    const at = (hop: number) => permitToCall(youTrack.execution({ hop }), DEMO(youTrack)).kind;
    expect([at(LAST_HOP - 1), at(LAST_HOP)]).toEqual(['open', 'closed']);
  });

  it('says until when to wait, up to that very moment', () => {
    const youTrack = open();
    const until = youTrack.now + 30_000;
    letWait(youTrack, 'connection', 30_000);
    expect(permitToCall(youTrack.execution(), DEMO(youTrack))).toEqual({ kind: 'wait', until });
    youTrack.now = until;
    expect(permitToCall(youTrack.execution(), DEMO(youTrack))).toEqual({ kind: 'open' });
  });

  it('is open where the address is not known: before the first call, and without an issue', () => {
    const youTrack = connected();
    expect(permitToCall(youTrack.execution(), DEMO(youTrack)).kind).toBe('open');
    youTrack.queuedIssue('DEMO-1');
    expect(permitToCall(youTrack.execution(), DEMO(youTrack)).kind).toBe('open');
  });
});

describe('a token that Ducalis rejects', () => {
  it('stops everything, and edits are still marked', () => {
    const youTrack = rejected();
    const issue = the(youTrack.issues.get('DEMO-1'));
    expect(youTrack.turn()).toEqual(NOTHING);
    youTrack.edit(issue);
    expect(issue.delivery().queue).toBe(DEMO(youTrack).facts().queueId);
  });

  it('of a call that was made with an older one stops nothing', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const { sent } = youTrack.turn();
    youTrack.execution().connect(tested(youTrack.execution().storage(), youTrack.now));
    youTrack.answer(the(sent), answer(401), { hop: 9 });
    expect(youTrack.execution().storage().connectionState).toBe('connected');
    expect(kinds(DEMO(youTrack))).not.toContain('suspended');
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('is noted once in the journal, however many calls say so', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const first = the(youTrack.turn().sent);
    youTrack.queuedIssue('DEMO-2');
    const second = the(youTrack.turn().sent);
    for (const sent of [first, second]) youTrack.answer(sent, answer(401));
    expect(kinds(DEMO(youTrack)).filter((kind) => kind === 'suspended')).toHaveLength(1);
  });

  it('is asked about once a round, and sending goes on when it is taken again', () => {
    const youTrack = rejected();
    const probe = the(youTrack.round().sent);
    expect(probe).toMatchObject({ name: 'onBoardProbe', request: { method: 'GET' } });
    expect(probe.request.uri).toBe(`/boards/${BOARD}/fields`);
    const { sent } = youTrack.answer(probe, answer(200, FIELDS));
    expect(youTrack.execution().storage()).toMatchObject({
      connectionState: 'connected',
      connectionReason: null,
    });
    expect(kinds(DEMO(youTrack))[1]).toBe('resumed');
    expect(itemsOf(the(sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('is still rejected: the round ends, and nothing more is noted', () => {
    const youTrack = rejected();
    const before = readJournal(DEMO(youTrack));
    expect(youTrack.answer(the(youTrack.round().sent), answer(401))).toEqual(NOTHING);
    expect(readJournal(DEMO(youTrack))).toEqual(before);
    expect(youTrack.round().sent).not.toBeNull();
  });

  it.each([answer(null), answer(500), answer(200, '<html>')])('is not known to be taken by %j', (given) => {
    const youTrack = rejected();
    expect(youTrack.answer(the(youTrack.round().sent), given)).toEqual(NOTHING);
    expect(youTrack.execution().storage().connectionState).toBe('suspended');
  });

  it('is not known to be taken by an answer to an older token', () => {
    const youTrack = rejected();
    const probe = the(youTrack.round().sent);
    youTrack.execution().connect(tested(youTrack.execution().storage(), youTrack.now));
    expect(youTrack.answer(probe, answer(200, FIELDS))).toEqual(NOTHING);
    expect(youTrack.execution().storage().connectionState).toBe('suspended');
    expect(kinds(DEMO(youTrack))).not.toContain('resumed');
  });

  it('is not asked about where no token is left', () => {
    const youTrack = rejected();
    youTrack.hasDucalisToken = false;
    expect(youTrack.round()).toEqual(NOTHING);
  });

  it('is not asked about in a project without a board', () => {
    const youTrack = rejected();
    DEMO(youTrack).become({ boardId: null });
    expect(youTrack.round()).toEqual(NOTHING);
  });
});

describe('a board that is gone', () => {
  it.each([404, 410, 403] as const)('(%i) stops its own project and no other', (status) => {
    const youTrack = gone(status);
    youTrack.connectProject('OPS', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    youTrack.queuedIssue('OPS-1');
    expect(youTrack.turn()).toEqual(NOTHING);
    expect(youTrack.turn('OPS').sent).not.toBeNull();
  });

  it('is asked about once a round; back again it is filled from the beginning', () => {
    const youTrack = gone(404);
    const { sent } = youTrack.answer(the(youTrack.round().sent), answer(200, FIELDS));
    expect(DEMO(youTrack).facts()).toMatchObject({ suspendedReason: null, boardEpoch: 1 });
    expect(readWalk(DEMO(youTrack), 'importState')?.startedAt).toBe(youTrack.now);
    expect(itemsOf(the(sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('has every issue sent again, also those that it held before', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.queuedIssue('DEMO-2');
    refuseBoard(youTrack, 404);
    const { sent } = youTrack.answer(the(youTrack.round().sent), answer(200, FIELDS));
    expect(
      itemsOf(the(sent))
        .map(({ key }) => key)
        .sort(),
    ).toEqual([issue.key, 'DEMO-2']);
  });

  it.each([410, 403] as const)('(%i) goes on with what is queued: it holds what it held', (status) => {
    const youTrack = gone(status);
    const walk = readWalk(DEMO(youTrack), 'importState');
    youTrack.answer(the(youTrack.round().sent), answer(200, FIELDS));
    expect(DEMO(youTrack).facts()).toMatchObject({ suspendedReason: null, boardEpoch: 0 });
    expect(readWalk(DEMO(youTrack), 'importState')).toEqual(walk);
  });

  it('is not back because another one answers', () => {
    const youTrack = gone(404);
    const probe = the(youTrack.round().sent);
    DEMO(youTrack).become({ boardId: OTHER_BOARD });
    expect(youTrack.answer(probe, answer(200, FIELDS))).toEqual(NOTHING);
    expect(DEMO(youTrack).facts().suspendedReason).toBe('board-not-found');
  });

  it('is not asked about while the connection has never worked', () => {
    const youTrack = gone(404);
    youTrack.execution().connect({ connectionState: 'failed' });
    expect(youTrack.round()).toEqual(NOTHING);
  });
});

describe('a Ducalis that asks to wait', () => {
  function waiting(): ConnectedYouTrack {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    youTrack.answer(the(youTrack.turn().sent), answer(429, undefined, { 'retry-after': '600' }), { hop: 9 });
    return youTrack;
  }

  it('is not called before that, by no project', () => {
    const youTrack = waiting();
    youTrack.connectProject('OPS');
    youTrack.queuedIssue('OPS-1');
    expect(youTrack.turn('OPS').sent).toBeNull();
    youTrack.now += 600_000;
    expect(youTrack.turn('OPS').sent).not.toBeNull();
  });

  it('is not called sooner because a later answer asks for a shorter wait', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-1');
    const first = the(youTrack.turn().sent);
    youTrack.queuedIssue('DEMO-2');
    const second = the(youTrack.turn().sent);
    youTrack.answer(first, answer(429, undefined, { 'retry-after': '600' }), { hop: 9 });
    youTrack.answer(second, answer(429, undefined, { 'retry-after': '5' }), { hop: 9 });
    expect(waitOf(youTrack, 'connection')).toBe(600_000);
  });

  it('is called by one turn when the wait is over, and by none for every edit in between', () => {
    const youTrack = waiting();
    const { scheduled } = youTrack.turn();
    expect(the(scheduled).delayMs).toBeGreaterThanOrEqual(600_000);
    expect(youTrack.turn()).toEqual(NOTHING);
    expect(the(youTrack.run(the(scheduled)).sent).name).toBe('onReceipts');
  });

  it('is not asked for results: the next round does that', () => {
    const youTrack = waiting();
    const { scheduled, sent } = youTrack.round();
    expect(sent).toBeNull();
    expect(phaseOf(the(scheduled).payload)).toEqual({ phase: 'sending', payload: null });
  });
});

describe('a YouTrack at another address than before', () => {
  function elsewhere(): ConnectedYouTrack {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    youTrack.baseUrl = 'https://copy.example.com';
    youTrack.queuedIssue('DEMO-2');
    return youTrack;
  }

  it('sends nothing and asks nothing until somebody says whether it was moved or copied', () => {
    const youTrack = elsewhere();
    expect(youTrack.turn()).toEqual(NOTHING);
    expect(youTrack.round()).toEqual(NOTHING);
    expect(youTrack.execution().storage()).toMatchObject({
      connectionState: 'suspended',
      connectionReason: 'instance-changed',
    });
  });

  it('is noted once in the journal', () => {
    const youTrack = elsewhere();
    for (let times = 0; times < 3; times += 1) youTrack.round();
    expect(readJournal(DEMO(youTrack)).filter(({ kind }) => kind === 'suspended')).toMatchObject([
      { reason: 'instance-changed', issue: null, count: 0 },
    ]);
  });

  it('is not noticed in a project without an issue', () => {
    const youTrack = elsewhere();
    youTrack.connectProject('OPS', CONFIGURATION);
    youTrack.turn('OPS');
    expect(youTrack.execution().storage().connectionState).toBe('connected');
  });
});
