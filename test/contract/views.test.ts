/** What people see: the state of the connection, of a project and of an issue, as it is stored. */
import { describe, expect, it } from 'vitest';
import { writeAllowedBoards } from '../../src/app/stored/allowed-boards.ts';
import { writeCapabilities } from '../../src/app/stored/capabilities.ts';
import { journalize, journalizeCount } from '../../src/app/stored/journal.ts';
import { newWalk, writeWalk } from '../../src/app/stored/walk.ts';
import { activityOf } from '../../src/app/views/activity.ts';
import { healthOf } from '../../src/app/views/health.ts';
import { importView } from '../../src/app/views/import.ts';
import { issueCounts } from '../../src/app/views/issue-counts.ts';
import { overviewOf } from '../../src/app/views/overview.ts';
import { panelOf } from '../../src/app/views/panel.ts';
import { boardFields, countOf, pageOf, previewOf } from '../../src/app/views/project-page.ts';
import { gone, leaves } from '../../src/domain/membership.ts';
import type { Filter } from '../../src/shared/api.ts';
import { BOARD, CONFIGURATION, type ConnectedYouTrack, connected, OTHER_BOARD } from './fake/connected.ts';
import type { FakeIssue } from './fake/issue.ts';
import { letWait } from './fake/lanes.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer, FakeYouTrack, viewer } from './fake/youtrack.ts';

const MINUTE = 60_000;
const demo = (youTrack: FakeYouTrack): FakeProject => the(youTrack.projects.get('DEMO'));
const statusOf = (youTrack: FakeYouTrack, issue: FakeIssue) => panelOf(youTrack.execution(), issue).status;

function scored(): { readonly youTrack: ConnectedYouTrack; readonly issue: FakeIssue } {
  const youTrack = connected();
  const issue = youTrack.sentIssue('DEMO-1');
  issue.recordResults({
    totalScore: 12.5,
    priority: 3,
    isTopPriority: true,
    votingPercent: 80,
    isFinal: false,
    alignment: 55,
    criteria: [{ key: 'reach', name: 'Reach', kind: 'value', score: 5 }],
    scoredAt: youTrack.now,
  });
  return { youTrack, issue };
}

const RESULT = {
  priority: 3,
  isTopPriority: true,
  totalScore: 12.5,
  votingPercent: 80,
  isFinal: false,
  alignment: 55,
  criteria: [{ name: 'Reach', kind: 'value', score: 5 }],
  source: 'board',
};

describe('the panel of an issue', () => {
  it('shows where it is in Ducalis, since when, and its results', () => {
    const { youTrack, issue } = scored();
    expect(panelOf(youTrack.execution(), issue)).toEqual({
      status: { state: 'synced' },
      board: CONFIGURATION.board,
      result: { ...RESULT, scoredAt: youTrack.now },
      ducalisUrl: `https://ducalis.io/issue/${issue.delivery().externalId}`,
      syncedAt: youTrack.now,
      canRetry: false,
    });
  });

  it('shows no address that is not of https', () => {
    const { youTrack, issue } = scored();
    issue.record({ ducalisUrl: 'http://ducalis.io/issue/1' });
    expect(panelOf(youTrack.execution(), issue).ducalisUrl).toBeNull();
  });

  it('shows the results of Sync Back while Ducalis has told the app none', () => {
    const youTrack = connected();
    const syncBack = [
      { name: 'Priority 🚀 Ducalis', text: '7' },
      { name: 'Reach 🚀 Ducalis', text: '4' },
    ];
    const issue = youTrack.sentIssue('DEMO-1', { syncBack });
    expect(panelOf(youTrack.execution(), issue).result).toMatchObject({
      priority: 7,
      criteria: [{ name: 'Reach', kind: null, score: 4 }],
      scoredAt: null,
      source: 'sync-back',
    });
    issue.options = { ...issue.options, syncBack: [] };
    expect(panelOf(youTrack.execution(), issue).result).toBeNull();
  });

  it('shows nothing of the original on a copy', () => {
    const { youTrack, issue } = scored();
    const copy = youTrack.copy(issue, 'DEMO-2');
    expect(panelOf(youTrack.execution(), copy)).toMatchObject({
      status: { state: 'not-pushed' },
      result: null,
      ducalisUrl: null,
      syncedAt: null,
    });
  });

  it('offers to send it again while it is not in Ducalis as it is, to a person who may change it', () => {
    const youTrack = connected();
    const queued = youTrack.queuedIssue('DEMO-1');
    const canRetry = (...permissions: string[]) =>
      panelOf(youTrack.execution({ viewer: viewer(...permissions) }), queued).canRetry;
    expect(canRetry('UPDATE_ISSUE')).toBe(true);
    expect(canRetry('READ_ISSUE')).toBe(false);
    queued.record({ queue: null });
    expect(statusOf(youTrack, queued)).toEqual({ state: 'not-pushed' });
    expect(canRetry('UPDATE_ISSUE')).toBe(true);
  });
});

