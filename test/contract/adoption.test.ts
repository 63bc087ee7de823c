/** What a former installation has sent goes on as what it is on the board: read before anything else is sent there. */
import { describe, expect, it } from 'vitest';
import { waitOf } from '../../src/app/calling/permit.ts';
import { CONNECTION } from '../../src/app/calling/verdict.ts';
import { startImport } from '../../src/app/catching-up/import.ts';
import { leaveIssuesOnBoard, putOnBoard } from '../../src/app/connecting/board.ts';
import { answerInstance } from '../../src/app/connecting/instance.ts';
import { testConnection } from '../../src/app/connecting/test-connection.ts';
import { retryIssue } from '../../src/app/sending/retry.ts';
import { readingOf, revisionBefore } from '../../src/app/stored/board-readings.ts';
import { writeCapabilities } from '../../src/app/stored/capabilities.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import { readNotices } from '../../src/app/stored/notices.ts';
import { readSources, writeSources } from '../../src/app/stored/sources.ts';
import { isImporting } from '../../src/app/stored/walk.ts';
import { healthOf } from '../../src/app/views/health.ts';
import { overviewOf } from '../../src/app/views/overview.ts';
import { began, NO_SOURCES, saidOurs } from '../../src/domain/adoption.ts';
import {
  BOARD,
  CONFIGURATION,
  ConnectedYouTrack,
  connected,
  type Followed,
  itemsOf,
  keysOf,
  OTHER_BOARD,
  receiptsFor,
} from './fake/connected.ts';
import { logged } from './fake/logged.ts';
import type { FakeProject } from './fake/project.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer, FakeYouTrack, type Sent } from './fake/youtrack.ts';

const MINUTE = 60_000;
const OTHER = { board: { id: OTHER_BOARD, name: 'Other', emoji: null } };

/** An installation that has sent nothing yet. */
function installed(): ConnectedYouTrack {
  const youTrack = new ConnectedYouTrack();
  writeSources(youTrack.execution(), began(NO_SOURCES));
  return youTrack;
}

/** Puts a project on a board that was not read. @param count issues, from 1 on. */
function join(
  youTrack: ConnectedYouTrack,
  { key = 'DEMO', count = 2, settings = {} }: { key?: string; count?: number; settings?: object } = {},
): FakeProject {
  const project = youTrack.projects.get(key) ?? youTrack.addProject(key);
  for (let number = 1; number <= count; number += 1) {
    if (!youTrack.issues.has(`${key}-${number}`)) youTrack.addIssue(`${key}-${number}`);
  }
  putOnBoard(youTrack.execution(), project, { ...CONFIGURATION, ...settings });
  return project;
}

function joined(count = 2): { readonly youTrack: ConnectedYouTrack; readonly project: FakeProject } {
  const youTrack = installed();
  return { youTrack, project: join(youTrack, { count }) };
}

/** As a former installation has sent it. */
const item = (key: string, change: Readonly<Record<string, unknown>> = {}) => ({
  source: 'former of this YouTrack',
  base_url: 'https://example.youtrack.cloud',
  external_id: `former-${key}`,
  key,
  id: 1,
  url: null,
  revision: 50,
  total_score: null,
  priority: null,
  top_priority: false,
  voting_percent: 0,
  all_voted: false,
  alignment: null,
  criteria: [],
  updated_at: '2026-01-01T00:00:00Z',
  ...change,
});
const FORMER = 'former of this YouTrack';
const EVALUATED = { voting_percent: 50 };

const page = (items: readonly unknown[], next: string | null = null) => answer(200, { items, next });
const refusal = (status: number, headers = {}) => answer(status, { error: { message: 'No.' } }, headers);
const cursorIn = ({ request }: Sent) => new URL(request.uri, 'https://a').searchParams.get('cursor');
const sizeIn = ({ request }: Sent) => new URL(request.uri, 'https://a').searchParams.get('per-page');

/** The call for a page of the board's listing that a turn of the project makes. */
function asked(youTrack: ConnectedYouTrack, project = 'DEMO'): Sent {
  const sent = the(youTrack.turn(project).sent);
  expect(sent.name).toBe('onAdoptionPage');
  return sent;
}

/** Reads the board to its end. @returns what the last answer led to. */
function read(youTrack: ConnectedYouTrack, items: readonly unknown[], project = 'DEMO'): Followed {
  return youTrack.answer(asked(youTrack, project), page(items), { project });
}

const say = (youTrack: ConnectedYouTrack, given: 'moved' | 'copy') =>
  answerInstance(youTrack.execution(), { answer: given });
const isAsked = (youTrack: ConnectedYouTrack) =>
  overviewOf(youTrack.execution()).connection.asksAbout === 'items';
const instanceId = (youTrack: FakeYouTrack) => youTrack.execution().storage().instanceId;
/** Readable id, external id and source of what a call carries, by key. */
const identities = (sent: Sent) =>
  itemsOf(sent).map(({ key, external_id, source }) => ({ key, external_id, source }));

