/** Plants users with their tokens, groups and roles. */

import { textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { ALL_SERVICES, createToken } from '../rest/permanent-token.ts';
import type { Directories } from './directory.ts';
import { SeedError } from './error.ts';
import type { Seed, SeedRole, SeedUser } from './schema.ts';

/** YouTrack's group of everybody; it exists in every YouTrack. */
const ALL_USERS = 'All Users';

/** A user one can be, and the token that makes one be it. */
export interface SeededUser {
  readonly login: string;
  readonly token: string;
  readonly roles: readonly { readonly role: SeedRole['role']; readonly project?: string }[];
}

/**
 * @param now milliseconds since the epoch.
 * @returns everybody but guests, who have no token.
 */
export function plantUsers(
  tx: Transaction,
  users: readonly SeedUser[],
  { users: directory }: Directories,
  now: number,
): readonly SeededUser[] {
  return users.flatMap((user, index) => {
    if (user.guest && [...tx.find('User', 'guest', true)].length > 0) {
      throw new SeedError(`users.${index}.guest`, 'There is a guest already');
    }
    const id = tx.create('User', {
      login: user.login,
      fullName: user.fullName,
      email: user.email ?? null,
      banned: user.banned,
      guest: user.guest,
      system: false,
      timeZoneId: user.timeZone ?? 'UTC',
    });
    directory.add(user.login, id, `users.${index}.login`);
    if (user.guest) return [];
    const roles = user.roles.map(({ role, project }) =>
      project === undefined ? { role } : { role, project },
    );
    return [{ login: user.login, token: textOf(tx, plantToken(tx, user, id, now), 'token'), roles }];
  });
}

/** For everything, so that only the rights of its owner limit it. */
function plantToken(tx: Transaction, { token }: SeedUser, user: EntityId, now: number): EntityId {
  return createToken(tx, {
    user,
    name: 'seed',
    scope: ALL_SERVICES,
    created: now,
    ...(token === undefined ? {} : { token }),
  });
}

/** @throws SeedError */
export function plantGroups(
  tx: Transaction,
  groups: Seed['groups'],
  { users, groups: directory }: Directories,
): void {
  const everybody = tx.create('UserGroup', { name: ALL_USERS, users: [], allUsers: true, teamOf: null });
  directory.add(ALL_USERS, everybody, 'groups');
  for (const [index, group] of groups.entries()) {
    const path = `groups.${index}`;
    const members = users.refs(group.users, `${path}.users`);
    const id = tx.create('UserGroup', { name: group.name, users: members, allUsers: false, teamOf: null });
    directory.add(group.name, id, `${path}.name`);
  }
}

/** @throws SeedError */
export function plantRoles(
  tx: Transaction,
  users: readonly SeedUser[],
  { users: logins, projects }: Directories,
): void {
  for (const [index, { login, roles }] of users.entries()) {
    for (const [position, { role, project }] of roles.entries()) {
      const path = `users.${index}.roles.${position}.project`;
      tx.create('RoleGrant', {
        role,
        user: { ref: logins.at(login, `users.${index}.login`) },
        group: null,
        project: project === undefined ? null : { ref: projects.at(project, path) },
      });
    }
  }
}
