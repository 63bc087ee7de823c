/** Which projects are on each board, and which were. */
import { describe, expect, it } from 'vitest';
import {
  enterBoard,
  forgetBoards,
  forgetFormer,
  isDeleted,
  leaveBoards,
  noteKey,
  readRegister,
  registerFormer,
} from '../../src/app/stored/board-register.ts';
import { BOARD, connected, OTHER_BOARD } from './fake/connected.ts';
import { the } from './fake/the.ts';

describe('the register of boards', () => {
  const registered = (...entries: readonly (readonly [string, string[], string[]])[]) =>
    entries.map(([id, projects, former]) => ({ id, projects, former }));

  it('has a project on one board, and on those it was on before', () => {
    const execution = connected().execution();
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
    const execution = connected().execution();
    for (const board of [BOARD, BOARD, OTHER_BOARD, BOARD, OTHER_BOARD, BOARD])
      enterBoard(execution, 'DEMO', board);
    registerFormer(execution, 'DEMO', OTHER_BOARD);
    expect(readRegister(execution)).toEqual(registered([BOARD, ['DEMO'], []], [OTHER_BOARD, [], ['DEMO']]));
  });

  it('forgets a board that a project has given up, and not those that it was on before', () => {
    const execution = connected().execution();
    enterBoard(execution, 'DEMO', OTHER_BOARD);
    leaveBoards(execution, 'DEMO');
    expect(readRegister(execution)).toEqual(registered([BOARD, [], ['DEMO']]));
    forgetFormer(execution, 'DEMO', OTHER_BOARD);
    expect(readRegister(execution)).toHaveLength(1);
    forgetFormer(execution, 'DEMO', BOARD);
    expect(readRegister(execution)).toEqual([]);
  });

  it('knows a project by its queue when it has another key', () => {
    const youTrack = connected();
    const execution = youTrack.execution();
    const { queueId } = the(youTrack.projects.get('DEMO')).facts();
    expect(isDeleted(execution, 'DEMO')).toBe(false);
    youTrack.renameProject('DEMO', 'NEW');
    expect(isDeleted(execution, 'DEMO')).toBe(false);
    noteKey(execution, { key: 'NEW', queueId });
    expect(readRegister(execution)).toEqual(registered([BOARD, ['NEW'], []]));
    youTrack.projects.delete('NEW');
    expect(isDeleted(execution, 'NEW')).toBe(true);
  });

  it('does not take another project with the key of a deleted one for it', () => {
    const youTrack = connected();
    youTrack.projects.delete('DEMO');
    youTrack.addProject('DEMO');
    expect(isDeleted(youTrack.execution(), 'DEMO')).toBe(true);
  });

  it('notes a board that a project was on before it had a register', () => {
    const execution = connected().execution();
    registerFormer(execution, 'DEMO', '3');
    registerFormer(execution, 'OPS', '3');
    expect(readRegister(execution)).toEqual(registered([BOARD, ['DEMO'], []], ['3', [], ['DEMO', 'OPS']]));
    forgetFormer(execution, 'DEMO', '3');
    expect(readRegister(execution)).toEqual(registered([BOARD, ['DEMO'], []], ['3', [], ['OPS']]));
  });

  it('is empty for a copy of a YouTrack', () => {
    const execution = connected().execution();
    forgetBoards(execution);
    expect(readRegister(execution)).toEqual([]);
  });
});