describe('a board that was not read', () => {
  it('is asked for what is on it, from the beginning, before anything is sent there', () => {
    const { youTrack } = joined();
    const { request } = asked(youTrack);
    expect(request).toMatchObject({ method: 'GET', body: null });
    expect(request.uri).toBe(`/boards/${BOARD}/issues?per-page=200`);
  });

  it('that is empty costs one request: the same chain sends', () => {
    const { youTrack, project } = joined();
    const own = instanceId(youTrack);
    const sent = the(read(youTrack, []).sent);
    expect(sent.name).toBe('onReceipts');
    expect(identities(sent)).toMatchObject([
      { key: 'DEMO-1', source: own },
      { key: 'DEMO-2', source: own },
    ]);
    expect(project.facts().unread).toBeNull();
    expect(readSources(youTrack.execution()).isUnused).toBe(false);
  });

  it('is read page by page to its end', () => {
    const { youTrack, project } = joined(3);
    const first = asked(youTrack);
    const second = the(youTrack.answer(first, page([item('DEMO-1')], 'second')).sent);
    expect([second.name, cursorIn(second)]).toEqual(['onAdoptionPage', 'second']);
    const third = the(youTrack.answer(second, page([item('DEMO-2')], 'third')).sent);
    expect(cursorIn(third)).toBe('third');
    expect(project.facts().unread).toBe(true);
    const sent = the(youTrack.answer(third, page([], 'third')).sent);
    expect(
      itemsOf(sent)
        .map(({ external_id }) => external_id)
        .slice(0, 2),
    ).toEqual(['former-DEMO-1', 'former-DEMO-2']);
  });

  it('that gives the same page again and again is read once', () => {
    const { youTrack } = joined();
    const second = the(youTrack.answer(asked(youTrack), page([item('DEMO-1')], 'same')).sent);
    const { sent } = youTrack.answer(second, page([item('DEMO-2')], 'same'));
    expect(keysOf(the(sent))).toEqual(['DEMO-1', 'DEMO-2']);
  });

  it('keeps edits waiting, which are marked as always', () => {
    const { youTrack, project } = joined();
    const first = asked(youTrack);
    const issue = the(youTrack.issues.get('DEMO-1'));
    const scheduled = the(youTrack.edit(issue, { summary: 'Edited' }));
    expect(youTrack.run(scheduled, { subject: issue })).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery().queue).toBe(project.facts().queueId);
    const { sent } = youTrack.answer(first, page([item('DEMO-1')]));
    expect(itemsOf(the(sent))[0]).toMatchObject({ external_id: 'former-DEMO-1', name: 'Edited' });
  });

  it('is asked for one page at a time, and again when an answer is lost', () => {
    const { youTrack } = joined();
    const lost = asked(youTrack);
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    youTrack.now += MINUTE;
    const again = asked(youTrack);
    // The lost one comes after all: it was not waited for any more.
    expect(youTrack.answer(lost, page([item('DEMO-1')]))).toEqual({ scheduled: null, sent: null });
    expect(identities(the(youTrack.answer(again, page([])).sent))[0]?.external_id).not.toBe('former-DEMO-1');
  });

  it('is read by the round too', () => {
    const { youTrack } = joined();
    expect(the(youTrack.round().sent).name).toBe('onAdoptionPage');
  });

  it('of a project without an issue is read when there is one', () => {
    const youTrack = installed();
    const project = join(youTrack, { count: 0 });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    youTrack.addIssue('DEMO-1');
    asked(youTrack);
    expect(project.facts().unread).toBe(true);
  });

  it('is not read while Ducalis takes no issues from the app, but once it does', () => {
    const { youTrack } = joined();
    const boards = [CONFIGURATION.board];
    writeCapabilities(youTrack.execution(), { push: 'unsupported', boards });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    writeCapabilities(youTrack.execution(), { push: 'supported', boards });
    asked(youTrack);
  });

  it('says nothing by its results yet', () => {
    const { youTrack, project } = joined();
    project.record({ importState: null });
    expect(the(youTrack.round().sent).name).toBe('onAdoptionPage');
  });

  it('that the project leaves before the answer says nothing about the next one', () => {
    const { youTrack } = joined();
    const first = asked(youTrack);
    join(youTrack, { settings: OTHER });
    const next = the(youTrack.answer(first, page([item('DEMO-1')])).sent);
    expect(next.request.uri).toBe(`/boards/${OTHER_BOARD}/issues?per-page=200`);
    expect(the(youTrack.issues.get('DEMO-1')).adoption()).toBeNull();
  });

  it('is read for an issue that was reported: a draft is none', () => {
    const { youTrack } = joined(1);
    the(youTrack.issues.get('DEMO-1')).options = { isReported: false };
    read(youTrack, [item('DEMO-1')]);
    expect(the(youTrack.issues.get('DEMO-1')).adoption()).toBeNull();
  });
});

