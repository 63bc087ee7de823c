/** Entities that exist once and for all, to be compared with: types of projects and users, states of pull requests. */
import { BaseEntity } from './base-entity.ts';
import type { EntityConstructor } from './entity-class.ts';
import { defineEntity } from './entity-class.ts';
import { notEmulated } from './errors.ts';
import { leaveOut } from './not-emulated.ts';

export class ProjectType extends BaseEntity {
  get typeName(): string {
    return this === ProjectTypes.HELPDESK ? 'helpdesk' : 'standard';
  }
}

export class UserType extends BaseEntity {
  get typeName(): string {
    throw notEmulated('UserType.typeName');
  }
}

export class PullRequestState extends BaseEntity {
  get name(): string {
    throw notEmulated('PullRequestState.name');
  }
}

defineEntity(ProjectType, { name: 'ProjectType' });
defineEntity(UserType, { name: 'UserType' });
defineEntity(PullRequestState, { name: 'PullRequestState' });

leaveOut(ProjectType, 'ProjectType', ['findByExtensionProperties']);
leaveOut(PullRequestState, 'PullRequestState', ['findByExtensionProperties']);

export const ProjectTypes = constants(ProjectType, ['DEFAULT', 'HELPDESK']);
export const UserTypes = constants(UserType, ['STANDARD_USER', 'AGENT', 'REPORTER']);
constants(PullRequestState, ['OPEN', 'MERGED', 'DECLINED']);

function constants<Name extends string>(
  entityClass: EntityConstructor,
  names: readonly Name[],
): Readonly<Partial<Record<Name, object>>> {
  const made: Partial<Record<Name, object>> = {};
  for (const name of names) {
    const one: object = Object.freeze(Object.create(entityClass.prototype));
    Object.defineProperty(entityClass, name, { value: one, enumerable: true });
    made[name] = one;
  }
  return made;
}