describe('the state of an issue', () => {
  it('is that it has no board, whatever was sent before', () => {
    const { youTrack, issue } = scored();
    demo(youTrack).become({ connected: null });
    expect(panelOf(youTrack.execution(), issue)).toMatchObject({
      status: { state: 'not-connected' },
      result: null,
      ducalisUrl: null,
      syncedAt: null,
    });
    const { youTrack: other, issue: leaving } = scored();
    demo(other).become(leaves(demo(other).facts()));
    expect(statusOf(other, leaving)).toEqual({ state: 'not-connected' });
  });

  it.each([
    ['{"version":99}', 'configuration-newer'],
    ['{"version":1}', 'configuration-damaged'],
  ])('is suspended with settings that cannot be read: %s', (configuration, reason) => {
    const { youTrack, issue } = scored();
    issue.recordResults({ scoredAt: null });
    demo(youTrack).record({ configuration });
    expect(panelOf(youTrack.execution(), issue)).toMatchObject({
      status: { state: 'suspended', reason },
      board: null,
      result: null,
    });
  });

  it('is suspended without a token', () => {
    const { youTrack, issue } = scored();
    youTrack.hasDucalisToken = false;
    expect(statusOf(youTrack, issue)).toEqual({ state: 'suspended', reason: 'token-missing' });
  });

  it.each([
    ['token-rejected', 'token-rejected'],
    ['instance-changed', 'instance-changed'],
    ['of a version to come', 'token-rejected'],
  ])('is suspended with the connection: %s', (connectionReason, reason) => {
    const { youTrack, issue } = scored();
    youTrack.execution().connect({ connectionState: 'suspended', connectionReason });
    expect(statusOf(youTrack, issue)).toEqual({ state: 'suspended', reason });
  });

  it('is suspended with its board', () => {
    const { youTrack, issue } = scored();
    demo(youTrack).become(gone(demo(youTrack).facts(), 'board-disabled'));
    expect(statusOf(youTrack, issue)).toEqual({ state: 'suspended', reason: 'board-disabled' });
    demo(youTrack).become({ suspendedReason: 'of a version to come' });
    expect(statusOf(youTrack, issue)).toEqual({ state: 'suspended', reason: 'unexpected' });
  });

  it('is that Ducalis takes no issues from the app', () => {
    const { youTrack, issue } = scored();
    writeCapabilities(youTrack.execution(), { push: 'unsupported', boards: [] });
    expect(statusOf(youTrack, issue)).toEqual({ state: 'push-unsupported' });
  });

  it.each(['filter', 'restricted'] as const)('is that it is kept out by %s', (excludedBy) => {
    const { youTrack, issue } = scored();
    issue.record({ excludedBy });
    expect(panelOf(youTrack.execution(), issue)).toMatchObject({
      status: { state: 'excluded', by: excludedBy },
      result: null,
    });
  });

  it('is that it is on its way while it is still to be taken off a board', () => {
    const { youTrack, issue } = scored();
    const departure = {
      board: BOARD,
      externalId: 'ext',
      revision: 1,
      attempts: 0,
      due: 0,
      call: null,
      at: 0,
      together: null,
    };
    issue.record({ excludedBy: 'restricted', boardId: null, departures: [departure], leavingQueue: 'q' });
    expect(statusOf(youTrack, issue)).toEqual({ state: 'sending', retryAt: null, reason: null });
    const due = youTrack.now + 9_000;
    issue.record({ departures: [{ ...departure, due }] });
    expect(statusOf(youTrack, issue)).toEqual({
      state: 'sending',
      retryAt: due,
      reason: 'ducalis-unreachable',
    });
  });

  it('is that it is in Ducalis although an old board is still to be left', () => {
    const { youTrack, issue } = scored();
    const departure = {
      board: 'old',
      externalId: 'ext',
      revision: 1,
      attempts: 0,
      due: 0,
      call: null,
      at: 0,
      together: null,
    };
    issue.record({ departures: [departure], leavingQueue: 'q' });
    expect(statusOf(youTrack, issue)).toEqual({ state: 'synced' });
  });

  it('says until when it waits: itself, or with the whole connection', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    expect(statusOf(youTrack, issue)).toEqual({ state: 'sending', retryAt: null, reason: null });
    const later = youTrack.now + 60_000;
    letWait(youTrack, 'connection', 60_000);
    expect(statusOf(youTrack, issue)).toEqual({
      state: 'sending',
      retryAt: later,
      reason: 'ducalis-unreachable',
    });
  });

  it('is that Ducalis refused it, with what Ducalis said', () => {
    const { youTrack, issue } = scored();
    issue.record({ failure: 'issue-rejected', failureDetail: 'The name is too long' });
    expect(panelOf(youTrack.execution(), issue)).toMatchObject({
      status: { state: 'failed', reason: 'issue-rejected', detail: 'The name is too long' },
      canRetry: true,
    });
  });

  it('is not that it is in Ducalis while its last change is not', () => {
    const { youTrack, issue } = scored();
    issue.record({ changeToken: 'another' });
    expect(statusOf(youTrack, issue)).toEqual({ state: 'not-pushed' });
  });
});

