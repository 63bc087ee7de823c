/** What an administrator does to the connection and to the boards of projects, while Ducalis is asked. */
import { describe, expect, it } from 'vitest';
import { allowBoards } from '../../src/app/connecting/allowed-boards.ts';
import { boardsNow, fieldsOfBoard } from '../../src/app/connecting/ask.ts';
import { connectProjects } from '../../src/app/connecting/connect-projects.ts';
import { disconnect } from '../../src/app/connecting/disconnect.ts';
import { addressOf, introduceYouTrack } from '../../src/app/connecting/introduction.ts';
import { viewOf } from '../../src/app/connecting/project-view.ts';
import { saveSettings } from '../../src/app/connecting/settings.ts';
import { testConnection } from '../../src/app/connecting/test-connection.ts';
import { readAllowedBoards, writeAllowedBoards } from '../../src/app/stored/allowed-boards.ts';
import { readCapabilities, writeCapabilities } from '../../src/app/stored/capabilities.ts';
import { editable, readConfiguration } from '../../src/app/stored/configuration.ts';
import { readIntegration } from '../../src/app/stored/integration.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { BOARD, CONFIGURATION, ConnectedYouTrack, connected, OTHER_BOARD } from './fake/connected.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer, FakeYouTrack, viewer } from './fake/youtrack.ts';

const OTHER = { id: OTHER_BOARD, name: 'Other', emoji: null };
const BOARDS = [CONFIGURATION.board, OTHER];
const SIZE = { key: 'size', name: 'Size', type: 'select', options: [{ name: 'S' }] };
const FIELDS = [
  { name: 'State', type: 'state[1]' },
  { name: 'Size', type: 'enum[1]' },
  { name: 'Owner', type: 'user[1]' },
];

/** A YouTrack with the project DEMO, which is on no board yet. */
function answering(): { readonly youTrack: ConnectedYouTrack; readonly project: FakeProject } {
  const youTrack = new ConnectedYouTrack();
  youTrack.answersTo('/boards?', answer(200, BOARDS));
  youTrack.answersTo('/fields', answer(200, { items: [SIZE] }));
  return { youTrack, project: youTrack.addProject('DEMO', { fields: FIELDS }) };
}

const stored = (project: FakeProject) => {
  const read = readConfiguration(project);
  return read.kind === 'read' ? read.value : null;
};

describe('a question to Ducalis that a person waits for', () => {
  it.each([
    [answer(null), 'ducalis-unreachable'],
    [answer(401), 'token-rejected'],
    [answer(429), 'ducalis-busy'],
    [answer(500), 'ducalis-busy'],
    [answer(200, '<html>'), 'answer-not-understood'],
    [answer(422), 'answer-not-understood'],
  ])('that is answered %j is refused: %s', (given, code) => {
    const { youTrack } = answering();
    youTrack.answersTo('/boards', given);
    expect(() => boardsNow(youTrack.execution())).toThrow(code);
    expect(() => fieldsOfBoard(youTrack.execution(), BOARD)).toThrow(code);
  });

  it.each([
    [404, 'board-not-found'],
    [410, 'board-disabled'],
  ])('about the fields of a board that is gone (%i) is refused: %s', (status, code) => {
    const { youTrack } = answering();
    youTrack.answersTo('/fields', answer(status));
    expect(() => fieldsOfBoard(youTrack.execution(), BOARD)).toThrow(code);
  });

  it('is not asked without a token', () => {
    const { youTrack } = answering();
    youTrack.hasDucalisToken = false;
    expect(() => fieldsOfBoard(youTrack.execution(), BOARD)).toThrow('token-missing');
    expect(() => testConnection(youTrack.execution())).toThrow('token-missing');
    expect(youTrack.asked).toEqual([]);
  });

  it('about boards is asked page by page, at most four times', () => {
    const { youTrack } = answering();
    const page = Array.from({ length: 500 }, (_, at) => ({ id: at, name: `Board ${at}` }));
    youTrack.answersTo('/boards?page=3', answer(200, [OTHER]));
    youTrack.answersTo('/boards?page=2', answer(200, page));
    youTrack.answersTo('/boards?page=1', answer(200, page));
    expect(boardsNow(youTrack.execution())).toHaveLength(1_001);
    youTrack.answersTo('/boards?', answer(200, page));
    expect(boardsNow(youTrack.execution())).toHaveLength(2_000);
    expect(youTrack.asked).toHaveLength(7);
  });
});

