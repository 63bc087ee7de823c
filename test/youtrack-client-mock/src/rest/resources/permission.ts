/** What a user may do where, by the keys that Hub gives permissions, as apps of JetBrains read them. */
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { projectReference } from './project-reference.ts';

/** Permissions that belong to Hub; all others are YouTrack's own. */
const KEYS_OF_HUB: Readonly<Record<string, string>> = {
  READ_PROJECT_BASIC: 'project-read-basic',
  READ_PROJECT: 'project-read',
  UPDATE_PROJECT: 'project-update',
  CREATE_PROJECT: 'project-create',
  DELETE_PROJECT: 'project-delete',
  READ_USER_BASIC: 'user-read-basic',
  READ_USER: 'user-read',
  CREATE_USER: 'user-create',
  UPDATE_USER: 'user-update',
  READ_USERGROUP: 'group-read',
};

/** @param projects where it is held, or null where it is held everywhere. */
export function permissionResource(
  view: View,
  permission: string,
  projects: ReadonlySet<EntityId> | null,
): Resource {
  const own = KEYS_OF_HUB[permission];
  const key = own === undefined ? `JetBrains.YouTrack.${permission}` : `jetbrains.jetpass.${own}`;
  return {
    $type: 'CachedPermission',
    id: key,
    attributes: {
      global: () => projects === null,
      permission: () => ({ $type: 'Permission', id: key, attributes: { key: () => key } }),
      projects: () => projects && [...projects].map((project) => projectReference(view, project)),
    },
  };
}
