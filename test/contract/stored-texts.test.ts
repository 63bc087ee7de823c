/** Texts that the app keeps: their versions, and what becomes of one that says nothing. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { mayChoose, readAllowedBoards, writeAllowedBoards } from '../../src/app/stored/allowed-boards.ts';
import {
  enterBoard,
  forgetBoards,
  forgetFormer,
  leaveBoards,
  readRegister,
  registerFormer,
} from '../../src/app/stored/board-register.ts';
import { readCapabilities, writeCapabilities } from '../../src/app/stored/capabilities.ts';
import {
  editable,
  readConfiguration,
  watched,
  writeConfiguration,
} from '../../src/app/stored/configuration.ts';
import { NOT_YET, readIntegration, writeIntegration } from '../../src/app/stored/integration.ts';
import { journalize, journalizeCount, readJournal } from '../../src/app/stored/journal.ts';
import {
  beginRounds,
  endRound,
  formerBoards,
  isMidway,
  nextRound,
  searchFormerBoard,
  turnPage,
} from '../../src/app/stored/rounds.ts';
import { hasTombstone, removeTombstone, setTombstone } from '../../src/app/stored/tombstones.ts';
import { newWalk, readWalk, writeWalk } from '../../src/app/stored/walk.ts';
import type { ProjectDocument } from '../../src/youtrack/ports.ts';
import { storedText } from '../../src/youtrack/stored-text.ts';
import { BOARD, CONFIGURATION, ConnectedYouTrack, OTHER_BOARD } from './fake/connected.ts';
import { the } from './fake/the.ts';
import { viewer } from './fake/youtrack.ts';

function stored() {
  const youTrack = new ConnectedYouTrack();
  const project = youTrack.connectProject();
  return { youTrack, project, execution: youTrack.execution() };
}

const BOARDS = { push: 'supported' as const, boards: [CONFIGURATION.board] };
const PAGE = { cursor: 'c', isBusy: false };

/** Every text of a project, with one that is fine and how it is read. */
const DOCUMENTS: readonly {
  readonly name: ProjectDocument;
  readonly write: (on: ReturnType<typeof stored>) => void;
  readonly read: (on: ReturnType<typeof stored>) => unknown;
  readonly withoutText: unknown;
}[] = [
  {
    name: 'rounds',
    write: ({ project }) => turnPage(project, BOARD, PAGE),
    read: ({ project }) => nextRound(project)?.cursor,
    withoutText: null,
  },
  {
    name: 'tombstones',
    write: ({ project }) => setTombstone(project, 'ext'),
    read: ({ project }) => hasTombstone(project, 'ext'),
    withoutText: false,
  },
  {
    name: 'importState',
    write: ({ execution, project }) => writeWalk(project, 'importState', newWalk(execution, project)),
    read: ({ project }) => readWalk(project, 'importState'),
    withoutText: null,
  },
  {
    name: 'checkState',
    write: ({ execution, project }) => writeWalk(project, 'checkState', newWalk(execution, project)),
    read: ({ project }) => readWalk(project, 'checkState'),
    withoutText: null,
  },
  {
    name: 'journal',
    write: ({ execution, project }) => journalizeCount(execution, project, 'imported', 3),
    read: ({ project }) => readJournal(project),
    withoutText: [],
  },
  {
    name: 'configuration',
    write: ({ project }) => writeConfiguration(project, CONFIGURATION),
    read: ({ project }) => readConfiguration(project).kind,
    withoutText: 'none',
  },
];

describe('a text of a project', () => {
  it.each(DOCUMENTS)('begins with its version ($name)', ({ name, write }) => {
    const on = stored();
    write(on);
    expect(JSON.parse(the(on.project.document(name)))).toMatchObject({ version: 1 });
  });

  it.each(DOCUMENTS)('says nothing where there is none ($name)', ({ name, write, read, withoutText }) => {
    const on = stored();
    write(on);
    expect(read(on)).not.toEqual(withoutText);
    on.project.record({ [name]: null });
    expect(read(on)).toEqual(withoutText);
  });

  it.each(DOCUMENTS.filter(({ name }) => name !== 'configuration'))(
    'says nothing when it is damaged or of a newer version ($name)',
    ({ name, write, read, withoutText }) => {
      const on = stored();
      write(on);
      const text = the(on.project.document(name));
      for (const spoiled of [
        '',
        '{',
        '{}',
        '[]',
        'null',
        text.replace('"version":1', '"version":2'),
        text.slice(0, -1),
      ]) {
        on.project.record({ [name]: spoiled });
        expect(read(on)).toEqual(withoutText);
      }
    },
  );
});