describe('boards of which some cannot be read', () => {
  it('are the others, on every page', () => {
    const { youTrack } = answering();
    const page = Array.from({ length: 500 }, (_, at) => (at === 7 ? null : { id: at, name: `Board ${at}` }));
    youTrack.answersTo('/boards?page=2', answer(200, [OTHER, { name: 'No id' }]));
    youTrack.answersTo('/boards?page=1', answer(200, page));
    expect(boardsNow(youTrack.execution())).toHaveLength(500);
    testConnection(youTrack.execution());
    expect(readCapabilities(youTrack.execution())).toMatchObject({ unreadable: 2 });
  });
});

describe('a test of the connection that goes wrong', () => {
  it.each([
    [answer(200, []), 'no-boards'],
    [answer(200, [null, 'board']), 'answer-not-understood'],
    [answer(500), 'ducalis-busy'],
  ])('leaves a connection that has worked as it is, and says why (%#)', (given, reason) => {
    const { youTrack } = answering();
    const before = readCapabilities(youTrack.execution());
    youTrack.answersTo('/boards?', given);
    testConnection(youTrack.execution());
    expect(youTrack.execution().storage()).toMatchObject({
      connectionState: 'connected',
      connectionReason: reason,
    });
    expect(readCapabilities(youTrack.execution())).toEqual(before);
  });

  it('suspends a connection whose token Ducalis does not take', () => {
    const { youTrack } = answering();
    youTrack.answersTo('/boards?', answer(403));
    testConnection(youTrack.execution());
    expect(youTrack.execution().storage()).toMatchObject({
      connectionState: 'suspended',
      connectionReason: 'token-rejected',
    });
  });

  it('fails for a YouTrack that was never connected', () => {
    const youTrack = new FakeYouTrack();
    testConnection(youTrack.execution());
    expect(youTrack.execution().storage()).toMatchObject({
      connectionState: 'failed',
      connectionReason: 'ducalis-unreachable',
      instanceId: null,
    });
  });
});

describe('whether Ducalis takes issues', () => {
  it.each([
    ['unknown', answer(200, { items: [] }), 'supported'],
    ['unsupported', answer(200, { items: [] }), 'supported'],
    ['supported', answer(404), 'supported'],
    ['unknown', answer(404), 'unsupported'],
    ['unknown', answer(403), 'unknown'],
    ['unknown', answer(200, '<html>'), 'unsupported'],
    ['supported', answer(200, '<html>'), 'supported'],
    ['supported', answer(500), 'supported'],
    ['unsupported', answer(500), 'unsupported'],
    ['unknown', answer(null), 'unknown'],
    ['supported', answer(302), 'supported'],
  ] as const)('was %s, and after %j is %s', (before, given, after) => {
    const { youTrack } = answering();
    writeCapabilities(youTrack.execution(), { push: before, boards: [] });
    youTrack.answersTo('/fields', given);
    testConnection(youTrack.execution());
    expect(readCapabilities(youTrack.execution())).toMatchObject({
      push: after,
      boards: BOARDS,
      unreadable: 0,
    });
  });
});