describe('an issue that is on the board from before', () => {
  it('is sent under the id it has there, with a greater revision, and the source is taken over', () => {
    const { youTrack } = joined();
    const revision = youTrack.now * 2_000;
    const sent = the(read(youTrack, [item('DEMO-1', { revision })]).sent);
    const [first, second] = itemsOf(sent);
    expect(first).toMatchObject({ external_id: 'former-DEMO-1', source: FORMER, revision: revision + 1 });
    // What is new begins with the source that was taken over, so that the next installation finds one.
    expect(second).toMatchObject({ source: FORMER });
    expect(second?.external_id.startsWith('former o-')).toBe(true);
    expect(instanceId(youTrack)).toBe(FORMER);
  });

  it('is one whose address has a slash at the end', () => {
    const { youTrack } = joined(1);
    const { sent } = read(youTrack, [item('DEMO-1', { base_url: 'https://example.youtrack.cloud/' })]);
    expect(identities(the(sent))).toMatchObject([{ external_id: 'former-DEMO-1' }]);
  });

  it('is acknowledged, edited and taken off like any other', () => {
    const { youTrack } = joined(1);
    const issue = the(youTrack.issues.get('DEMO-1'));
    const sent = the(read(youTrack, [item('DEMO-1')]).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    expect(issue.delivery()).toMatchObject({ queue: null, boardId: BOARD, externalId: 'former-DEMO-1' });
    expect(issue.isOwner()).toBe(true);
    const edited = the(youTrack.run(the(youTrack.edit(issue)), { subject: issue }).sent);
    expect(identities(edited)).toEqual([{ key: 'DEMO-1', external_id: 'former-DEMO-1', source: FORMER }]);
    youTrack.answer(edited, receiptsFor(edited));
    youTrack.take();
    const removal = the(youTrack.run(the(youTrack.delete(issue))).sent);
    expect(removal.request.uri).toContain(`/boards/${BOARD}/issues/former-DEMO-1?revision=`);
  });

  it('shows its results', () => {
    const { youTrack, project } = joined(1);
    const sent = the(read(youTrack, [item('DEMO-1')]).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    youTrack.endImport(project);
    const issue = the(youTrack.issues.get('DEMO-1'));
    const results = the(youTrack.round().sent);
    expect([results.name, cursorIn(results)]).toEqual(['onResultsPage', null]);
    youTrack.answer(results, page([resultOf(issue, { source: FORMER })]));
    expect(issue.results().totalScore).toBe(42.5);
  });

  it('leaves the board where it is restricted by now', () => {
    const { youTrack } = joined(1);
    the(youTrack.issues.get('DEMO-1')).options = { isRestricted: true };
    const { sent } = read(youTrack, [item('DEMO-1')]);
    expect(the(sent).request).toMatchObject({ method: 'DELETE' });
    expect(the(sent).request.uri).toContain('/issues/former-DEMO-1?');
  });

  it.each([
    ['of another address', { base_url: 'https://copy.example' }],
    ['with a key that no issue has', { key: 'DEMO-99' }],
    ['of a project that is not there', { key: 'GONE-1' }],
    ['of a project on no board', { key: 'FREE-1' }],
    ['that Ducalis has read by itself', { source: null, external_id: null }],
    ['that cannot be read', { key: null }],
    ['without an address', { base_url: undefined }],
  ])('is none %s: it is left alone, and no source is taken over', (_what, change) => {
    const { youTrack } = joined(1);
    youTrack.addProject('FREE');
    youTrack.addIssue('FREE-1');
    const own = instanceId(youTrack);
    const sent = the(read(youTrack, [item('DEMO-1', change)]).sent);
    expect(identities(sent)).toMatchObject([{ key: 'DEMO-1', source: own }]);
    expect(itemsOf(sent)[0]?.external_id.startsWith('former-')).toBe(false);
    expect(instanceId(youTrack)).toBe(own);
    expect(the(youTrack.issues.get('FREE-1')).adoption()).toBeNull();
  });

  it('keeps the others when one cannot be read, and that is noted', () => {
    const { youTrack, project } = joined(1);
    read(youTrack, [item('DEMO-1', { key: null }), null, item('DEMO-1')]);
    expect(the(youTrack.issues.get('DEMO-1')).delivery().externalId).toBe('former-DEMO-1');
    expect(readNotices(project)).toMatchObject([{ kind: 'item-not-adopted', subject: BOARD, times: 1 }]);
  });

  it('keeps the others when YouTrack does not let one be written', () => {
    const { youTrack, project } = joined(2);
    const log = logged();
    the(youTrack.issues.get('DEMO-1')).adopt = () => {
      throw new Error('No write');
    };
    const sent = the(read(youTrack, [item('DEMO-1'), item('DEMO-2')]).sent);
    expect(identities(sent)).toMatchObject([{ key: 'DEMO-1' }, { external_id: 'former-DEMO-2' }]);
    expect(log).toEqual(['[ducalis] adopting DEMO-1 failed: No write']);
    expect(readNotices(project)).toMatchObject([{ kind: 'item-not-adopted', subject: BOARD }]);
  });

  it('keeps its id when it is marked or sent again before the board is read', () => {
    const { youTrack, project } = joined(1);
    const issue = the(youTrack.issues.get('DEMO-1'));
    const second = the(youTrack.answer(asked(youTrack), page([item('DEMO-1')], 'next')).sent);
    retryIssue(youTrack.execution(), issue);
    youTrack.take();
    expect(issue.delivery()).toMatchObject({ queue: project.facts().queueId, externalId: null });
    const { sent } = youTrack.answer(second, page([]));
    expect(identities(the(sent))).toMatchObject([{ external_id: 'former-DEMO-1' }]);
  });

  it('gets its id back when an edit has written another one over it', () => {
    const { youTrack } = joined(1);
    const issue = the(youTrack.issues.get('DEMO-1'));
    const second = the(youTrack.answer(asked(youTrack), page([item('DEMO-1')], 'next')).sent);
    issue.record({ externalId: 'instance-drawn at the same time' });
    const { sent } = youTrack.answer(second, page([]));
    expect(identities(the(sent))).toMatchObject([{ external_id: 'former-DEMO-1', source: FORMER }]);
  });

  it('adopts the id also where an edit has given it one of its own', () => {
    const { youTrack } = joined(1);
    youTrack.mark(the(youTrack.issues.get('DEMO-1')));
    const { sent } = read(youTrack, [item('DEMO-1')]);
    expect(identities(the(sent))).toMatchObject([{ external_id: 'former-DEMO-1', source: FORMER }]);
  });

  it('is one more of the kind for a copy of it, which is sent as a new one', () => {
    const { youTrack } = joined(1);
    const issue = the(youTrack.issues.get('DEMO-1'));
    const second = the(youTrack.answer(asked(youTrack), page([item('DEMO-1')], 'next')).sent);
    youTrack.copy(issue, 'DEMO-2');
    const sent = the(youTrack.answer(second, page([])).sent);
    expect(identities(sent)[0]?.external_id).toBe('former-DEMO-1');
    expect(identities(sent)[1]?.external_id).not.toBe('former-DEMO-1');
  });
});

describe('two items for one issue', () => {
  const better = item('DEMO-1', { external_id: 'better', revision: 7, ...EVALUATED });
  const worse = item('DEMO-1', { external_id: 'worse', revision: 99 });

  it.each([
    ['the better first', [better, worse], []],
    ['the better last', [worse, better], []],
    ['the better on the next page', [worse], [better]],
    ['the worse on the next page', [better], [worse]],
  ])('make the issue go on as the one that people have evaluated (%s)', (_order, first, second) => {
    const { youTrack, project } = joined(1);
    const next = the(youTrack.answer(asked(youTrack), page(first, 'next')).sent);
    const { sent } = youTrack.answer(next, page(second));
    expect(itemsOf(the(sent))).toMatchObject([{ external_id: 'better' }]);
    expect(readNotices(project)).toMatchObject([{ kind: 'issue-doubled', subject: 'worse' }]);
  });

  it('are one if the same comes again, as it is by then', () => {
    const { youTrack, project } = joined(1);
    const next = the(youTrack.answer(asked(youTrack), page([worse], 'next')).sent);
    const changed = { ...worse, revision: youTrack.now * 2_000 };
    const { sent } = youTrack.answer(next, page([changed]));
    expect(itemsOf(the(sent))).toMatchObject([{ external_id: 'worse', revision: youTrack.now * 2_000 + 1 }]);
    expect(readNotices(project)).toEqual([]);
  });
});

describe('sources that do not agree', () => {
  const items = [item('DEMO-1'), item('DEMO-2', { source: 'another', external_id: 'another-2' })];

  it('are asked about, and nothing is sent before somebody says whose they are', () => {
    const { youTrack, project } = joined(3);
    expect(read(youTrack, items)).toEqual({ scheduled: null, sent: null });
    expect(overviewOf(youTrack.execution()).connection).toMatchObject({
      state: 'suspended',
      reason: 'instance-changed',
      asksAbout: 'items',
    });
    expect(readJournal(project)[0]).toMatchObject({ kind: 'suspended', reason: 'instance-changed' });
    expect(youTrack.round()).toEqual({ scheduled: null, sent: null });
  });

  it('are ours if this YouTrack was only given the app once more: each issue goes on as what it is', () => {
    const { youTrack, project } = joined(3);
    const own = instanceId(youTrack);
    read(youTrack, items);
    say(youTrack, 'moved');
    expect(isAsked(youTrack)).toBe(false);
    expect(isImporting(project)).toBe(true);
    const sent = the(read(youTrack, items).sent);
    expect(identities(sent)).toMatchObject([
      { external_id: 'former-DEMO-1', source: FORMER },
      { external_id: 'another-2', source: 'another' },
      { key: 'DEMO-3', source: own },
    ]);
    youTrack.answer(sent, receiptsFor(sent));
    expect(the(youTrack.issues.get('DEMO-2')).delivery()).toMatchObject({
      queue: null,
      ackedAt: youTrack.now,
    });
  });

  it('stay as they are if they are of another YouTrack', () => {
    const { youTrack, project } = joined(3);
    const own = instanceId(youTrack);
    read(youTrack, items);
    say(youTrack, 'copy');
    expect(project.facts()).toMatchObject({ connected: true, boardId: BOARD });
    const sent = the(read(youTrack, items).sent);
    expect(identities(sent).map(({ source }) => source)).toEqual([own, own, own]);
    for (const { external_id } of itemsOf(sent)) expect(external_id.startsWith('instance-')).toBe(true);
    youTrack.answer(sent, receiptsFor(sent));
    expect(isAsked(youTrack)).toBe(false);
  });

  it('are two also where one issue has both', () => {
    const { youTrack } = joined(1);
    read(youTrack, [
      item('DEMO-1', EVALUATED),
      item('DEMO-1', { source: 'another', external_id: 'another-1' }),
    ]);
    expect(isAsked(youTrack)).toBe(true);
  });

  it('are not asked about while the token is rejected, but after that', () => {
    const { youTrack } = joined(2);
    const sent = asked(youTrack);
    youTrack.execution().connect({ connectionState: 'suspended', connectionReason: 'token-rejected' });
    youTrack.answer(sent, page(items));
    expect(isAsked(youTrack)).toBe(false);
    youTrack.execution().connect({ connectionState: 'connected', connectionReason: null });
    read(youTrack, items);
    expect(isAsked(youTrack)).toBe(true);
  });

  it('do not matter where no issue is on this board', () => {
    const { youTrack } = joined(1);
    const { sent } = read(youTrack, [item('DEMO-1'), item('GONE-1', { source: 'another' })]);
    expect(identities(the(sent))).toMatchObject([{ external_id: 'former-DEMO-1', source: FORMER }]);
  });
});

describe('an installation that has sent something', () => {
  /** DEMO on board 1, under an id of its own. */
  function inUse() {
    const youTrack = installed();
    join(youTrack, { count: 1 });
    const sent = the(read(youTrack, []).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    return { youTrack, own: instanceId(youTrack) };
  }
  const theirs = [item('OPS-1')];

  it('asks whose the items on another board are', () => {
    const { youTrack } = inUse();
    join(youTrack, { key: 'OPS', settings: OTHER });
    read(youTrack, theirs, 'OPS');
    expect(isAsked(youTrack)).toBe(true);
  });

  it('goes on under both sources if they are ours', () => {
    const { youTrack, own } = inUse();
    join(youTrack, { key: 'OPS', count: 1, settings: OTHER });
    read(youTrack, theirs, 'OPS');
    say(youTrack, 'moved');
    const { sent } = read(youTrack, theirs, 'OPS');
    expect(identities(the(sent))).toEqual([{ key: 'OPS-1', external_id: 'former-OPS-1', source: FORMER }]);
    youTrack.answer(the(sent), receiptsFor(the(sent)), { project: 'OPS' });
    youTrack.take();
    const issue = the(youTrack.issues.get('DEMO-1'));
    const edited = the(youTrack.run(the(youTrack.edit(issue)), { subject: issue }).sent);
    expect(identities(edited)).toMatchObject([{ external_id: issue.delivery().externalId, source: own }]);
  });

  it('asks nothing about a source that it has taken over', () => {
    const youTrack = installed();
    join(youTrack, { count: 1 });
    read(youTrack, [item('DEMO-1')]);
    join(youTrack, { key: 'OPS', count: 1, settings: OTHER });
    const { sent } = read(youTrack, theirs, 'OPS');
    expect(identities(the(sent))).toEqual([{ key: 'OPS-1', external_id: 'former-OPS-1', source: FORMER }]);
  });

  it('asks no second time about a source that is of another YouTrack', () => {
    const { youTrack, own } = inUse();
    join(youTrack, { key: 'OPS', count: 1, settings: OTHER });
    read(youTrack, theirs, 'OPS');
    say(youTrack, 'copy');
    read(youTrack, theirs, 'OPS');
    join(youTrack, { key: 'WEB', count: 1, settings: { board: { id: '3', name: 'Third', emoji: null } } });
    const { sent } = read(youTrack, [item('WEB-1')], 'WEB');
    expect(identities(the(sent))).toMatchObject([{ key: 'WEB-1', source: own }]);
  });

  it('gives an issue that moves to its former board the id that it has there, and leaves the other board', () => {
    const { youTrack } = inUse();
    const issue = the(youTrack.issues.get('DEMO-1'));
    const { externalId } = issue.delivery();
    issue.recordResults({ totalScore: 7, scoredAt: 1 });
    const project = join(youTrack, { settings: OTHER, count: 1 });
    read(youTrack, [item('DEMO-1')]);
    // Until somebody has said whose the item is the issue is what it was.
    expect(issue.delivery()).toMatchObject({ externalId, boardId: BOARD });
    say(youTrack, 'moved');
    const removal = the(read(youTrack, [item('DEMO-1')]).sent);
    expect(issue.results().scoredAt).toBeNull();
    expect(issue.delivery().leavingQueue).toBe(project.facts().queueId);
    expect(removal.request.uri).toContain(`/boards/${BOARD}/issues/${externalId}?revision=`);
    const upsert = the(youTrack.answer(removal, answer(204)).sent);
    expect(issue.delivery().departures).toEqual([]);
    expect(upsert.request.uri).toBe(`/boards/${OTHER_BOARD}/issues/bulk`);
    expect(identities(upsert)).toEqual([{ key: 'DEMO-1', external_id: 'former-DEMO-1', source: FORMER }]);
  });

  it('takes nothing for an issue that another one goes by, although its key names this one', () => {
    const youTrack = installed();
    join(youTrack, { count: 1 });
    const sent = the(read(youTrack, [item('DEMO-1')]).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    // The project has got another key, and a new one its former key, before any of it was sent again.
    youTrack.addProject('OPS');
    the(youTrack.issues.get('DEMO-1')).move('OPS-1');
    youTrack.execution().recordStorage({ readBoards: null });
    youTrack.addIssue('DEMO-1');
    join(youTrack, { key: 'WEB', count: 1 });
    read(youTrack, [item('DEMO-1')], 'WEB');
    expect(the(youTrack.issues.get('DEMO-1')).adoption()).toBeNull();
  });

  it('leaves what was sent to the same board under another id', () => {
    const { youTrack, own } = inUse();
    const issue = the(youTrack.issues.get('DEMO-1'));
    const before = issue.delivery();
    // Board 1 was read, and had issues that a project that comes later may look for.
    youTrack.execution().recordStorage({ readBoards: null });
    const project = join(youTrack, { key: 'OPS', count: 1 });
    const { sent } = read(youTrack, [item('DEMO-1', EVALUATED)], 'OPS');
    expect(identities(the(sent))).toMatchObject([{ key: 'OPS-1', source: own }]);
    expect(issue.delivery()).toEqual(before);
    expect(readNotices(the(youTrack.projects.get('DEMO')))).toMatchObject([
      { kind: 'issue-doubled', subject: 'former-DEMO-1' },
    ]);
    expect(project.facts().unread).toBeNull();
  });
});

describe('a page that fails', () => {
  const failing = [
    ['an error', answer(500, 'oops')],
    ['an error of Ducalis', refusal(503)],
    ['a page of something in between', answer(200, '<html>Sign in</html>')],
    ['a page with a status that means something', answer(404, '<html>Not found</html>')],
    ['a page that forbids', answer(403, '<html>Forbidden</html>')],
    ['no answer', answer(null)],
    ['nothing', answer(204)],
    ['a status that does not fit', refusal(302)],
    ['a refusal of Ducalis', refusal(422)],
  ] as const;

  it.each(failing)('is asked for again later, and nothing is sent before: %s', (_what, given) => {
    const { youTrack, project } = joined();
    const { scheduled, sent } = youTrack.answer(asked(youTrack), given);
    expect(sent).toBeNull();
    expect(project.facts()).toMatchObject({ unread: true, suspendedReason: null });
    // Nobody else waits for it, and what is edited meanwhile schedules no more.
    expect(youTrack.execution().storage().connectionState).toBe('connected');
    expect(waitOf(youTrack.execution(), CONNECTION)).toBe(0);
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    const again = the(youTrack.run(the(scheduled)).sent);
    expect(again.name).toBe('onAdoptionPage');
    const { sent: upserts } = youTrack.answer(again, page([item('DEMO-1')]));
    expect(identities(the(upserts))[0]?.external_id).toBe('former-DEMO-1');
  });

  it('is reported until it is read', () => {
    const { youTrack } = joined();
    const reported = () => {
      const { lanes, projects } = healthOf(youTrack.execution());
      return { lanes, isUnread: projects[0]?.isUnread };
    };
    const first = asked(youTrack);
    expect(reported()).toEqual({ lanes: [], isUnread: true });
    youTrack.answer(first, refusal(500));
    youTrack.take();
    const cause = { speaker: 'complaint', status: 500, detail: 'No.' };
    expect(reported().lanes).toMatchObject([{ kind: 'feed', board: { id: BOARD }, ...cause }]);
    youTrack.now += 10 * MINUTE;
    read(youTrack, []);
    expect(reported()).toEqual({ lanes: [], isUnread: false });
  });

  it('holds up no project on another board', () => {
    const youTrack = installed();
    join(youTrack);
    join(youTrack, { key: 'OPS', count: 1, settings: OTHER });
    youTrack.answer(asked(youTrack), refusal(500));
    youTrack.take();
    expect(keysOf(the(read(youTrack, [], 'OPS').sent))).toEqual(['OPS-1']);
  });

  it('makes the whole connection wait where Ducalis limits the rate', () => {
    const { youTrack } = joined();
    youTrack.answer(asked(youTrack), refusal(429, { 'retry-after': '60' }));
    expect(waitOf(youTrack.execution(), CONNECTION)).toBe(youTrack.now + MINUTE);
  });

  it('suspends the connection where Ducalis does not take the token', () => {
    const { youTrack } = joined();
    youTrack.answer(asked(youTrack), refusal(401));
    expect(youTrack.execution().storage().connectionReason).toBe('token-rejected');
  });

  it.each([
    [410, 'board-disabled'],
    [403, 'board-forbidden'],
  ])('suspends the project where Ducalis says %i of the board', (status, suspendedReason) => {
    const { youTrack, project } = joined();
    const probe = the(youTrack.answer(asked(youTrack), refusal(status)).sent);
    expect(project.facts().suspendedReason).toBeNull();
    youTrack.answer(probe, refusal(status));
    expect(project.facts()).toMatchObject({ suspendedReason, unread: true });
  });

  it('is halved where YouTrack has cut it, and the next ones are as small', () => {
    const { youTrack } = joined(1);
    const cut = answer(200, '{"items":[{"source":"former');
    const half = the(youTrack.answer(asked(youTrack), cut).sent);
    expect([sizeIn(half), cursorIn(half)]).toEqual(['100', null]);
    const quarter = the(youTrack.answer(half, cut).sent);
    const next = the(youTrack.answer(quarter, page([item('DEMO-1')], 'next')).sent);
    expect([sizeIn(next), cursorIn(next)]).toEqual(['50', 'next']);
    expect(identities(the(youTrack.answer(next, page([])).sent))[0]?.external_id).toBe('former-DEMO-1');
  });

  it('is not halved endlessly', () => {
    const { youTrack } = joined();
    const cut = answer(200, '{"items":');
    let sent: Sent | null = asked(youTrack);
    let calls = 0;
    for (; sent !== null; calls += 1) sent = youTrack.answer(sent, cut).sent;
    expect(calls).toBe(6);
  });

  it('is read from the beginning where Ducalis does not take the cursor', () => {
    const { youTrack } = joined();
    const second = the(youTrack.answer(asked(youTrack), page([item('DEMO-1')], 'next')).sent);
    const { scheduled } = youTrack.answer(second, refusal(400));
    expect(cursorIn(the(youTrack.run(the(scheduled)).sent))).toBeNull();
  });

  it('is read from the beginning less and less often where Ducalis takes no cursor at all', () => {
    const { youTrack } = joined();
    const waits: number[] = [];
    let first = asked(youTrack);
    for (let refusals = 0; refusals < 4; refusals += 1) {
      const next = the(youTrack.answer(first, page([item('DEMO-1')], `next ${refusals}`)).sent);
      const scheduled = the(youTrack.answer(next, refusal(400)).scheduled);
      waits.push(scheduled.delayMs);
      first = the(youTrack.run(scheduled).sent);
    }
    expect(waits[3]).toBeGreaterThan(4 * the(waits[0]));
  });

  it('is read from where it was otherwise', () => {
    const { youTrack } = joined();
    const second = the(youTrack.answer(asked(youTrack), page([item('DEMO-1')], 'next')).sent);
    const { scheduled } = youTrack.answer(second, refusal(500));
    expect(cursorIn(the(youTrack.run(the(scheduled)).sent))).toBe('next');
  });
});

describe('a Ducalis without such a listing', () => {
  /** It says that there is no such page. @returns the call that asks whether the board is there. */
  function doubtful(youTrack: ConnectedYouTrack): Sent {
    const sent = the(youTrack.answer(asked(youTrack), refusal(404)).sent);
    expect(sent.request.uri).toBe(`/boards/${BOARD}/fields`);
    return sent;
  }

  const THERE = answer(200, { items: [] });

  it('is sent the issues without, once it has said so for a quarter of an hour', () => {
    const { youTrack, project } = joined();
    const since = youTrack.now;
    let { sent, scheduled } = youTrack.answer(doubtful(youTrack), THERE);
    const again: string[] = [];
    while (sent === null) {
      const listing = the(youTrack.run(the(scheduled)).sent);
      again.push(`${Math.floor((youTrack.now - since) / MINUTE)} ${listing.name}`);
      const fields = the(youTrack.answer(listing, refusal(404)).sent);
      ({ sent, scheduled } = youTrack.answer(fields, THERE));
    }
    expect(again).toEqual(['5 onAdoptionPage', '10 onAdoptionPage', '15 onAdoptionPage']);
    expect(keysOf(sent)).toEqual(['DEMO-1', 'DEMO-2']);
    expect(project.facts().unread).toBeNull();
    // The board was not read: the next project asks again.
    join(youTrack, { key: 'OPS' });
    asked(youTrack, 'OPS');
  });

  it('is none if the listing comes after all, and what is on the board is adopted', () => {
    const { youTrack } = joined(1);
    for (let time = 0; time < 2; time += 1) {
      youTrack.answer(doubtful(youTrack), THERE);
      youTrack.now += 6 * MINUTE;
    }
    const sent = the(read(youTrack, [item('DEMO-1')]).sent);
    expect(itemsOf(sent)[0]).toMatchObject({ external_id: 'former-DEMO-1', source: FORMER });
  });

  it('has no such board either: the project is suspended, and the board is read when it is back', () => {
    const { youTrack, project } = joined();
    const boards = the(youTrack.answer(doubtful(youTrack), refusal(404)).sent);
    expect(boards.name).toBe('onBoards');
    youTrack.answer(boards, answer(200, [{ id: OTHER_BOARD, name: 'Other' }]));
    youTrack.take();
    expect(project.facts()).toMatchObject({ suspendedReason: 'board-not-found', unread: true });
    youTrack.now += 10 * MINUTE;
    const probe = the(youTrack.round().sent);
    expect(probe.name).toBe('onBoardProbe');
    const back = the(youTrack.answer(probe, answer(200, { items: [] })).sent);
    expect([back.name, cursorIn(back)]).toEqual(['onAdoptionPage', null]);
  });

  it.each([
    ['something in between', answer(404, '<html>')],
    ['nobody', answer(null)],
  ])('is not taken for one where %s answers', (_who, given) => {
    const { youTrack, project } = joined();
    const { scheduled, sent } = youTrack.answer(doubtful(youTrack), given);
    expect([sent, project.facts().unread]).toEqual([null, true]);
    expect(the(youTrack.run(the(scheduled)).sent).request.uri).toContain(`/boards/${BOARD}/issues?`);
  });
});

describe('several projects on one board', () => {
  it('are served by one reading', () => {
    const youTrack = installed();
    for (const key of ['DEMO', 'OPS', 'WEB']) join(youTrack, { key, count: 1 });
    const first = asked(youTrack);
    // The others leave it to the first.
    for (const key of ['OPS', 'WEB']) expect(youTrack.turn(key).sent).toBeNull();
    youTrack.answer(first, page([item('OPS-1'), item('WEB-1')]));
    for (const key of ['OPS', 'WEB']) {
      const sent = the(youTrack.turn(key).sent);
      expect(identities(sent)).toMatchObject([{ external_id: `former-${key}-1` }]);
      youTrack.answer(sent, receiptsFor(sent), { project: key });
    }
  });

  it('look soon whether the one that reads has come to the end, and send then', () => {
    const youTrack = installed();
    for (const key of ['DEMO', 'OPS']) join(youTrack, { key, count: 1 });
    const first = asked(youTrack);
    const scheduled = the(youTrack.turn('OPS').scheduled);
    expect(scheduled.delayMs).toBeLessThanOrEqual(10_000);
    youTrack.answer(first, page([]));
    expect(keysOf(the(youTrack.run(scheduled).sent))).toEqual(['OPS-1']);
  });

  it('go on by themselves where the one that reads has stalled', () => {
    const youTrack = installed();
    for (const key of ['DEMO', 'OPS']) join(youTrack, { key, count: 1 });
    asked(youTrack);
    youTrack.now += 10 * MINUTE;
    asked(youTrack, 'OPS');
  });

  it('are not read for when nothing else of this YouTrack was on the board', () => {
    const youTrack = installed();
    join(youTrack, { count: 1 });
    read(youTrack, [item('DEMO-1')]);
    const project = join(youTrack, { key: 'OPS', count: 1 });
    expect(project.facts().unread).toBeNull();
    expect(keysOf(the(youTrack.turn('OPS').sent))).toEqual(['OPS-1']);
  });

  it('are read for when there may be something of theirs on it', () => {
    const youTrack = installed();
    join(youTrack, { count: 1 });
    youTrack.addProject('OPS');
    youTrack.addIssue('OPS-1');
    read(youTrack, [item('DEMO-1'), item('OPS-1')]);
    join(youTrack, { key: 'OPS', count: 1 });
    const { sent } = read(youTrack, [item('DEMO-1'), item('OPS-1')], 'OPS');
    expect(identities(the(sent))).toMatchObject([{ external_id: 'former-OPS-1', source: FORMER }]);
  });

  it.each([
    ['reads the board itself if something of its own may have been passed over', 'OPS-1', true],
    ['is served by the reading if there was nothing', 'DEMO-2', null],
  ] as const)('one that comes during a reading %s', (_what, key, unread) => {
    const youTrack = installed();
    join(youTrack, { count: 2 });
    const next = the(youTrack.answer(asked(youTrack), page([item(key)], 'next')).sent);
    youTrack.now += 1_000;
    const project = join(youTrack, { key: 'OPS', count: 1 });
    youTrack.answer(next, page([]));
    expect(project.facts().unread).toBe(unread);
  });

  it('do not read again what a project has left and comes back to', () => {
    const youTrack = installed();
    const project = join(youTrack, { count: 1 });
    const sent = the(read(youTrack, [item('DEMO-1')]).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    leaveIssuesOnBoard(youTrack.execution(), project);
    join(youTrack, { count: 1 });
    expect(project.facts().unread).toBeNull();
  });
});

describe('a project that is on its board', () => {
  it('from before these facts were kept goes on without', () => {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    const project = join(youTrack, { count: 1 });
    expect(project.facts().unread).toBeNull();
    expect(youTrack.turn().sent).toBeNull();
  });

  it('is still waiting after its settings were saved again', () => {
    const { youTrack, project } = joined();
    const first = asked(youTrack);
    join(youTrack);
    expect(project.facts().unread).toBe(true);
    expect(keysOf(the(youTrack.answer(first, page([])).sent))).toHaveLength(2);
  });
});

describe('what was on the board before and no issue has adopted', () => {
  /** DEMO-1 has adopted its item; the rest of the board was left alone, and the import is done. */
  function readWith(...others: readonly unknown[]) {
    const { youTrack, project } = joined(1);
    const items = [item('DEMO-1'), ...others];
    const sent = the(read(youTrack, items).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    youTrack.endImport(project);
    return { youTrack, project };
  }
  /** What the search for orphans does about these items. */
  function searched(youTrack: ConnectedYouTrack, items: readonly unknown[], project = 'DEMO'): Followed {
    const orphans = the(youTrack.answer(the(youTrack.round(project).sent), page([]), { project }).sent);
    expect(orphans.name).toBe('onOrphansPage');
    return youTrack.answer(orphans, page(items), { project, hop: 3 });
  }
  const result = (one: Readonly<Record<string, unknown>>) => ({ ...one, url: null });

  it.each([
    ['with a key that no issue has', item('DEMO-99', { revision: 700 })],
    ['of an older address', item('DEMO-99', { revision: 700, base_url: 'https://old.example' })],
    ['that is one too many', item('DEMO-1', { external_id: 'worse', revision: 7 })],
    ['whose revision is not known', item('DEMO-99', { revision: null })],
  ])('stays: %s', (_what, left) => {
    const { youTrack } = readWith(left);
    expect(searched(youTrack, [result(left)]).sent).toBeNull();
  });

  it('stays also when another installation had a clock ahead', () => {
    const revision = Date.UTC(2090, 0) * 1_000;
    const { youTrack } = readWith(item('DEMO-99', { revision }));
    expect(searched(youTrack, [item('DEMO-98', { revision })]).sent).toBeNull();
  });

  it('is no reason to leave what this installation has sent, once it is deleted', () => {
    const { youTrack } = readWith(item('DEMO-99', { revision: 700 }));
    const issue = the(youTrack.issues.get('DEMO-1'));
    const { revision } = the(issue.delivery().sent);
    youTrack.issues.delete('DEMO-1');
    youTrack.addIssue('DEMO-2');
    const { sent } = searched(youTrack, [item('DEMO-1', { revision })]);
    expect(the(sent).request.uri).toContain('/issues/former-DEMO-1?');
  });

  it('stays on a board that was not read, if its source was saidOurs', () => {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    writeSources(youTrack.execution(), saidOurs({ ...NO_SOURCES, asked: [FORMER] }));
    expect(searched(youTrack, [item('DEMO-99', { revision: 700 })]).sent).toBeNull();
    const own = { ...item('DEMO-99', { revision: 700 }), source: 'instance-of-test' };
    expect(the(searched(youTrack, [own]).sent).request).toMatchObject({ method: 'DELETE' });
  });

  it('is known to projects that come later', () => {
    const { youTrack } = readWith(item('DEMO-99', { revision: 700 }));
    const project = join(youTrack, { key: 'OPS', count: 1 });
    expect(revisionBefore(youTrack.execution(), project, BOARD)).toBe(700);
    expect(revisionBefore(youTrack.execution(), project, OTHER_BOARD)).toBeNull();
  });

  it('stays although a later reading is the one that finds whose it is', () => {
    const youTrack = installed();
    const project = join(youTrack, { count: 1 });
    youTrack.addProject('OPS');
    youTrack.addIssue('OPS-1');
    const others = [item('OPS-1', { revision: 700 }), item('OPS-99', { revision: 900 })];
    const sent = the(read(youTrack, others).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    youTrack.endImport(project);
    join(youTrack, { key: 'OPS', count: 1 });
    read(youTrack, others, 'OPS');
    say(youTrack, 'moved');
    read(youTrack, others, 'OPS');
    expect(searched(youTrack, others).sent).toBeNull();
  });

  it('is not looked for while an import is young', () => {
    const { youTrack, project } = readWith();
    startImport(youTrack.execution(), project);
    // The half hour in which results are asked for during an import.
    youTrack.now += 30 * MINUTE - (youTrack.now % (30 * MINUTE));
    const results = the(youTrack.round().sent);
    expect(results.name).toBe('onResultsPage');
    expect(youTrack.answer(results, page([])).sent?.name).not.toBe('onOrphansPage');
    startImport(youTrack.execution(), project);
    youTrack.now += 120 * MINUTE;
    youTrack.execution().recordStorage({ callSlotA: '-', callSlotB: '-' });
    expect(the(youTrack.answer(the(youTrack.round().sent), page([])).sent).name).toBe('onOrphansPage');
  });
});

describe('a copy of this YouTrack', () => {
  it('owns nothing that the original has adopted, and reads its boards as a new installation', () => {
    const youTrack = installed();
    join(youTrack, { count: 1 });
    const sent = the(read(youTrack, [item('DEMO-1')]).sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.take();
    youTrack.baseUrl = 'https://copy.example.com';
    youTrack.turn();
    expect(overviewOf(youTrack.execution()).connection.asksAbout).toBe('address');
    say(youTrack, 'copy');
    const issue = the(youTrack.issues.get('DEMO-1'));
    expect([issue.isOwner(), issue.source()]).toEqual([false, instanceId(youTrack)]);
    join(youTrack, { count: 1 });
    const { sent: again } = read(youTrack, [item('DEMO-1')]);
    expect(identities(the(again))).toMatchObject([{ key: 'DEMO-1', source: instanceId(youTrack) }]);
    expect(itemsOf(the(again))[0]?.external_id).not.toBe('former-DEMO-1');
  });
});

describe('an adopted id whose source is unknown', () => {
  it('is given up when the issue has moved to a project that sends', () => {
    const youTrack = installed();
    join(youTrack, { count: 1 });
    youTrack.connectProject('OPS', OTHER);
    youTrack.answer(asked(youTrack), page([item('DEMO-1')], 'next'));
    youTrack.take();
    const issue = the(youTrack.issues.get('DEMO-1'));
    issue.move('OPS-1');
    const { sent } = youTrack.run(the(youTrack.edit(issue)), { subject: issue });
    expect(identities(the(sent))).toMatchObject([{ key: 'OPS-1', source: instanceId(youTrack) }]);
    expect(itemsOf(the(sent))[0]?.external_id.startsWith('instance-')).toBe(true);
  });
});

describe('the first test of a connection', () => {
  it('notes that nothing was sent yet, and a later one does not', () => {
    const youTrack = new FakeYouTrack();
    youTrack.answersTo('/boards?', answer(200, [CONFIGURATION.board]));
    youTrack.answersTo('/fields', answer(200, { items: [] }));
    testConnection(youTrack.execution());
    expect(readSources(youTrack.execution()).isUnused).toBe(true);
    writeSources(youTrack.execution(), NO_SOURCES);
    testConnection(youTrack.execution());
    expect(readSources(youTrack.execution()).isUnused).toBe(false);
  });
});

describe('a reading', () => {
  it('is over once the board was read', () => {
    const { youTrack, project } = joined();
    read(youTrack, []);
    expect(readingOf(project)).toBeNull();
  });
});