describe('settings', () => {
  it('of a newer version are told from damaged ones', () => {
    const { project } = stored();
    const kindOf = (text: string | null) => {
      project.record({ configuration: text });
      return readConfiguration(project).kind;
    };
    const text = the(project.document('configuration'));
    expect(kindOf(text)).toBe('read');
    expect(kindOf(null)).toBe('none');
    expect(kindOf(text.replace('"version":1', '"version":2'))).toBe('newer');
    expect(kindOf(text.replace('"version":1', '"version":0'))).toBe('malformed');
    expect(kindOf(text.replace('"revision":1', '"revision":0'))).toBe('malformed');
    expect(kindOf(text.replace('"revision":1', '"revision":1.5'))).toBe('malformed');
    expect(kindOf('{')).toBe('malformed');
  });

  const MATCHES = [
    { field: 'Estimation', key: 'effort', type: 'number' as const, unit: 'days' as const },
    { source: 'attribute' as const, field: 'votes', key: 'votes', type: 'number' as const },
    { source: 'attribute' as const, field: 'no attribute', key: 'none', type: 'number' as const },
    { source: 'field' as const, field: 'State', key: 'state', type: 'select' as const },
  ];

  it('say which fields and attributes are read, each once', () => {
    expect(watched({ builtIn: CONFIGURATION.builtIn, matches: [], filter: undefined })).toEqual({
      fields: [],
      attributes: [],
    });
    const filter = {
      fields: [{ field: 'Priority', values: ['High'] }],
      unresolvedOnly: false,
      includeTag: null,
      excludeTag: null,
      includeRestricted: false,
      whenLeaving: 'remove' as const,
    };
    const builtIn = { status: 'State', type: 'Type', assignee: 'Assignee' };
    const twice = [...MATCHES, ...MATCHES];
    expect(watched({ builtIn, matches: twice, filter })).toEqual({
      fields: ['State', 'Type', 'Assignee', 'Estimation', 'Priority'],
      attributes: ['votes'],
    });
  });

  it('are edited without the types of the board’s fields, which are looked up', () => {
    expect(editable({ ...CONFIGURATION, matches: MATCHES })).toEqual({
      board: CONFIGURATION.board,
      builtIn: CONFIGURATION.builtIn,
      matches: MATCHES.map(({ type: _type, ...match }) => match),
    });
    const results = [{ field: 'Score', result: 'totalScore' as const }];
    const filter = {
      fields: [],
      unresolvedOnly: true,
      includeTag: null,
      excludeTag: null,
      includeRestricted: false,
      whenLeaving: 'keep' as const,
    };
    expect(editable({ ...CONFIGURATION, results, filter })).toMatchObject({ results, filter });
  });
});

describe('a stored text', () => {
  const text = storedText(3, v.object({ names: v.array(v.string()) }), {
    0: (names) => ({ names }),
    1: (one) => ({ ...v.parse(v.object({ names: v.array(v.string()) }), one), isOld: true }),
    2: (two) => ({ names: v.parse(v.object({ names: v.array(v.string()) }), two).names.map((n) => `${n}!`) }),
  });

  it('of any older version becomes what this version means', () => {
    for (const older of ['["a"]', '{"version":1,"names":["a"]}', '{"version":2,"names":["a"]}']) {
      expect(text.read(older)).toEqual({ kind: 'read', value: { names: ['a!'] } });
    }
    expect(text.read(text.write({ names: ['a'] }))).toEqual({ kind: 'read', value: { names: ['a'] } });
  });

  it('is malformed when no older version leads to this one', () => {
    const withoutOlder = storedText(1, v.object({ names: v.array(v.string()) }));
    expect(withoutOlder.read('["a"]')).toEqual({ kind: 'malformed' });
  });

  it('of version 0.1, which had no versions, is read', () => {
    const { execution, project } = stored();
    project.record({ tombstones: '["ext"]', rounds: '[{"board":"2","cursor":"c","isBusy":true}]' });
    expect(hasTombstone(project, 'ext')).toBe(true);
    expect(formerBoards(project)).toEqual([OTHER_BOARD]);
    execution.recordStorage({
      allowedBoards: '["1"]',
      capabilities: JSON.stringify(BOARDS),
      integration: JSON.stringify({ ...NOT_YET, state: 'by-hand' }),
    });
    expect(readAllowedBoards(execution)).toEqual(['1']);
    expect(readCapabilities(execution)).toEqual(BOARDS);
    expect(readIntegration(execution).state).toBe('by-hand');
  });
});

describe('what the last test of the connection found out', () => {
  it('is kept, and is unknown when it cannot be read', () => {
    const { execution } = stored();
    writeCapabilities(execution, BOARDS);
    expect(readCapabilities(execution)).toEqual(BOARDS);
    execution.recordStorage({ capabilities: '{' });
    expect(readCapabilities(execution)).toEqual({ push: 'unknown', boards: [] });
  });
});