describe('projects that are put on a board', () => {
  const put = (youTrack: ConnectedYouTrack, ...projects: string[]) =>
    connectProjects(youTrack.execution(), { projects, board: BOARD });

  it('have their settings suggested, and the first of them begins at once', () => {
    const { youTrack, project } = answering();
    const other = youTrack.addProject('OPS', { fields: FIELDS });
    expect(put(youTrack, 'DEMO', 'OPS')).toEqual([]);
    expect(stored(project)).toMatchObject({
      revision: 1,
      board: CONFIGURATION.board,
      builtIn: { status: 'State', type: null, assignee: null },
      matches: [{ field: 'Size', key: 'size', type: 'select' }],
    });
    expect([project, other].map((one) => readWalk(one, 'importState')?.state)).toEqual([
      'running',
      'running',
    ]);
    expect(youTrack.take().scheduled).toMatchObject({ name: 'onTurnDue', project: 'DEMO' });
  });

  it('are matched with no field that is sent as a built-in part already', () => {
    const { youTrack, project } = answering();
    const state = { key: 'state', name: 'State', type: 'select', options: [] };
    youTrack.answersTo('/fields', answer(200, { items: [state, SIZE] }));
    put(youTrack, 'DEMO');
    expect(stored(project)?.matches.map(({ field }) => field)).toEqual(['Size']);
  });

  it('keep no other waiting when one of them cannot be', () => {
    const { youTrack, project } = answering();
    youTrack.connectProject('OPS', { board: OTHER });
    expect(put(youTrack, 'NONE', 'OPS', 'DEMO')).toMatchObject([
      { key: 'NONE', code: 'project-not-found' },
      { key: 'OPS', code: 'project-on-another-board' },
    ]);
    expect(project.facts()).toMatchObject({ connected: true, boardId: BOARD });
    expect(the(youTrack.projects.get('OPS')).facts().boardId).toBe(OTHER_BOARD);
  });

  it('are left as they are when they are on it already', () => {
    const { youTrack } = answering();
    const project = youTrack.connectProject();
    const { writes } = youTrack;
    expect(put(youTrack, 'DEMO')).toEqual([]);
    expect(youTrack.writes).toBe(writes);
    expect(project.facts().boardId).toBe(BOARD);
    expect(youTrack.take().scheduled).toBeNull();
  });

  it('keep what they had chosen before, as far as the fields are still there', () => {
    const { youTrack, project } = answering();
    const count = { key: 'count', name: 'Count', type: 'number' };
    youTrack.answersTo('/fields', answer(200, { items: [SIZE, count] }));
    const filter = { ...the(stored(connectWithFilter(youTrack)))?.filter };
    disconnect(youTrack.execution(), { project: 'DEMO', board: BOARD, onBoard: 'keep' });
    put(youTrack, 'DEMO');
    expect(stored(project)).toMatchObject({
      revision: 3,
      builtIn: { status: null, type: null, assignee: 'Owner' },
      matches: [
        { field: 'Size', key: 'size' },
        { source: 'attribute', field: 'votes', key: 'count' },
      ],
      results: [],
      filter,
    });
  });

  function connectWithFilter(youTrack: ConnectedYouTrack): FakeProject {
    return youTrack.connectProject('DEMO', {
      builtIn: { status: null, type: 'Gone', assignee: 'Owner' },
      matches: [
        { field: 'Size', key: 'size', type: 'select' },
        { field: 'Gone', key: 'size', type: 'select' },
        { field: 'State', key: 'gone', type: 'select' },
        { source: 'attribute', field: 'votes', key: 'gone', type: 'number' },
        { source: 'attribute', field: 'votes', key: 'count', type: 'number' },
      ],
      results: [{ field: 'Gone', result: 'totalScore' }],
      filter: {
        fields: [],
        unresolvedOnly: true,
        includeTag: null,
        excludeTag: null,
        includeRestricted: false,
        whenLeaving: 'keep',
      },
    });
  }

  it('are put on none that Ducalis does not have, and nothing is saved', () => {
    const { youTrack, project } = answering();
    youTrack.answersTo('/boards?', answer(200, [OTHER]));
    expect(() => put(youTrack, 'DEMO')).toThrow('board-not-found');
    youTrack.answersTo('/boards?', answer(500));
    expect(() => put(youTrack, 'DEMO')).toThrow('ducalis-busy');
    expect(project.properties).toEqual({});
  });

  it('are matched with no fields of a Ducalis that takes no issues', () => {
    const { youTrack, project } = answering();
    writeCapabilities(youTrack.execution(), { push: 'unsupported', boards: BOARDS });
    put(youTrack, 'DEMO');
    expect(stored(project)?.matches).toEqual([]);
    expect(youTrack.asked.some(({ uri }) => uri.endsWith('/fields'))).toBe(false);
  });
});

