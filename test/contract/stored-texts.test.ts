/** Texts that the app keeps: their versions, and what becomes of one that says nothing. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { mayChoose, readAllowedBoards, writeAllowedBoards } from '../../src/app/stored/allowed-boards.ts';
import { readCapabilities, writeCapabilities } from '../../src/app/stored/capabilities.ts';
import {
  editable,
  readConfiguration,
  watched,
  writeConfiguration,
} from '../../src/app/stored/configuration.ts';
import { NOT_YET, readIntegration, writeIntegration } from '../../src/app/stored/integration.ts';
import { journalizeCount, readJournal } from '../../src/app/stored/journal.ts';
import { noteListed, readListed } from '../../src/app/stored/listed.ts';
import { notice, readNotices } from '../../src/app/stored/notices.ts';
import { formerBoards, nextRound, turnPage } from '../../src/app/stored/rounds.ts';
import { hasTombstone, setTombstone } from '../../src/app/stored/tombstones.ts';
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
const LAST_PAGE = { board: BOARD, cursor: null, next: null, numbers: [1], isReadable: true };

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
    name: 'listed',
    write: ({ execution, project }) => noteListed(execution, project, LAST_PAGE),
    read: ({ project }) => readListed(project),
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
    name: 'notices',
    write: ({ execution, project }) => notice(execution, project, 'field-too-small', 'Score'),
    read: ({ project }) => readNotices(project),
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
  it('of a newer version are not taken for damaged ones', () => {
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
    expect(editable({ ...CONFIGURATION, matches: MATCHES })).toStrictEqual({
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
    expect(readCapabilities(execution)).toEqual({ ...BOARDS, unreadable: 0, removingSingly: [] });
    expect(readIntegration(execution).state).toBe('by-hand');
  });
});

describe('what the last test of the connection found out', () => {
  it('is kept, and is unknown when it cannot be read', () => {
    const { execution } = stored();
    for (const push of ['supported', 'unsupported', 'unknown'] as const) {
      const found = { ...BOARDS, push, unreadable: 3, removingSingly: ['1'] };
      writeCapabilities(execution, found);
      expect(readCapabilities(execution)).toEqual(found);
    }
    execution.recordStorage({ capabilities: '{' });
    expect(readCapabilities(execution)).toEqual({
      push: 'unknown',
      boards: [],
      unreadable: 0,
      removingSingly: [],
    });
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
