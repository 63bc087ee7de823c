/** Permanent tokens as YouTrack writes them: `perm:<base64 login>.<base64 name>.<signature>`, and what they are for. */
import { randomBytes } from 'node:crypto';
import { flagOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';

/** What the scope of a token is made of; Hub names the second one by this id (youtrack-platform §6). */
export const SERVICES = [
  { id: 'youtrack', name: 'YouTrack', applicationName: 'YouTrack' },
  { id: '0-0-0-0-0', name: 'YouTrack Administration', applicationName: 'Hub' },
] as const;

export type Service = (typeof SERVICES)[number];
export type ServiceName = Service['name'];

export const ALL_SERVICES: readonly ServiceName[] = SERVICES.map(({ name }) => name);

export interface NewToken {
  readonly user: EntityId;
  readonly name: string;
  readonly scope: readonly ServiceName[];
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
    scope: ALL_SERVICES.filter((service) => scope.includes(service)).join(','),
    created,
    revoked: false,
  });
}

/** Those that were not revoked. */
export function tokensOf(tx: Transaction, user: EntityId): readonly EntityId[] {
  return [...tx.find('PermanentToken', 'user', { ref: user })].filter(
    (token) => !flagOf(tx, token, 'revoked'),
  );
}

export function servicesOf(tx: Transaction, token: EntityId): readonly Service[] {
  const names = textOf(tx, token, 'scope').split(',');
  return SERVICES.filter(({ name }) => names.includes(name));
}

function generateToken(login: string, name: string): string {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  return `perm:${base64(login)}.${base64(name)}.${randomBytes(22).toString('base64url').replace(/[-_]/g, 'x')}`;
}
