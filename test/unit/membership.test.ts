import { describe, expect, it } from 'vitest';
import {
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
  'put on board 2': (from) => putOn(from, '2'),
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
const OFF: MembershipPatch = { connected: null, boardId: null, leaving: null };
const KEPT: MembershipPatch = { ...OFF, keptOn: '1' };
const GONE: MembershipPatch = { suspendedReason: 'board-not-found' };
const DISABLED: MembershipPatch = { suspendedReason: 'board-disabled' };
const on2 = (boardEpoch: number): MembershipPatch => ({
  connected: true,
  boardId: '2',
  leaving: null,
  keptOn: null,
  suspendedReason: null,
  boardEpoch,
});

const TABLE: Readonly<
  Record<keyof typeof STATES, Readonly<Record<keyof typeof TRANSITIONS, MembershipPatch>>>
> = {
  'a project that never was on a board': {
    'put on board 2': on2(0),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project on a board': {
    'put on board 2': on2(3),
    leaves: { leaving: true },
    keeps: KEPT,
    left: NOTHING,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project that leaves its board': {
    'put on board 2': on2(3),
    leaves: { leaving: true },
    keeps: KEPT,
    left: OFF,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project that left its board': {
    'put on board 2': on2(3),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project that left its issues on its board': {
    'put on board 2': on2(3),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project whose board is gone': {
    'put on board 2': on2(4),
    leaves: { leaving: true },
    keeps: KEPT,
    left: NOTHING,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': { suspendedReason: null, boardEpoch: 4 },
    forgotten: FORGOTTEN,
  },
  'a project whose board is switched off': {
    'put on board 2': on2(3),
    leaves: { leaving: true },
    keeps: KEPT,
    left: NOTHING,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': { suspendedReason: null, boardEpoch: 3 },
    forgotten: FORGOTTEN,
  },
  'a project that leaves a board that is gone': {
    'put on board 2': on2(4),
    leaves: { leaving: true },
    keeps: KEPT,
    left: OFF,
    'its board is gone': GONE,
    'its board is switched off': DISABLED,
    'its board answers again': { suspendedReason: null, boardEpoch: 4 },
    forgotten: FORGOTTEN,
  },
  'a project that left a board that was gone': {
    'put on board 2': on2(4),
    leaves: NOTHING,
    keeps: NOTHING,
    left: NOTHING,
    'its board is gone': NOTHING,
    'its board is switched off': NOTHING,
    'its board answers again': NOTHING,
    forgotten: FORGOTTEN,
  },
  'a project without a board whose facts say that it leaves': {
    'put on board 2': on2(0),
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
      'a project whose board is gone',
      'a project whose board is switched off',
    ]);
  });
});
