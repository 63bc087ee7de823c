/** Which projects are on each board, and which were. */
import { describe, expect, it } from 'vitest';
import {
  enterBoard,
  forgetBoards,
  forgetFormer,
  leaveBoards,
  readRegister,
  registerFormer,
} from '../../src/app/stored/board-register.ts';
import { BOARD, connected, OTHER_BOARD } from './fake/connected.ts';

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

  it('has a project that leaves as one that was there, and forgets it when nothing of it is left', () => {
    const execution = connected().execution();
    enterBoard(execution, 'OPS', OTHER_BOARD);
    leaveBoards(execution, 'DEMO');
    expect(readRegister(execution)).toEqual(registered([BOARD, [], ['DEMO']], [OTHER_BOARD, ['OPS'], []]));
    forgetFormer(execution, 'DEMO', OTHER_BOARD);
    expect(readRegister(execution)).toHaveLength(2);
    forgetFormer(execution, 'DEMO', BOARD);
    expect(readRegister(execution)).toEqual(registered([OTHER_BOARD, ['OPS'], []]));
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
