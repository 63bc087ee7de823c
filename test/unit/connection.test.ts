import { describe, expect, it } from 'vitest';
import {
  accepted,
  answered,
  becameCopy,
  type Connection,
  type ConnectionPatch,
  failed,
  foundItems,
  isAddressOpen,
  isRejected,
  moved,
  rejected,
  resumed,
  sawAddress,
  settledItems,
  tested,
  tookOver,
} from '../../src/domain/connection.ts';

const NOW = 1_800_000_000_000;
const EPOCH = 7;
const HERE = 'https://here.example.com';
const THERE = 'https://there.example.com';

const UNTESTED: Connection = {
  connectionState: null,
  connectionReason: null,
  connectionEpoch: null,
  checkedAt: null,
  answeredAt: null,
  instanceId: null,
  baseUrl: null,
};

const CONNECTED: Connection = {
  connectionState: 'connected',
  connectionReason: null,
  connectionEpoch: EPOCH,
  checkedAt: NOW - 1,
  answeredAt: NOW - 60_001,
  instanceId: 'instance',
  baseUrl: HERE,
};

const STATES = {
  'that nobody has tested': UNTESTED,
  'that works': CONNECTED,
  'that works but whose last test went wrong': { ...CONNECTED, connectionReason: 'ducalis-busy' },
  'that never worked': { ...CONNECTED, connectionState: 'failed', connectionReason: 'ducalis-busy' },
  'whose token was rejected': {
    ...CONNECTED,
    connectionState: 'suspended',
    connectionReason: 'token-rejected',
  },
  'of another address than before': {
    ...CONNECTED,
    connectionState: 'suspended',
    connectionReason: 'instance-changed',
  },
} as const satisfies Readonly<Record<string, Connection>>;

const TRANSITIONS = {
  'a test begins': (from) => tested(from, NOW),
  'a test goes well': (from) => accepted(from, NOW, 'new-instance'),
  'a test goes wrong': (from) => failed(from, 'ducalis-unreachable'),
  'a test finds the token rejected': (from) => failed(from, 'token-rejected'),
  'a call with the token of today is rejected': (from) => rejected(from, from.connectionEpoch ?? 0),
  'a call with an older token is rejected': (from) => rejected(from, (from.connectionEpoch ?? 0) - 1),
  'a call of unknown age is rejected': (from) => rejected(from, null),
  'a call with the token of today is accepted': (from) => resumed(from, from.connectionEpoch ?? 0),
  'a call with an older token is accepted': (from) => resumed(from, (from.connectionEpoch ?? 0) - 1),
  'Ducalis answers': (from) => answered(from, NOW),
  'YouTrack is where it was': (from) => sawAddress(from, HERE),
  'YouTrack is somewhere else': (from) => sawAddress(from, THERE),
  'somebody says it was moved': moved,
  'somebody says it is a copy': (from) => becameCopy(from, 'new-instance'),
  'a board holds items of unknown sources': foundItems,
  'somebody says whose the items are': settledItems,
  'the source of a former installation is taken over': () => tookOver('former'),
} as const satisfies Readonly<Record<string, (from: Connection) => ConnectionPatch>>;

const NOTHING: ConnectionPatch = {};
const GOES_ON: ConnectionPatch = { connectionState: 'connected', connectionReason: null };
const REJECTED: ConnectionPatch = { connectionState: 'suspended', connectionReason: 'token-rejected' };
const IS_ASKED: ConnectionPatch = { connectionState: 'suspended', connectionReason: 'instance-changed' };
const TESTED: ConnectionPatch = { connectionEpoch: EPOCH + 1, checkedAt: NOW };
const ACCEPTED: ConnectionPatch = {
  ...GOES_ON,
  answeredAt: NOW,
  instanceId: 'instance',
};
const STILL_WORKS: ConnectionPatch = {
  connectionState: 'connected',
  connectionReason: 'ducalis-unreachable',
};
const FAILED: ConnectionPatch = { connectionState: 'failed', connectionReason: 'ducalis-unreachable' };
const ANSWERED: ConnectionPatch = { answeredAt: NOW };

