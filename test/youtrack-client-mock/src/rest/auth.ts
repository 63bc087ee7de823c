/** Who a request comes from: a permanent token, the pages' session, or the guest. */
import { parse } from 'hono/utils/cookie';
import type { YouTrack } from '../engine/types.ts';
import { flagOf, refOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { RestError, unauthorized } from './errors.ts';
import type { ServiceName } from './permanent-token.ts';
import { servicesOf } from './permanent-token.ts';

export interface Caller {
  readonly user: EntityId;
  /** What the permanent token is for; null for a session and for the guest. */
  readonly scope: readonly ServiceName[] | null;
}

/**
 * Whom REST lets in.
 * @throws RestError 401 for a token that is unknown or revoked, a banned user, and where there is no guest.
 */
export function authenticate(tx: Transaction, request: Request): Caller {
  const header = request.headers.get('authorization');
  const caller = header === null ? withoutToken(tx, request) : tokenOwner(tx, header);
  if (caller === undefined) throw unauthorized('You are not logged in.');
  if (flagOf(tx, caller.user, 'banned')) throw unauthorized('You are banned.');
  return caller;
}

/**
 * The user a page is shown to: like {@link authenticate}, but whoever is not let in is the guest.
 * @throws Error when this YouTrack has no guest.
 */
export function userOfRequest(youTrack: YouTrack, request: Request): EntityId {
  return youTrack.read((tx) => {
    try {
      return authenticate(tx, request).user;
    } catch (error) {
      const user = guest(tx);
      if (error instanceof RestError && user !== undefined) return user;
      throw error;
    }
  });
}

function withoutToken(tx: Transaction, request: Request): Caller | undefined {
  const user = sessionUser(tx, request) ?? guest(tx);
  return user === undefined ? undefined : { user, scope: null };
}

function tokenOwner(tx: Transaction, header: string): Caller {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
  if (token === undefined) throw unauthorized('The Authorization header must be "Bearer <permanent token>".');
  for (const id of tx.find('PermanentToken', 'token', token)) {
    const user = refOf(tx, id, 'user');
    if (user !== null && !flagOf(tx, id, 'revoked')) {
      return { user, scope: servicesOf(tx, id).map(({ name }) => name) };
    }
  }
  throw unauthorized('Invalid token');
}

function sessionUser(tx: Transaction, request: Request): EntityId | undefined {
  const login = parse(request.headers.get('cookie') ?? '', 'session').session;
  if (login === undefined) return undefined;
  for (const user of tx.find('User', 'login', login)) if (!flagOf(tx, user, 'system')) return user;
  return undefined;
}

function guest(tx: Transaction): EntityId | undefined {
  for (const user of tx.find('User', 'guest', true)) return user;
  return undefined;
}