describe('a project that is taken off its board', () => {
  const takeOff = (youTrack: ConnectedYouTrack, onBoard: 'keep' | 'remove', board = BOARD) =>
    disconnect(youTrack.execution(), { project: 'DEMO', board, onBoard });

  it('leaves its issues there when that was chosen', () => {
    const youTrack = connected();
    takeOff(youTrack, 'keep');
    expect(the(youTrack.projects.get('DEMO')).facts()).toMatchObject({ connected: null, keptOn: BOARD });
    expect(youTrack.take().scheduled).toBeNull();
  });

  it('takes its issues off first when that was chosen', () => {
    const youTrack = connected();
    takeOff(youTrack, 'remove');
    expect(the(youTrack.projects.get('DEMO')).facts()).toMatchObject({ connected: true, leaving: true });
    expect(youTrack.take().scheduled).toMatchObject({ name: 'onTurnDue', project: 'DEMO' });
  });

  it.each(['keep', 'remove'] as const)('is not put back by a page that was opened before (%s)', (onBoard) => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    const before = the(stored(project));
    takeOff(youTrack, onBoard);
    const configuration = editable(before);
    expect(() =>
      saveSettings(youTrack.execution(), project, { revision: before.revision, nonce: 'n', configuration }),
    ).toThrow('conflict');
    expect(stored(project)?.nonce).not.toBe(before.nonce);
  });

  it('is not when it is on another board by now', () => {
    const youTrack = connected();
    expect(() => takeOff(youTrack, 'remove', OTHER_BOARD)).toThrow('project-on-another-board');
  });

  it.each([
    ['{"version":99}', 'configuration-newer'],
    ['{', 'configuration-damaged'],
    [null, 'project-not-connected'],
  ])('is not when its settings are %j: %s', (configuration, code) => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    project.record({ configuration });
    expect(() => takeOff(youTrack, 'remove')).toThrow(code);
    expect(project.document('configuration')).toBe(configuration);
    expect(project.facts().leaving).toBeNull();
  });

  it('is not when it is on none', () => {
    const youTrack = connected();
    takeOff(youTrack, 'keep');
    expect(() => takeOff(youTrack, 'keep')).toThrow('project-not-connected');
  });
});

describe('settings that are saved', () => {
  const save = (
    youTrack: ConnectedYouTrack,
    project: FakeProject,
    revision: number,
    change: Partial<typeof CONFIGURATION> = {},
    by = viewer('ADMIN_UPDATE_APP'),
  ) =>
    saveSettings(youTrack.execution({ viewer: by }), project, {
      revision,
      nonce: 'of-a-page',
      configuration: editable({ ...CONFIGURATION, ...change }),
    });

  it('are stored as the next revision, with the types of the board’s fields', () => {
    const { youTrack, project } = answering();
    const matches = [{ field: 'Size', key: 'size', type: 'select' as const }];
    save(youTrack, project, 0, { matches });
    expect(stored(project)).toMatchObject({ revision: 1, nonce: 'of-a-page', matches });
    save(youTrack, project, 1);
    expect(stored(project)).toMatchObject({ revision: 2, matches: [] });
    expect(youTrack.take().scheduled).not.toBeNull();
  });

  it('keep the filter and the results that they do not name', () => {
    const { youTrack, project } = answering();
    const filter = {
      fields: [],
      unresolvedOnly: true,
      includeTag: null,
      excludeTag: null,
      includeRestricted: false,
      whenLeaving: 'keep' as const,
    };
    save(youTrack, project, 0, { filter, results: [] });
    save(youTrack, project, 1);
    expect(stored(project)).toMatchObject({ filter, results: [] });
  });

  it('are refused over others that were saved meanwhile, and over those of a newer version', () => {
    const { youTrack, project } = answering();
    save(youTrack, project, 0);
    expect(() => save(youTrack, project, 0)).toThrow('conflict');
    project.record({ configuration: '{"version":99}' });
    expect(() => save(youTrack, project, 1)).toThrow('configuration-newer');
    expect(project.document('configuration')).toBe('{"version":99}');
  });

  it('are refused for a board that the person may not choose, unless the project is on it', () => {
    const { youTrack, project } = answering();
    writeAllowedBoards(youTrack.execution(), [BOARD]);
    const byProject = viewer('UPDATE_PROJECT');
    expect(() => save(youTrack, project, 0, { board: OTHER }, byProject)).toThrow('board-not-allowed');
    save(youTrack, project, 0, { board: OTHER });
    save(youTrack, project, 1, { board: OTHER }, byProject);
    expect(project.facts().boardId).toBe(OTHER_BOARD);
  });

  it('are refused with matches for a Ducalis that takes no issues', () => {
    const { youTrack, project } = answering();
    writeCapabilities(youTrack.execution(), { push: 'unsupported', boards: BOARDS });
    const matches = [{ field: 'Size', key: 'size', type: 'select' as const }];
    expect(() => save(youTrack, project, 0, { matches })).toThrow('push-unsupported');
    save(youTrack, project, 0);
    expect(stored(project)?.revision).toBe(1);
  });

  it('are refused for a board that Ducalis does not have', () => {
    const { youTrack, project } = answering();
    expect(() => save(youTrack, project, 0, { board: { ...OTHER, id: '9' } })).toThrow('board-not-found');
    expect(project.properties).toEqual({});
  });
});

