import { describe, expect, it } from 'vitest';
import {
  boardRead,
  cameBack,
  forgotten,
  gone,
  isMember,
  keeps,
  leaves,
  left,
  type Membership,
  type MembershipPatch,
  NO_BOARD,
  putOn,
} from '../../src/domain/membership.ts';

const ON: Membership = { ...NO_BOARD, connected: true, boardId: '1', boardEpoch: 3 };

const STATES = {
  'a project that never was on a board': NO_BOARD,
  'a project on a board': ON,
  'a project whose board is still to be read': { ...ON, unread: true },
  'a project that leaves its board': { ...ON, leaving: true },
  'a project that left its board': { ...NO_BOARD, boardEpoch: 3 },
  'a project that left its issues on its board': { ...NO_BOARD, keptOn: '1', boardEpoch: 3 },
  'a project whose board is gone': { ...ON, suspendedReason: 'board-not-found' },
  'a project whose board is switched off': { ...ON, suspendedReason: 'board-disabled' },
  'a project that leaves a board that is gone': { ...ON, leaving: true, suspendedReason: 'board-not-found' },
  'a project that left a board that was gone': {
    ...NO_BOARD,
    suspendedReason: 'board-not-found',
    boardEpoch: 3,
  },
  'a project without a board whose facts say that it leaves': { ...NO_BOARD, leaving: true },
} as const satisfies Readonly<Record<string, Membership>>;

const TRANSITIONS = {
  'put on board 2': (from) => putOn(from, '2', false),
  'put on board 2, which is still to be read': (from) => putOn(from, '2', true),
  'put on board 1 once more': (from) => putOn(from, '1', true),
  'its board was read': () => boardRead(),
  leaves,
  keeps,
  left,
  'its board is gone': (from) => gone(from, 'board-not-found'),
  'its board is switched off': (from) => gone(from, 'board-disabled'),
  'its board answers again': cameBack,
  forgotten: () => forgotten(),
} as const satisfies Readonly<Record<string, (from: Membership) => MembershipPatch>>;

const NOTHING: MembershipPatch = {};
const FORGOTTEN: MembershipPatch = NO_BOARD;
const OFF: MembershipPatch = { connected: null, boardId: null, leaving: null, unread: null };
const KEPT: MembershipPatch = { ...OFF, keptOn: '1' };
const GONE: MembershipPatch = { suspendedReason: 'board-not-found' };
const DISABLED: MembershipPatch = { suspendedReason: 'board-disabled' };
const on = (boardId: string, boardEpoch: number, unread: true | null): MembershipPatch => ({
  connected: true,
  boardId,
  leaving: null,
  keptOn: null,
  suspendedReason: null,
  boardEpoch,
  unread,
});
/** @param onSame whether board 1 is still to be read, put on it once more. */
const putOnBoards = (boardEpoch: number, onSame: true | null) => ({
  'put on board 2': on('2', boardEpoch, null),
  'put on board 2, which is still to be read': on('2', boardEpoch, true),
  'put on board 1 once more': on('1', boardEpoch, onSame),
  'its board was read': { unread: null },
});

const TABLE: Readonly<
  Record<keyof typeof STATES, Readonly<Record<keyof typeof TRANSITIONS, MembershipPatch>>>
> = {
  'a project that never was on a board': {
    ...putOnBoards(0, true),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project on a board': {
    ...putOnBoards(3, null),
    leaves: { leaving: true },
    keeps: KEPT,
    left: NOTHING,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project whose board is still to be read': {
    ...putOnBoards(3, true),
    leaves: { leaving: true },
    keeps: KEPT,
    left: NOTHING,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project that leaves its board': {
    ...putOnBoards(3, null),
    leaves: { leaving: true },
    keeps: KEPT,
    left: OFF,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project that left its board': {
    ...putOnBoards(3, true),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project that left its issues on its board': {
    ...putOnBoards(3, true),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project whose board is gone': {
    ...putOnBoards(4, null),
    leaves: { leaving: true },
    keeps: KEPT,
    left: NOTHING,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': { suspendedReason: null, boardEpoch: 4 },
    forgotten: FORGOTTEN,
  },
  'a project whose board is switched off': {
    ...putOnBoards(3, null),
    leaves: { leaving: true },
    keeps: KEPT,
    left: NOTHING,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': { suspendedReason: null, boardEpoch: 3 },
    forgotten: FORGOTTEN,
  },
  'a project that leaves a board that is gone': {
    ...putOnBoards(4, null),
    leaves: { leaving: true },
    keeps: KEPT,
    left: OFF,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': { suspendedReason: null, boardEpoch: 4 },
    forgotten: FORGOTTEN,
  },
  'a project that left a board that was gone': {
    ...putOnBoards(4, true),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project without a board whose facts say that it leaves': {
    ...putOnBoards(0, true),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
};

const ROWS = Object.entries(TABLE).flatMap(([state, row]) =>
  Object.entries(row).map(([transition, patch]) => ({ state, transition, patch })),
);

function isState(name: string): name is keyof typeof STATES {
  return name in STATES;
}

function isTransition(name: string): name is keyof typeof TRANSITIONS {
  return name in TRANSITIONS;
}

describe('the membership of', () => {
  it.each(ROWS)('$state, after “$transition”', ({ state, transition, patch }) => {
    if (!isState(state) || !isTransition(transition)) throw new Error('No such row');
    expect(TRANSITIONS[transition](STATES[state])).toStrictEqual(patch);
  });
});

describe('a project', () => {
  it('is a member of its board while it is on it and does not leave it', () => {
    const members = Object.entries(STATES).flatMap(([name, state]) => (isMember(state) ? name : []));
    expect(members).toEqual([
      'a project on a board',
      'a project whose board is still to be read',
      'a project whose board is gone',
      'a project whose board is switched off',
    ]);
  });
});
