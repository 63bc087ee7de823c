/** Users and groups as REST shows them. */
import { hasPermission } from '../../model/access.ts';
import { flagOf, refOf, refsOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { groupMembers } from '../../model/user-bundles.ts';
import type { View } from '../context.ts';
import { may } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';
import { profilesResource } from './profile.ts';
import { projectReference } from './project-reference.ts';

/** E-mail addresses are shown to oneself and to who may read users. */
export function userResource(view: View, id: EntityId, $type: 'User' | 'Me' = 'User'): Resource {
  const { tx, user, youTrack } = view;
  return {
    $type,
    id,
    attributes: {
      login: () => textOf(tx, id, 'login'),
      fullName: () => textOf(tx, id, 'fullName') || textOf(tx, id, 'login'),
      name: () => textOf(tx, id, 'fullName') || textOf(tx, id, 'login'),
      email: () =>
        id === user || hasPermission(tx, user, 'READ_USER', 'any') ? textOf(tx, id, 'email') || null : null,
      ringId: () => id,
      userType: () => ({ $type: 'UserType', id: 'STANDARD_USER', attributes: {} }),
      guest: () => flagOf(tx, id, 'guest'),
      online: () => false,
      banned: () => flagOf(tx, id, 'banned'),
      profiles: () => (mayReadProfile(view, id) ? profilesResource(view, id) : null),
      avatarUrl: () => {
        const { pathname } = new URL(youTrack.baseUrl);
        return `${pathname}/avatars/${encodeURIComponent(textOf(tx, id, 'login'))}.svg`;
      },
    },
  };
}

/** One's own, or with the permission to read users in full. Source: JetBrains' page on general user profiles. */
function mayReadProfile(view: View, id: EntityId): boolean {
  return id === view.user || may(view, 'READ_USER', 'any');
}

export function userOrNull(view: View, id: EntityId | null): Attribute {
  return id === null ? null : userResource(view, id);
}

export function groupResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const shown = (members: readonly EntityId[]): Attribute =>
    may(view, 'READ_USERGROUP', 'any') ? members.map((member) => userResource(view, member)) : [];
  return {
    $type: 'UserGroup',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      ringId: () => id,
      usersCount: () => groupMembers(tx, id).length,
      userCount: () => groupMembers(tx, id).length,
      allUsersGroup: () => flagOf(tx, id, 'allUsers'),
      icon: () => null,
      teamForProject: () => {
        const project = refOf(tx, id, 'teamOf');
        return project === null ? null : projectReference(view, project);
      },
      users: () => shown(groupMembers(tx, id)),
      ownUsers: () => shown(refsOf(tx, id, 'users')),
    },
  };
}