describe('whether Ducalis reads this YouTrack', () => {
  it('is kept, and is unknown when it cannot be read', () => {
    const { execution } = stored();
    expect(readIntegration(execution)).toEqual(NOT_YET);
    writeIntegration(execution, { ...NOT_YET, state: 'connected', user: 'ada', at: 1 });
    expect(readIntegration(execution)).toEqual({ ...NOT_YET, state: 'connected', user: 'ada', at: 1 });
    execution.recordStorage({ integration: '{' });
    expect(readIntegration(execution)).toEqual(NOT_YET);
  });
});

describe('the boards that administrators of projects may choose', () => {
  it('are all until a system administrator chooses', () => {
    const { execution } = stored();
    expect(readAllowedBoards(execution)).toBeNull();
    writeAllowedBoards(execution, ['1']);
    expect(readAllowedBoards(execution)).toEqual(['1']);
    writeAllowedBoards(execution, []);
    expect(readAllowedBoards(execution)).toEqual([]);
    writeAllowedBoards(execution, null);
    expect(readAllowedBoards(execution)).toBeNull();
  });

  it('are none when the choice cannot be read: it must not open what somebody has closed', () => {
    const { execution } = stored();
    for (const text of ['', '{', '{"version":9,"boards":["1"]}']) {
      execution.recordStorage({ allowedBoards: text });
      expect(readAllowedBoards(execution)).toEqual([]);
    }
  });

  it('bind everybody but system administrators', () => {
    const { youTrack, execution } = stored();
    const project = youTrack.execution({ viewer: viewer('UPDATE_PROJECT') });
    expect(mayChoose(project, '2')).toBe(true);
    writeAllowedBoards(execution, ['1']);
    expect([mayChoose(project, '1'), mayChoose(project, '2')]).toEqual([true, false]);
    expect(mayChoose(youTrack.execution({ viewer: viewer('ADMIN_UPDATE_APP') }), '2')).toBe(true);
  });
});

describe('the register of boards', () => {
  const registered = (...entries: readonly (readonly [string, string[], string[]])[]) =>
    entries.map(([id, projects, former]) => ({ id, projects, former }));

  it('has a project on one board, and on those it was on before', () => {
    const { execution } = stored();
    enterBoard(execution, 'OPS', BOARD);
    enterBoard(execution, 'DEMO', OTHER_BOARD);
    expect(readRegister(execution)).toEqual(
      registered([BOARD, ['OPS'], ['DEMO']], [OTHER_BOARD, ['DEMO'], []]),
    );
    enterBoard(execution, 'DEMO', BOARD);
    expect(readRegister(execution)).toEqual(
      registered([OTHER_BOARD, [], ['DEMO']], [BOARD, ['OPS', 'DEMO'], []]),
    );
  });

  it('has each project once, however often it comes and goes', () => {
    const { execution } = stored();
    for (const board of [BOARD, BOARD, OTHER_BOARD, BOARD, OTHER_BOARD, BOARD])
      enterBoard(execution, 'DEMO', board);
    registerFormer(execution, 'DEMO', OTHER_BOARD);
    expect(readRegister(execution)).toEqual(registered([BOARD, ['DEMO'], []], [OTHER_BOARD, [], ['DEMO']]));
  });

  it('has a project that leaves as one that was there, and forgets it when nothing of it is left', () => {
    const { execution } = stored();
    enterBoard(execution, 'OPS', OTHER_BOARD);
    leaveBoards(execution, 'DEMO');
    expect(readRegister(execution)).toEqual(registered([BOARD, [], ['DEMO']], [OTHER_BOARD, ['OPS'], []]));
    forgetFormer(execution, 'DEMO', OTHER_BOARD);
    expect(readRegister(execution)).toHaveLength(2);
    forgetFormer(execution, 'DEMO', BOARD);
    expect(readRegister(execution)).toEqual(registered([OTHER_BOARD, ['OPS'], []]));
  });

  it('notes a board that a project was on before it had a register', () => {
    const { execution } = stored();
    registerFormer(execution, 'DEMO', '3');
    registerFormer(execution, 'OPS', '3');
    expect(readRegister(execution)).toEqual(registered([BOARD, ['DEMO'], []], ['3', [], ['DEMO', 'OPS']]));
    forgetFormer(execution, 'DEMO', '3');
    expect(readRegister(execution)).toEqual(registered([BOARD, ['DEMO'], []], ['3', [], ['OPS']]));
  });

  it('is empty for a copy of a YouTrack', () => {
    const { execution } = stored();
    forgetBoards(execution);
    expect(readRegister(execution)).toEqual([]);
  });
});

