/** The person or the automation for whom a script runs, as use cases may know them. */
import type { User } from '@jetbrains/youtrack-scripting-api/entities';
import type { Viewer } from './ports.ts';

const users = new WeakMap<Viewer, User>();

export function viewerOf(user: User): Viewer {
  const viewer: Viewer = {
    login: user.login,
    hasPermission: (permission) => user.hasPermission(permission),
  };
  users.set(viewer, user);
  return viewer;
}

/** @throws Error for a viewer that was not made here. */
export function userOf(viewer: Viewer): User {
  const user = users.get(viewer);
  if (user === undefined) throw new Error('This viewer is no user of YouTrack');
  return user;
}
