/**
 * The connection of this YouTrack to Ducalis: every change of that state, by name. Pure; the facts are properties of
 * the app's storage, and nothing else writes them. A transition that does not apply to a state changes nothing.
 */

export interface Connection {
  readonly connectionState: string | null;
  /** A code of the closed union of errors. */
  readonly connectionReason: string | null;
  /** Grows with every test: an answer to a call of an older epoch says nothing about the token of today. */
  readonly connectionEpoch: number | null;
  /** Milliseconds since the epoch, like all times here. */
  readonly checkedAt: number | null;
  /** When Ducalis answered last, to the minute. */
  readonly answeredAt: number | null;
  /** The `source` of everything this YouTrack sends. */
  readonly instanceId: string | null;
  /** The address that this YouTrack had when it was seen first. */
  readonly baseUrl: string | null;
}

export type ConnectionPatch = Partial<Connection>;

const NOTHING: ConnectionPatch = {};
const CONNECTED: ConnectionPatch = { connectionState: 'connected', connectionReason: null };

/** Every answer would write the same storage. */
const ANSWERED_STEP_MS = 60_000;

const TOKEN_REJECTED = 'token-rejected';
const INSTANCE_CHANGED = 'instance-changed';

/** True while an administrator has to say whether this YouTrack was moved or copied: no answer of Ducalis settles it. */
export function isAddressOpen({ connectionReason }: Connection): boolean {
  return connectionReason === INSTANCE_CHANGED;
}

/** True while nothing may be sent because Ducalis does not take the token. */
export function isRejected({ connectionState, connectionReason }: Connection): boolean {
  return connectionState === 'suspended' && connectionReason === TOKEN_REJECTED;
}

/** A person tests the connection. */
export function tested({ connectionEpoch }: Connection, now: number): ConnectionPatch {
  return { connectionEpoch: (connectionEpoch ?? 0) + 1, checkedAt: now };
}

/** The test went well. @param instanceId for a YouTrack that has none yet. */
export function accepted(connection: Connection, now: number, instanceId: string): ConnectionPatch {
  return {
    answeredAt: now,
    instanceId: connection.instanceId ?? instanceId,
    ...(isAddressOpen(connection) ? NOTHING : CONNECTED),
  };
}

/** The test went wrong. A connection that has worked goes on, unless Ducalis does not take the token. */
export function failed(connection: Connection, reason: string): ConnectionPatch {
  if (isAddressOpen(connection)) return NOTHING;
  if (reason === TOKEN_REJECTED) return { connectionState: 'suspended', connectionReason: reason };
  const state = connection.connectionState === 'connected' ? 'connected' : 'failed';
  return { connectionState: state, connectionReason: reason };
}

/**
 * Ducalis does not take the token of a call.
 *
 * @param epoch when the call was made: an answer to an older token suspends nothing.
 */
export function rejected(connection: Connection, epoch: number | null): ConnectionPatch {
  if (epoch !== (connection.connectionEpoch ?? 0) || connection.connectionState === 'suspended') {
    return NOTHING;
  }
  return { connectionState: 'suspended', connectionReason: TOKEN_REJECTED };
}

/** Ducalis takes the token again. @param epoch as in {@link rejected}. */
export function resumed(connection: Connection, epoch: number | null): ConnectionPatch {
  if (epoch !== (connection.connectionEpoch ?? 0) || isAddressOpen(connection)) return NOTHING;
  return CONNECTED;
}

/** Ducalis answered. */
export function answered({ answeredAt }: Connection, now: number): ConnectionPatch {
  const isLater = answeredAt === null || answeredAt < now - ANSWERED_STEP_MS || answeredAt > now;
  return isLater ? { answeredAt: now } : NOTHING;
}

/**
 * Where this YouTrack is now. Another address than before means that it was moved, or that it is a copy, which would
 * write over what the original sends: everything waits until an administrator says which.
 */
export function sawAddress(connection: Connection, address: string): ConnectionPatch {
  if (connection.baseUrl === null) return { baseUrl: address };
  if (connection.baseUrl === address || connection.connectionState === 'suspended') return NOTHING;
  return { connectionState: 'suspended', connectionReason: INSTANCE_CHANGED };
}

/** An administrator says that it was moved. The next call notes its new address. */
export function moved(connection: Connection): ConnectionPatch {
  return isAddressOpen(connection) ? { baseUrl: null, ...CONNECTED } : NOTHING;
}

/** An administrator says that it is a copy: it sends as another instance from now on. */
export function becameCopy(connection: Connection, instanceId: string): ConnectionPatch {
  return isAddressOpen(connection) ? { instanceId, baseUrl: null, ...CONNECTED } : NOTHING;
}

/**
 * A board holds issues of this YouTrack under sources of which nobody knows whose they are: everything waits until an
 * administrator says.
 */
export function foundItems({ connectionState }: Connection): ConnectionPatch {
  if (connectionState === 'suspended') return NOTHING;
  return { connectionState: 'suspended', connectionReason: INSTANCE_CHANGED };
}

/** An administrator has said whose they are. */
export function settledItems(connection: Connection): ConnectionPatch {
  return isAddressOpen(connection) ? CONNECTED : NOTHING;
}

/** What a former installation of the app has sent is this one's: it goes on under the same source. */
export function tookOver(source: string): ConnectionPatch {
  return { instanceId: source };
}
