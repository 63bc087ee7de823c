/** Roles, the permissions they carry, and who may see an issue. Permission keys are those of the app manifest. */
import type { Transaction } from './transaction.ts';
import type { EntityId } from './types.ts';
import { isRef, isRefList } from './types.ts';

const OBSERVER = [
  'READ_PROJECT_BASIC',
  'READ_PROJECT',
  'READ_ISSUE',
  'READ_COMMENT',
  'READ_ARTICLE',
  'READ_ARTICLE_COMMENT',
  'READ_USER_BASIC',
] as const;
const REPORTER = [
  ...OBSERVER,
  'CREATE_ISSUE',
  'CREATE_COMMENT',
  'UPDATE_COMMENT',
  'CREATE_ATTACHMENT_ISSUE',
  'CREATE_ARTICLE_COMMENT',
  'UPDATE_PROFILE',
] as const;
const DEVELOPER = [
  ...REPORTER,
  'UPDATE_ISSUE',
  'LINK_ISSUE',
  'PRIVATE_READ_ISSUE',
  'PRIVATE_UPDATE_ISSUE',
  'CREATE_WATCH_FOLDER',
  'READ_WORK_ITEM',
  'UPDATE_WORK_ITEM',
  'READ_USER',
  'READ_USERGROUP',
  'UPDATE_ATTACHMENT_ISSUE',
  'DELETE_ATTACHMENT_ISSUE',
  'CREATE_ARTICLE',
  'UPDATE_ARTICLE',
] as const;
const PROJECT_ADMIN = [
  ...DEVELOPER,
  'UPDATE_PROJECT',
  'DELETE_ISSUE',
  'DELETE_ARTICLE',
  'UPDATE_ARTICLE_COMMENT',
  'DELETE_ARTICLE_COMMENT',
  'UPDATE_NOT_OWN_COMMENT',
  'DELETE_NOT_OWN_COMMENT',
  'ADMIN_READ_APP',
] as const;
const SYSTEM_ADMIN = [
  ...PROJECT_ADMIN,
  'ADMIN_UPDATE_APP',
  'CREATE_PROJECT',
  'DELETE_PROJECT',
  'CREATE_USER',
  'UPDATE_USER',
  'MANAGE_ROLE',
] as const;

export const ROLES = {
  Observer: OBSERVER,
  Reporter: REPORTER,
  Developer: DEVELOPER,
  'Project Admin': PROJECT_ADMIN,
  'System Admin': SYSTEM_ADMIN,
} as const satisfies Record<string, readonly string[]>;

export type RoleName = keyof typeof ROLES;

function isRoleName(name: unknown): name is RoleName {
  return typeof name === 'string' && name in ROLES;
}

export function groupHas(tx: Transaction, group: EntityId, user: EntityId): boolean {
  if (tx.get(group, 'allUsers') === true) return true;
  const users = tx.get(group, 'users');
  return isRefList(users) && users.some((member) => member.ref === user);
}

/**
 * @param project a project id; `null` asks for the permission globally (a grant for every project),
 *   `'any'` asks whether the user has it in at least one project.
 */
export function hasPermission(
  tx: Transaction,
  user: EntityId,
  permission: string,
  project: EntityId | null | 'any',
): boolean {
  if (tx.get(user, 'banned') === true) return false;
  if (tx.get(user, 'system') === true) return true;
  for (const grant of tx.all('RoleGrant')) {
    if (!permissionsIn(tx, grant).includes(permission)) continue;
    const grantedIn = tx.get(grant, 'project');
    const inScope = !isRef(grantedIn) || project === 'any' || grantedIn.ref === project;
    if (inScope && isGrantedTo(tx, grant, user)) return true;
  }
  return false;
}

/** Every permission that roles give the user, with its projects, or null where it is held in all of them. */
export function permissionsOf(
  tx: Transaction,
  user: EntityId,
): ReadonlyMap<string, ReadonlySet<EntityId> | null> {
  const held = new Map<string, Set<EntityId> | null>();
  if (tx.get(user, 'banned') === true) return held;
  for (const grant of tx.all('RoleGrant')) {
    if (!isGrantedTo(tx, grant, user)) continue;
    const grantedIn = tx.get(grant, 'project');
    for (const permission of permissionsIn(tx, grant)) {
      const projects = held.get(permission);
      if (projects === null) continue;
      held.set(permission, isRef(grantedIn) ? (projects ?? new Set()).add(grantedIn.ref) : null);
    }
  }
  return held;
}

function permissionsIn(tx: Transaction, grant: EntityId): readonly string[] {
  const role = tx.get(grant, 'role');
  return isRoleName(role) ? ROLES[role] : [];
}

function isGrantedTo(tx: Transaction, grant: EntityId, user: EntityId): boolean {
  const grantedUser = tx.get(grant, 'user');
  if (isRef(grantedUser) && grantedUser.ref === user) return true;
  const grantedGroup = tx.get(grant, 'group');
  return isRef(grantedGroup) && groupHas(tx, grantedGroup.ref, user);
}

export function canSeeIssue(tx: Transaction, user: EntityId, issue: EntityId): boolean {
  return canSee(tx, user, issue, 'READ_ISSUE');
}

export function canSeeArticle(tx: Transaction, user: EntityId, article: EntityId): boolean {
  return canSee(tx, user, article, 'READ_ARTICLE');
}

/** An issue or article is restricted when it names groups or users; its reporter always sees it. */
function canSee(tx: Transaction, user: EntityId, document: EntityId, permission: string): boolean {
  if (tx.get(user, 'system') === true) return true;
  const project = tx.get(document, 'project');
  const reporter = tx.get(document, 'reporter');
  if (isRef(reporter) && reporter.ref === user && tx.get(user, 'banned') !== true) return true;
  if (!isRef(project) || !hasPermission(tx, user, permission, project.ref)) return false;
  return isPermitted(tx, user, document);
}

/**
 * A comment or file is seen with its issue or article, and a file of a comment with the comment. Its author always sees it, as
 * the reporter sees the issue. One that is being removed is judged by what it was.
 */
export function canSeePart(tx: Transaction, user: EntityId, part: EntityId): boolean {
  if (tx.get(user, 'system') === true) return true;
  const owner = (prop: string): EntityId | null => {
    const value = tx.get(part, prop) ?? tx.committed(part, prop);
    return isRef(value) ? value.ref : null;
  };
  const issue = owner('issue');
  const article = owner('article');
  const comment = owner('comment');
  if (issue !== null ? !canSeeIssue(tx, user, issue) : article === null || !canSeeArticle(tx, user, article))
    return false;
  if (comment !== null && !canSeePart(tx, user, comment)) return false;
  return owner('author') === user || isPermitted(tx, user, part);
}

function isPermitted(tx: Transaction, user: EntityId, restricted: EntityId): boolean {
  const groups = tx.get(restricted, 'permittedGroups');
  const users = tx.get(restricted, 'permittedUsers');
  const groupList = isRefList(groups) ? groups : [];
  const userList = isRefList(users) ? users : [];
  if (groupList.length === 0 && userList.length === 0) return true;
  if (userList.some((permitted) => permitted.ref === user)) return true;
  return groupList.some((group) => groupHas(tx, group.ref, user));
}