describe('the lanes in Health', () => {
  it('are those that wait, with the reason, until nobody needs them any more', () => {
    const youTrack = connected();
    letWait(youTrack, 'removals', 60_000, { board: 'gone' });
    const since = youTrack.now;
    expect(healthOf(youTrack.execution()).lanes).toEqual([
      {
        kind: 'removals',
        board: { id: 'gone', name: 'gone' },
        since,
        retryAt: since + 60_000,
        speaker: 'between',
        status: 502,
        detail: 'Bad Gateway',
      },
    ]);
    youTrack.now += 17 * 60_000;
    expect(healthOf(youTrack.execution()).lanes).toEqual([]);
  });
});

describe('the overview of the connection', () => {
  it('says what is known, and which projects are on boards', () => {
    const youTrack = connected();
    youTrack.hasYouTrackToken = false;
    demo(youTrack).record({ sweptAt: 7 });
    const later = youTrack.now + 1;
    letWait(youTrack, 'connection', 1);
    writeAllowedBoards(youTrack.execution(), [BOARD]);
    expect(overviewOf(youTrack.execution())).toMatchObject({
      connection: {
        state: 'connected',
        reason: null,
        checkedAt: youTrack.now,
        push: 'supported',
        notBefore: later,
      },
      hasYouTrackToken: false,
      boards: [CONFIGURATION.board],
      allowedBoards: [BOARD],
      projects: [
        {
          key: 'DEMO',
          name: 'Project DEMO',
          board: CONFIGURATION.board,
          suspendedReason: null,
          sweptAt: 7,
          isLeaving: false,
        },
      ],
    });
  });

  it('shows no wait that is over, and leaves out a project whose settings it cannot read', () => {
    const youTrack = connected();
    letWait(youTrack, 'connection', 0);
    demo(youTrack).record({ configuration: '{"version":99}' });
    const { connection, projects } = overviewOf(youTrack.execution());
    expect(connection.notBefore).toBeNull();
    expect(projects).toEqual([]);
  });

  it.each([
    ['suspended', 'suspended'],
    ['failed', 'failed'],
    ['connected', 'connected'],
    ['of a version to come', 'untested'],
    [null, 'untested'],
  ])('knows the state %s as %s', (connectionState, state) => {
    const youTrack = connected();
    youTrack.execution().connect({ connectionState });
    expect(overviewOf(youTrack.execution()).connection.state).toBe(state);
    youTrack.hasDucalisToken = false;
    expect(overviewOf(youTrack.execution()).connection.state).toBe('no-token');
  });

  it('says why a project or the connection is suspended, also with a reason it does not know', () => {
    const youTrack = connected();
    youTrack.execution().connect({ connectionReason: 'no-boards' });
    demo(youTrack).become({ suspendedReason: 'of a version to come', leaving: true });
    const { connection, projects } = overviewOf(youTrack.execution());
    expect(connection.reason).toBe('no-boards');
    expect(projects).toMatchObject([{ suspendedReason: 'unexpected', isLeaving: true }]);
  });
});