describe('settings that a person sees', () => {
  it('are those that are stored, with the fields that are not written by Ducalis', () => {
    const { youTrack } = answering();
    const fields = [...FIELDS, { name: 'Priority 🚀 Ducalis', type: 'string' }];
    const project = youTrack.connectProject('OPS', {}, { fields });
    project.become({ suspendedReason: 'board-disabled' });
    expect(viewOf(project)).toEqual({
      key: 'OPS',
      name: 'Project OPS',
      revision: 1,
      nonce: CONFIGURATION.nonce,
      configuration: editable(CONFIGURATION),
      fields: FIELDS,
      suspendedReason: 'board-disabled',
    });
    project.become({ suspendedReason: 'a reason of a newer version' });
    expect(viewOf(project).suspendedReason).toBe('unexpected');
  });

  it('are none for a project that never had any, and refused when they are of a newer version', () => {
    const { project } = answering();
    expect(viewOf(project)).toMatchObject({
      revision: 0,
      nonce: '',
      configuration: null,
      suspendedReason: null,
    });
    project.record({ configuration: '{"version":99}' });
    expect(() => viewOf(project)).toThrow('configuration-newer');
  });
});

describe('the boards that projects may be put on', () => {
  it('are those that an administrator chooses, as long as nobody else has chosen meanwhile', () => {
    const { youTrack } = answering();
    allowBoards(youTrack.execution(), { boards: ['2', '1'], before: null });
    expect(() => allowBoards(youTrack.execution(), { boards: null, before: null })).toThrow('conflict');
    expect(readAllowedBoards(youTrack.execution())).toEqual(['2', '1']);
    allowBoards(youTrack.execution(), { boards: null, before: ['1', '2'] });
    expect(readAllowedBoards(youTrack.execution())).toBeNull();
  });
});

describe('an administrator who lets Ducalis read this YouTrack', () => {
  function ready(): ConnectedYouTrack {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1');
    return youTrack;
  }
  const introduce = (youTrack: ConnectedYouTrack) =>
    introduceYouTrack(youTrack.execution(), { how: 'send', project: 'DEMO' });

  it('hands over the address that YouTrack has, never one that somebody typed', () => {
    const youTrack = ready();
    expect(introduce(youTrack)?.onward).toEqual({ to: 'introduction', payload: youTrack.baseUrl });
    expect(readIntegration(youTrack.execution())).toMatchObject({ state: 'asking', at: youTrack.now });
    expect(addressOf(youTrack.execution(), 'DEMO')).toEqual({ baseUrl: youTrack.baseUrl });
    expect(() => addressOf(youTrack.execution(), 'NONE')).toThrow('project-not-found');
  });

  it('may have done it by hand', () => {
    const youTrack = ready();
    expect(introduceYouTrack(youTrack.execution(), { how: 'by-hand' })).toBeNull();
    expect(readIntegration(youTrack.execution())).toMatchObject({ state: 'by-hand', at: youTrack.now });
  });

  it.each<readonly [string, (youTrack: ConnectedYouTrack) => void]>([
    [
      'token-missing',
      (y) => {
        y.hasDucalisToken = false;
      },
    ],
    [
      'youtrack-token-missing',
      (y) => {
        y.hasYouTrackToken = false;
      },
    ],
    ['push-unsupported', (y) => writeCapabilities(y.execution(), { push: 'unsupported', boards: [] })],
    ['push-unsupported', (y) => writeCapabilities(y.execution(), { push: 'unknown', boards: [] })],
    ['project-not-found', (y) => y.projects.delete('DEMO')],
    ['no-issue-yet', (y) => y.issues.delete('DEMO-1')],
  ])('is refused: %s', (code, spoil) => {
    const youTrack = ready();
    spoil(youTrack);
    expect(() => introduce(youTrack)).toThrow(code);
    expect(readIntegration(youTrack.execution()).state).toBe('unknown');
  });
});
