/** User groups and project teams. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { makeSearchable } from './extension-search.ts';
import type { Entity } from './identity.ts';
import { ownId } from './identity.ts';
import { computed, flag, nothing, plain, reference, storedSet } from './property.ts';
import { current, refOf, refsOf, textOf } from './stored.ts';

export class UserGroup extends BaseEntity {
  static readonly fieldType = 'UserGroup.fieldType';

  static get allUsersGroup(): Entity | null {
    engine().fault('UserGroup.allUsersGroup');
    return firstOf(engine().find('UserGroup', 'allUsers', true));
  }

  static findByName(name: unknown): Entity | null {
    return firstOf(engine().find('UserGroup', 'name', String(name)));
  }

  /** Nothing is sent; it is written to the log. */
  notifyAllUsers(subject: unknown): void {
    console.info(`To all of ${textOf(ownId(this), 'name')}: ${String(subject)}`);
  }
}

/** What a project's `team` is. */
export class ProjectTeam extends UserGroup {}

defineEntity(UserGroup, {
  name: 'UserGroup',
  properties: {
    name: plain('name'),
    description: plain('description'),
    isAllUsersGroup: flag('allUsers'),
    isAutoJoin: flag('autoJoin'),
    isCustomerGroup: computed(() => false),
    customerGroupProjects: nothing(),
    users: computed((id) =>
      current(id, 'allUsers') === true
        ? new EntitySet({ ids: () => engine().all('User') })
        : storedSet(id, 'users'),
    ),
  },
});
defineEntity(ProjectTeam, { name: 'ProjectTeam', properties: { project: reference('teamOf') } });

const isTeam = (id: EntityId): boolean => refOf(id, 'teamOf') !== null;
classFor('UserGroup', (id) => (isTeam(id) ? ProjectTeam : UserGroup));
makeSearchable(UserGroup, 'UserGroup', 'UserGroup');
makeSearchable(ProjectTeam, 'ProjectTeam', 'UserGroup', isTeam);

/** Everybody is a member of the group of all users. */
export function isMember(group: EntityId, user: EntityId): boolean {
  return current(group, 'allUsers') === true || refsOf(group, 'users').includes(user);
}

export function* groupsOf(user: EntityId, suits: (group: EntityId) => boolean): Iterable<EntityId> {
  for (const group of engine().all('UserGroup')) if (suits(group) && isMember(group, user)) yield group;
}

export function* teamsOf(user: EntityId): Iterable<EntityId> {
  yield* groupsOf(user, isTeam);
}

export function firstOf(ids: Iterable<EntityId>): Entity | null {
  for (const id of ids) return entityOf(id);
  return null;
}