describe('the health of a project', () => {
  const FIELDS = [
    { name: 'State', type: 'state[1]', values: ['Open'] },
    { name: 'Points', type: 'period' },
    { name: 'Priority 🚀 Ducalis', type: 'integer' },
    { name: 'Priority 🐌 Ducalis', type: 'integer' },
  ];
  const match = (field: string, type: 'number' | 'date', source?: 'attribute') =>
    ({ source, field, key: field, type }) as const;

  it('names what YouTrack has outgrown', () => {
    const youTrack = connected();
    youTrack.connectProject(
      'WEB',
      {
        builtIn: { status: 'State', type: 'Kind', assignee: null },
        matches: [
          match('Points', 'date'),
          match('Points', 'number'),
          match('Gone', 'number'),
          match('votes', 'number', 'attribute'),
        ],
        results: [{ result: 'totalScore', field: 'Score' }],
        filter: {
          fields: [{ field: 'State', values: ['Open', 'Closed'] }],
          unresolvedOnly: false,
          includeTag: null,
          excludeTag: 'secret',
          includeRestricted: false,
          whenLeaving: 'keep',
        },
      },
      { fields: FIELDS },
    );
    youTrack.addIssue('WEB-1');
    const found = healthOf(youTrack.execution());
    expect(found.answeredAt).toBe(youTrack.now);
    expect(found.projects.find(({ key }) => key === 'WEB')).toMatchObject({
      settings: 'readable',
      rulesRun: true,
      missingFields: ['Kind', 'Gone', 'Score'],
      unfitFields: ['Points'],
      missingValues: ['State: Closed', 'tag: secret'],
      syncBackFields: ['Priority 🚀 Ducalis', 'Priority 🐌 Ducalis'],
      staleSyncBackFields: ['Priority 🐌 Ducalis'],
    });
  });

  it.each([
    ['{"version":99}', 'newer'],
    ['no JSON', 'damaged'],
  ])('says when its settings cannot be read: %s', (configuration, settings) => {
    const youTrack = connected();
    demo(youTrack).record({ configuration });
    expect(healthOf(youTrack.execution()).projects).toMatchObject([
      { settings, missingFields: [], unfitFields: [], missingValues: [] },
    ]);
  });

  it('says that no rule runs for one without issues, or that is archived', () => {
    const youTrack = connected();
    youTrack.connectProject('OLD', {}, { isArchived: true });
    youTrack.addIssue('OLD-1');
    expect(healthOf(youTrack.execution()).projects.map(({ rulesRun }) => rulesRun)).toEqual([false, false]);
  });
});

describe('an import that a person looks at', () => {
  it('says how far it is, and what waits', () => {
    const youTrack = connected();
    const project = demo(youTrack);
    youTrack.queuedIssue('DEMO-1');
    const refused = youTrack.sentIssue('DEMO-2');
    refused.record({ failure: 'issue-rejected', attention: project.facts().queueId });
    youTrack.mark(the(youTrack.issues.get('DEMO-1')));
    writeWalk(project, 'importState', {
      ...newWalk(youTrack.execution(), project),
      state: 'paused',
      found: 5,
      marked: 2,
      total: 3,
      startedAt: 11,
      endedAt: 12,
    });
    expect(importView(youTrack.execution(), project)).toEqual({
      state: 'paused',
      checked: 5,
      total: 5,
      marked: 2,
      queued: 1,
      needsAttention: 1,
      startedAt: 11,
      endedAt: 12,
    });
  });

  it('is none for a project that never had one', () => {
    const youTrack = new FakeYouTrack();
    expect(importView(youTrack.execution(), youTrack.addProject('NEW'))).toEqual({
      state: 'none',
      checked: 0,
      total: 0,
      marked: 0,
      queued: 0,
      needsAttention: 0,
      startedAt: null,
      endedAt: null,
    });
  });
});