/** Of a connection that works; other states differ from it as they say. */
const WORKING: Readonly<Record<keyof typeof TRANSITIONS, ConnectionPatch>> = {
  'a test begins': TESTED,
  'a test goes well': ACCEPTED,
  'a test goes wrong': STILL_WORKS,
  'a test finds the token rejected': REJECTED,
  'a call with the token of today is rejected': REJECTED,
  'a call with an older token is rejected': NOTHING,
  'a call of unknown age is rejected': NOTHING,
  'a call with the token of today is accepted': GOES_ON,
  'a call with an older token is accepted': NOTHING,
  'Ducalis answers': ANSWERED,
  'YouTrack is where it was': NOTHING,
  'YouTrack is somewhere else': IS_ASKED,
  'somebody says it was moved': NOTHING,
  'somebody says it is a copy': NOTHING,
  'a board holds items of unknown sources': IS_ASKED,
  'somebody says whose the items are': NOTHING,
  'the source of a former installation is taken over': { instanceId: 'former' },
};

const TABLE: Readonly<
  Record<keyof typeof STATES, Readonly<Record<keyof typeof TRANSITIONS, ConnectionPatch>>>
> = {
  'that nobody has tested': {
    ...WORKING,
    'a test begins': { connectionEpoch: 1, checkedAt: NOW },
    'a test goes well': { ...ACCEPTED, instanceId: 'new-instance' },
    'a test goes wrong': FAILED,
    'YouTrack is where it was': { baseUrl: HERE },
    'YouTrack is somewhere else': { baseUrl: THERE },
  },
  'that works': WORKING,
  'that works but whose last test went wrong': WORKING,
  'that never worked': { ...WORKING, 'a test goes wrong': FAILED },
  'whose token was rejected': {
    ...WORKING,
    'a test goes wrong': FAILED,
    'a call with the token of today is rejected': NOTHING,
    'YouTrack is somewhere else': NOTHING,
    'a board holds items of unknown sources': NOTHING,
  },
  'of another address than before': {
    ...WORKING,
    'a test goes well': { answeredAt: NOW, instanceId: 'instance' },
    'a test goes wrong': NOTHING,
    'a test finds the token rejected': NOTHING,
    'a call with the token of today is rejected': NOTHING,
    'a call with the token of today is accepted': NOTHING,
    'YouTrack is somewhere else': NOTHING,
    'somebody says it was moved': { ...GOES_ON, baseUrl: null },
    'somebody says it is a copy': { ...GOES_ON, baseUrl: null, instanceId: 'new-instance' },
    'a board holds items of unknown sources': NOTHING,
    'somebody says whose the items are': GOES_ON,
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

describe('a connection', () => {
  it.each(ROWS)('$state, when $transition', ({ state, transition, patch }) => {
    if (!isState(state) || !isTransition(transition)) throw new Error('No such row');
    expect(TRANSITIONS[transition](STATES[state])).toStrictEqual(patch);
  });

  it('is rejected only while Ducalis does not take its token', () => {
    const found = Object.entries(STATES).flatMap(([name, state]) => (isRejected(state) ? name : []));
    expect(found).toEqual(['whose token was rejected']);
    expect(isRejected({ ...CONNECTED, connectionReason: 'token-rejected' })).toBe(false);
  });

  it('has an open address only while a person has to say whether it was moved or copied', () => {
    const found = Object.entries(STATES).flatMap(([name, state]) => (isAddressOpen(state) ? name : []));
    expect(found).toEqual(['of another address than before']);
  });

  it('notes an answer of Ducalis once a minute', () => {
    expect(answered({ ...CONNECTED, answeredAt: NOW - 60_000 }, NOW)).toStrictEqual({});
    expect(answered({ ...CONNECTED, answeredAt: NOW - 60_001 }, NOW)).toStrictEqual({ answeredAt: NOW });
  });
});