describe('the rounds of the search for orphans', () => {
  it('are none without a board, and begin at the beginning with one', () => {
    const { project } = stored();
    expect(nextRound(project)).toEqual({ board: BOARD, cursor: null, isBusy: false });
    project.become({ boardId: null });
    expect(nextRound(project)).toBeNull();
  });

  it('take turns, and the one of the present board is never over', () => {
    const { project } = stored();
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    searchFormerBoard(project, OTHER_BOARD);
    expect(formerBoards(project)).toEqual([OTHER_BOARD]);
    expect(nextRound(project)?.board).toBe(OTHER_BOARD);
    turnPage(project, OTHER_BOARD, { cursor: 'c', isBusy: false });
    expect(nextRound(project)?.board).toBe(BOARD);
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    expect(nextRound(project)).toEqual({ board: OTHER_BOARD, cursor: 'c', isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    expect(nextRound(project)).toEqual({ board: BOARD, cursor: null, isBusy: false });
    expect(formerBoards(project)).toEqual([]);
  });

  it('begin with the present board when it has no round yet', () => {
    const { project } = stored();
    searchFormerBoard(project, OTHER_BOARD);
    expect(nextRound(project)?.board).toBe(BOARD);
  });

  it('remember an issue that leaves until the end of the round, and no longer', () => {
    const { project } = stored();
    searchFormerBoard(project, OTHER_BOARD);
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: 'c', isBusy: true });
    turnPage(project, BOARD, { cursor: null, isBusy: true });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    turnPage(project, BOARD, { cursor: null, isBusy: false });
    expect(nextRound(project)).toEqual({ board: OTHER_BOARD, cursor: null, isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    expect(formerBoards(project)).toEqual([]);
  });

  it('remember of each board for itself whether an issue leaves it', () => {
    const { project } = stored();
    turnPage(project, BOARD, { cursor: 'c', isBusy: true });
    searchFormerBoard(project, OTHER_BOARD);
    turnPage(project, BOARD, { cursor: 'd', isBusy: false });
    turnPage(project, OTHER_BOARD, { cursor: null, isBusy: false });
    expect(formerBoards(project)).toEqual([]);
  });

  it('are midway only on the board whose round has begun', () => {
    const { project } = stored();
    expect(isMidway(project, BOARD)).toBe(false);
    turnPage(project, BOARD, PAGE);
    expect([isMidway(project, BOARD), isMidway(project, OTHER_BOARD)]).toEqual([true, false]);
    beginRounds(project);
    expect(isMidway(project, BOARD)).toBe(false);
  });

  it('are without a board that is gone, and begin again on one that is left again', () => {
    const { project } = stored();
    turnPage(project, OTHER_BOARD, { cursor: 'c', isBusy: true });
    searchFormerBoard(project, OTHER_BOARD);
    turnPage(project, BOARD, PAGE);
    expect(nextRound(project)).toEqual({ board: OTHER_BOARD, cursor: null, isBusy: false });
    endRound(project, OTHER_BOARD);
    expect(formerBoards(project)).toEqual([]);
    expect(nextRound(project)?.cursor).toBe('c');
  });
});

describe('tombstones', () => {
  it('are kept until their issue is back', () => {
    const { project } = stored();
    setTombstone(project, 'a');
    setTombstone(project, 'b');
    removeTombstone(project, 'a');
    expect([hasTombstone(project, 'a'), hasTombstone(project, 'b')]).toEqual([false, true]);
    expect(hasTombstone(project, null)).toBe(false);
  });

  it('are each there once, so that none takes the place of another', () => {
    const { project } = stored();
    setTombstone(project, 'first');
    for (let times = 0; times < 500; times += 1) setTombstone(project, 'again');
    expect(hasTombstone(project, 'first')).toBe(true);
  });

  it('are the newest 500', () => {
    const { project } = stored();
    for (let at = 0; at < 500; at += 1) setTombstone(project, `t${at}`);
    setTombstone(project, 't0');
    expect([hasTombstone(project, 't0'), hasTombstone(project, 't1')]).toEqual([true, true]);
    setTombstone(project, 't500');
    expect([hasTombstone(project, 't0'), hasTombstone(project, 't1')]).toEqual([true, false]);
    expect(hasTombstone(project, 't500')).toBe(true);
  });
});

describe('the journal', () => {
  it('has its latest 200 entries, latest first', () => {
    const { youTrack, project } = stored();
    for (let at = 1; at <= 201; at += 1) {
      youTrack.now += 1;
      journalize(youTrack.execution(), project, 'pushed', [`DEMO-${at}`]);
    }
    const entries = readJournal(project);
    expect(entries).toHaveLength(200);
    expect(entries[0]).toEqual({
      at: youTrack.now,
      kind: 'pushed',
      issue: 'DEMO-201',
      count: 1,
      reason: null,
      attempt: null,
    });
    expect(entries.at(-1)?.issue).toBe('DEMO-2');
  });

  it('says nothing of no issue', () => {
    const { execution, project } = stored();
    journalize(execution, project, 'pushed', []);
    expect(readJournal(project)).toEqual([]);
  });
});