describe('the activity of a project', () => {
  it('shows only issues that the person can see', () => {
    const youTrack = connected();
    const project = demo(youTrack);
    const execution = youTrack.execution();
    for (const [key, visibleTo] of [
      ['DEMO-1', ['ada']],
      ['DEMO-2', ['somebody']],
    ] as const) {
      const issue = youTrack.sentIssue(key, { visibleTo });
      issue.record({ failure: 'issue-rejected', failureDetail: key, attention: project.facts().queueId });
    }
    project.record({ journal: null });
    journalize(execution, project, 'pushed', ['DEMO-1', 'DEMO-2', 'DEMO-3']);
    journalizeCount(execution, project, 'imported', 3);
    const { journal, needsAttention, hasMore, baseUrl } = activityOf(execution, project);
    expect(journal.map(({ kind, issue }) => [kind, issue])).toEqual([
      ['imported', null],
      ['pushed', 'DEMO-1'],
    ]);
    expect(needsAttention).toEqual([
      { issue: 'DEMO-1', reason: 'issue-rejected', detail: 'DEMO-1', since: youTrack.now, retryAt: null },
    ]);
    expect(hasMore).toBe(false);
    expect(baseUrl).toBe(youTrack.baseUrl);
  });

  it('says since when an issue does not arrive: its first failure, its refusal, or nothing if it was not sent', () => {
    const youTrack = connected();
    const { queueId } = demo(youTrack).facts();
    const sinceOf = (failedAt: number | null, sentAt: number) => {
      const issue = youTrack.sentIssue('DEMO-1');
      const { sent } = issue.delivery();
      issue.record({ failure: 'issue-rejected', attention: queueId, failedAt });
      if (sent !== null) issue.record({ sent: { ...sent, at: sentAt } });
      return activityOf(youTrack.execution(), demo(youTrack)).needsAttention.map(({ since }) => since);
    };
    const { now } = youTrack;
    expect(sinceOf(now - 60_000, now)).toEqual([now - 60_000]);
    expect(sinceOf(null, now)).toEqual([now]);
    expect(sinceOf(null, 0)).toEqual([null]);
  });

  it('lists 500 issues that wait, and says when there are more', () => {
    const youTrack = connected();
    const { queueId } = demo(youTrack).facts();
    const wait = (number: number): void => {
      const issue = youTrack.addIssue(`DEMO-${number}`);
      issue.own();
      issue.record({ changeToken: 'c', sent: { batch: '', token: 'c', revision: 1, at: 0, hash: null } });
      issue.record({ failure: 'of a version to come', attention: queueId });
    };
    for (let number = 1; number <= 500; number += 1) wait(number);
    expect(activityOf(youTrack.execution(), demo(youTrack)).hasMore).toBe(false);
    wait(501);
    const { needsAttention, hasMore } = activityOf(youTrack.execution(), demo(youTrack));
    expect(hasMore).toBe(true);
    expect(needsAttention).toHaveLength(500);
    expect(needsAttention[0]?.reason).toBe('unexpected');
  });
});

describe('the tab of a project', () => {
  it('offers the boards that its administrator may choose, and the one that is chosen', () => {
    const youTrack = connected();
    const boards = [CONFIGURATION.board, { id: OTHER_BOARD, name: 'Growth', emoji: null }];
    writeCapabilities(youTrack.execution(), { push: 'supported', boards });
    writeAllowedBoards(youTrack.execution(), []);
    const asProjectAdmin = { viewer: viewer('UPDATE_PROJECT') };
    expect(pageOf(youTrack.execution(asProjectAdmin), demo(youTrack))).toMatchObject({
      project: { key: 'DEMO' },
      boards: [CONFIGURATION.board],
      connection: { state: 'connected' },
      isConnected: true,
      isLeaving: false,
    });
    expect(pageOf(youTrack.execution(), demo(youTrack)).boards).toEqual(boards);
    demo(youTrack).become(leaves(demo(youTrack).facts()));
    expect(pageOf(youTrack.execution(), demo(youTrack)).isLeaving).toBe(true);
    demo(youTrack).become({ connected: null, boardId: null, leaving: null });
    expect(pageOf(youTrack.execution(asProjectAdmin), demo(youTrack))).toMatchObject({
      boards: [],
      isConnected: false,
    });
  });

  it('says that changes wait while its own board takes none, and only then', () => {
    const youTrack = connected();
    const notBefore = () => pageOf(youTrack.execution(), demo(youTrack)).connection.notBefore;
    letWait(youTrack, 'upserts', MINUTE, { board: OTHER_BOARD });
    expect(notBefore()).toBeNull();
    letWait(youTrack, 'feed', MINUTE);
    expect(notBefore()).toBeNull();
    letWait(youTrack, 'upserts', MINUTE);
    expect(notBefore()).toBe(youTrack.now + MINUTE);
    letWait(youTrack, 'connection', 5 * MINUTE);
    expect(notBefore()).toBe(youTrack.now + 5 * MINUTE);
    youTrack.now += 6 * MINUTE;
    expect(notBefore()).toBeNull();
  });

  it('shows the fields of no board that its administrator may not choose', () => {
    const youTrack = connected();
    youTrack.answersTo('/fields', answer(200, { items: [] }));
    writeAllowedBoards(youTrack.execution(), []);
    const execution = youTrack.execution({ viewer: viewer('UPDATE_PROJECT') });
    expect(boardFields(execution, demo(youTrack), BOARD)).toEqual({ fields: [], unreadable: 0 });
    expect(() => boardFields(execution, demo(youTrack), OTHER_BOARD)).toThrow('board-not-allowed');
  });
});

