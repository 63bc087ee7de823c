/** Users: who they are, what they may do, and their votes. Nothing is ever sent to them. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { UserTypes } from './constants.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { makeSearchable } from './extension-search.ts';
import { firstOf, groupsOf, isMember, teamsOf } from './groups.ts';
import type { Entity } from './identity.ts';
import { ownId } from './identity.ts';
import { namedParameters } from './named-parameters.ts';
import { leftOutProperties } from './not-emulated.ts';
import { computed, flag, nothing, only, plain, text } from './property.ts';
import { refOf, refsOf, textOf, toRefs } from './stored.ts';
import { createTag, tagNamed, tagsNamed } from './tags.ts';

const issueToLink = only('Issue', 'The issue linked');
const issueToWatch = only('Issue', 'The issue watched');
const articleToWatch = only('Article', 'The article watched');
const issueToVote = only('Issue', 'The issue voted for');

function watch(user: EntityId, document: EntityId): void {
  engine().set(document, 'watchers', toRefs([...refsOf(document, 'watchers'), user]));
}

function unwatch(user: EntityId, document: EntityId): void {
  engine().set(document, 'watchers', toRefs(refsOf(document, 'watchers').filter((one) => one !== user)));
}

export class User extends BaseEntity {
  static readonly fieldType = 'User.fieldType';

  static get current(): Entity | null {
    engine().fault('User.current');
    return entityOf(engine().currentUser());
  }

  static findByLogin(login: unknown): Entity | null {
    return firstOf(engine().find('User', 'login', String(login)));
  }

  static findByEmail(email: unknown): EntitySet {
    return new EntitySet({ ids: () => engine().find('User', 'email', String(email)) });
  }

  /** Null also when several users have the address. */
  static findUniqueByEmail(email: unknown): Entity | null {
    const [only, another] = engine().find('User', 'email', String(email));
    return only === undefined || another !== undefined ? null : entityOf(only);
  }

  /** Without a project: whether it is granted for all projects. */
  hasPermission(permissionKey: unknown, project?: unknown): boolean {
    return engine().hasPermission(ownId(this), String(permissionKey), projectOrNull(project));
  }

  /** Without a project: whether the role is granted in any. */
  hasRole(roleName: unknown, project?: unknown): boolean {
    const user = ownId(this);
    const wanted = projectOrNull(project);
    for (const grant of engine().find('RoleGrant', 'role', String(roleName))) {
      const granted = refOf(grant, 'project');
      const group = refOf(grant, 'group');
      const isHeld = refOf(grant, 'user') === user || (group !== null && isMember(group, user));
      if (isHeld && (wanted === null || granted === null || granted === wanted)) return true;
    }
    return false;
  }

  isInGroup(groupName: unknown): boolean {
    for (const group of engine().find('UserGroup', 'name', String(groupName))) {
      if (isMember(group, ownId(this))) return true;
    }
    return false;
  }

  /** With `createIfNotExists` a private tag of this user is made where none is visible. */
  getTag(name: unknown, createIfNotExists?: unknown): Entity | null {
    const user = ownId(this);
    const found = tagNamed(String(name), user);
    return entityOf(found ?? (createIfNotExists === true ? createTag(String(name), user) : null));
  }

  /** A tag of another user that this one sees. */
  getSharedTag(name: unknown): Entity | null {
    const user = ownId(this);
    for (const tag of tagsNamed(String(name), user, false)) {
      if (refOf(tag, 'owner') !== user) return entityOf(tag);
    }
    return null;
  }

  canLinkIssue(issue: unknown): boolean {
    const id = issueToLink(issue);
    return (
      engine().canSeeIssue(ownId(this), id) &&
      engine().hasPermission(ownId(this), 'LINK_ISSUE', refOf(id, 'project'))
    );
  }

  isVotedForIssue(issue: unknown): boolean {
    return hasVoted(ownId(this), issueToVote(issue));
  }

  canVoteIssue(issue: unknown): boolean {
    return mayVote(ownId(this), issueToVote(issue));
  }

  canUnvoteIssue(issue: unknown): boolean {
    return hasVoted(ownId(this), issueToVote(issue));
  }

  voteIssue(issue: unknown): void {
    const user = ownId(this);
    const id = issueToVote(issue);
    if (mayVote(user, id)) engine().set(id, 'voters', toRefs([...refsOf(id, 'voters'), user]));
  }

  unvoteIssue(issue: unknown): void {
    const user = ownId(this);
    const id = issueToVote(issue);
    if (!hasVoted(user, id)) return;
    engine().set(id, 'voters', toRefs(refsOf(id, 'voters').filter((voter) => voter !== user)));
  }

  isWatchingIssue(issue: unknown): boolean {
    return refsOf(issueToWatch(issue), 'watchers').includes(ownId(this));
  }

  watchIssue(issue: unknown): void {
    watch(ownId(this), issueToWatch(issue));
  }

  unwatchIssue(issue: unknown): void {
    unwatch(ownId(this), issueToWatch(issue));
  }

  watchArticle(article: unknown): void {
    watch(ownId(this), articleToWatch(article));
  }

  unwatchArticle(article: unknown): void {
    unwatch(ownId(this), articleToWatch(article));
  }

  /** @param subject the subject, or an object with all the parameters by name. */
  notify(subject: unknown, _body?: unknown): void {
    logMail(ownId(this), namedParameters(subject)?.subject ?? subject);
  }

  sendMail(subject: unknown, _body?: unknown): void {
    logMail(ownId(this), namedParameters(subject)?.subject ?? subject);
  }

  notifyOnCase(caseName: unknown): void {
    logMail(ownId(this), caseName);
  }
}

defineEntity(User, {
  name: 'User',
  properties: {
    login: plain('login'),
    fullName: plain('fullName'),
    visibleName: computed((id) => textOf(id, 'fullName') || textOf(id, 'login')),
    email: text('email'),
    isBanned: flag('banned'),
    isSystem: flag('system'),
    timeZoneId: plain('timeZoneId'),
    ringId: computed((id) => id),
    avatarUrl: computed(
      (id) => `${engine().baseUrl()}/avatars/${encodeURIComponent(textOf(id, 'login'))}.svg`,
    ),
    isOnline: computed(() => false),
    firstDayOfWeeks: computed(() => 1),
    type: computed(() => UserTypes.STANDARD_USER),
    attributes: computed(() => Object.freeze({})),
    pinnedSavedQueries: nothing(),
    ...leftOutProperties('User', ['isEmailVerified', 'language', 'registered']),
    groups: computed((id) => new EntitySet({ ids: () => groupsOf(id, () => true) })),
    teams: computed((id) => new EntitySet({ ids: () => teamsOf(id) })),
  },
});
classFor('User', () => User);
makeSearchable(User, 'User', 'User');

function projectOrNull(project: unknown): EntityId | null {
  return project === undefined || project === null
    ? null
    : only('Project', 'The project asked about')(project);
}

function hasVoted(user: EntityId, issue: EntityId): boolean {
  return refsOf(issue, 'voters').includes(user);
}

function mayVote(user: EntityId, issue: EntityId): boolean {
  return !hasVoted(user, issue) && engine().canSeeIssue(user, issue);
}

function logMail(user: EntityId, subject: unknown): void {
  console.info(`To ${textOf(user, 'login')}: ${String(subject)}`);
}
