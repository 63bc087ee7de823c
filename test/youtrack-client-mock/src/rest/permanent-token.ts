/** Permanent tokens as YouTrack writes them: `perm:<base64 login>.<base64 name>.<signature>`. */
import { randomBytes } from 'node:crypto';
import { textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';

export type TokenScope = 'YouTrack' | 'YouTrack,YouTrack Administration';

export interface NewToken {
  readonly user: EntityId;
  readonly name: string;
  readonly scope: TokenScope;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** The token itself, where it must be a certain one. */
  readonly token?: string;
}

export function createToken(tx: Transaction, { user, name, scope, created, token }: NewToken): EntityId {
  return tx.create('PermanentToken', {
    user: { ref: user },
    name,
    token: token ?? generateToken(textOf(tx, user, 'login'), name),
    scope,
    created,
    revoked: false,
  });
}

function generateToken(login: string, name: string): string {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  return `perm:${base64(login)}.${base64(name)}.${randomBytes(22).toString('base64url').replace(/[-_]/g, 'x')}`;
}