describe('a preview', () => {
  const { board, builtIn } = CONFIGURATION;
  const draft = { board, builtIn: { ...builtIn, status: 'State' }, matches: [] };

  function withIssue() {
    const youTrack = connected();
    youTrack.connectProject('WEB', {}, { fields: [{ name: 'State', type: 'state[1]' }] });
    youTrack.answersTo('/boards?', answer(200, [board]));
    const state = { type: 'state[1]', value: { kind: 'names', names: ['Open'] } } as const;
    const issue = youTrack.addIssue('WEB-1', { tags: ['shared'], fields: { State: state } });
    return { youTrack, issue, project: the(youTrack.projects.get('WEB')) };
  }

  it('shows what would be sent of an issue', () => {
    const { youTrack, project } = withIssue();
    expect(previewOf(youTrack.execution(), project, { issue: 'WEB-1', configuration: draft })).toEqual({
      issue: 'WEB-1',
      excludedBy: null,
      name: 'Summary of WEB-1',
      status: 'Open',
      type: null,
      assignee: null,
      labels: ['shared'],
      resolved: false,
      fields: {},
      undecided: [],
    });
  });

  it('says when the issue would be kept out', () => {
    const { youTrack, project, issue } = withIssue();
    issue.options = { ...issue.options, isRestricted: true };
    const request = { issue: 'WEB-1', configuration: draft };
    expect(previewOf(youTrack.execution(), project, request).excludedBy).toBe('restricted');
  });

  it('shows nothing of an issue that the person cannot see, or of another project', () => {
    const { youTrack, project, issue } = withIssue();
    youTrack.addIssue('DEMO-1');
    const preview = (key: string) => () =>
      previewOf(youTrack.execution(), project, { issue: key, configuration: draft });
    expect(preview('DEMO-1')).toThrow('issue-not-found');
    expect(preview('WEB-2')).toThrow('issue-not-found');
    issue.options = { ...issue.options, visibleTo: ['somebody'] };
    expect(preview('WEB-1')).toThrow('issue-not-found');
  });
});

describe('a count', () => {
  const FILTER: Filter = {
    fields: [],
    unresolvedOnly: true,
    includeTag: null,
    excludeTag: null,
    includeRestricted: false,
    whenLeaving: 'keep',
  };

  it('says how many issues a filter lets through', () => {
    const youTrack = connected();
    for (const isResolved of [true, false, false]) {
      youTrack.addIssue(`DEMO-${youTrack.issues.size + 1}`, { isResolved });
    }
    expect(countOf(youTrack.execution(), demo(youTrack), { filter: FILTER })).toEqual({
      matching: 2,
      looked: 3,
      total: 3,
    });
  });

  it('is refused for a condition without values', () => {
    const youTrack = connected();
    const filter = { ...FILTER, fields: [{ field: 'State', values: [] }] };
    expect(() => countOf(youTrack.execution(), demo(youTrack), { filter })).toThrow('not-chosen');
  });

  it('of issues of several projects leaves out those that do not exist, and takes 50', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1');
    expect(issueCounts(youTrack.execution(), 'NOWHERE,DEMO')).toEqual({
      counts: [{ key: 'DEMO', issues: 1 }],
    });
    const many = [...Array.from({ length: 50 }, () => 'NOWHERE'), 'DEMO'].join(',');
    expect(issueCounts(youTrack.execution(), many)).toEqual({ counts: [] });
  });
});
