/** From what a client writes to the entity it means; what the user can't see is not there. */
import { canSeeArticle, canSeeIssue } from '../model/access.ts';
import { flagOf, numberOf, refOf, refsOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId, EntityType } from '../model/types.ts';
import type { View } from './context.ts';
import { may } from './context.ts';
import type { RestError } from './errors.ts';
import { badRequest, entityNotFound } from './errors.ts';

const DATABASE_ID = /^\d+-\d+$/;
/** A database id or a readable id. */
const ISSUE_ID = /^.+-\d+$/;

/** The entity with this database id, if it is of this type. */
export function byId(tx: Transaction, type: EntityType, id: string): EntityId | undefined {
  return tx.exists(id) && tx.typeOf(id) === type ? id : undefined;
}

export function readableId(tx: Transaction, issue: EntityId): string {
  const project = refOf(tx, issue, 'project');
  return `${project === null ? '' : textOf(tx, project, 'shortName')}-${numberOf(tx, issue, 'numberInProject')}`;
}

/**
 * An issue by database id or readable id (`DEMO-12`).
 * @throws RestError 400 for what can be neither, 404, also for an issue the user can't see.
 */
export function issueAt(view: View, id: string): EntityId {
  const { tx, user } = view;
  if (!ISSUE_ID.test(id)) throw malformed(id);
  const issue = byId(tx, 'Issue', id) ?? issueByReadableId(tx, id);
  if (issue === undefined || !canSeeIssue(tx, user, issue)) throw entityNotFound(id);
  return issue;
}

export function issueByReadableId(tx: Transaction, id: string): EntityId | undefined {
  const [, key, number] = /^(.+)-(\d+)$/.exec(id) ?? [];
  const project = key === undefined ? undefined : projectByKey(tx, key);
  if (project === undefined) return undefined;
  for (const issue of tx.find('Issue', 'numberInProject', Number(number))) {
    if (refOf(tx, issue, 'project') === project) return issue;
  }
  return undefined;
}

export function projectByKey(tx: Transaction, key: string): EntityId | undefined {
  for (const id of tx.find('Project', 'shortName', key)) return id;
  for (const id of tx.all('Project')) {
    if (textOf(tx, id, 'shortName').toLowerCase() === key.toLowerCase()) return id;
  }
  return undefined;
}

/**
 * An article by database id or readable id (`DEMO-A-1`).
 * @throws RestError 404, also for an article the user can't see.
 */
export function articleAt(view: View, id: string): EntityId {
  const { tx, user } = view;
  const article = byId(tx, 'Article', id) ?? articleByReadableId(tx, id);
  if (article === undefined || !canSeeArticle(tx, user, article)) throw entityNotFound(id);
  return article;
}

function articleByReadableId(tx: Transaction, id: string): EntityId | undefined {
  const [, key, number] = /^(.+)-A-(\d+)$/.exec(id) ?? [];
  const project = key === undefined ? undefined : projectByKey(tx, key);
  if (project === undefined) return undefined;
  for (const article of tx.find('Article', 'numberInProject', Number(number))) {
    if (refOf(tx, article, 'project') === project) return article;
  }
  return undefined;
}

export function canSeeProject(view: View, project: EntityId): boolean {
  return may(view, 'READ_PROJECT_BASIC', project);
}

/**
 * A project by database id or key.
 * @throws RestError 404, also for a project the user can't see.
 */
export function projectAt(view: View, id: string): EntityId {
  const project = byId(view.tx, 'Project', id) ?? projectByKey(view.tx, id);
  if (project === undefined || !canSeeProject(view, project)) throw entityNotFound(id);
  return project;
}

export function userByLogin(tx: Transaction, login: string): EntityId | undefined {
  for (const id of tx.find('User', 'login', login)) if (!flagOf(tx, id, 'system')) return id;
  return undefined;
}

/** A user by database id, login or `me`. */
export function userAt({ tx, user }: View, id: string): EntityId {
  const found = id === 'me' ? user : (byId(tx, 'User', id) ?? userByLogin(tx, id));
  if (found === undefined) throw entityNotFound(id);
  return found;
}

/** Entities named in a request body, as `{id}` or by a name of theirs. */
export interface Mention {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly login?: string | undefined;
}

/**
 * The project named in a body, only ever by database id.
 * @throws RestError 400 as recorded when the id is malformed, 404 when there is none.
 */
export function mentionedProject(view: View, id: string): EntityId {
  return mentionedById(view.tx, 'Project', id, (found) => canSeeProject(view, found));
}

export function mentionedById(
  tx: Transaction,
  type: EntityType,
  id: string,
  visible: (found: EntityId) => boolean = () => true,
): EntityId {
  if (!DATABASE_ID.test(id)) {
    const [head = ''] = id.split('-');
    throw id.includes('-') ? badRequest(`For input string: "${head}"`) : malformed(id);
  }
  const found = byId(tx, type, id);
  if (found === undefined || !visible(found)) throw entityNotFound(id);
  return found;
}

function malformed(id: string): RestError {
  return badRequest(`Invalid structure of entity id: ${id}`);
}

/** @throws RestError 400 or 404. */
export function mentionedUser(tx: Transaction, { id, login }: Mention): EntityId {
  if (id !== undefined) return mentionedById(tx, 'User', id);
  const user = login === undefined ? undefined : userByLogin(tx, login);
  if (user === undefined) throw entityNotFound(login ?? 'of a user');
  return user;
}

/** @throws RestError 400 or 404. */
export function mentionedGroup(tx: Transaction, { id, name }: Mention): EntityId {
  if (id !== undefined) return mentionedById(tx, 'UserGroup', id);
  for (const group of name === undefined ? [] : tx.find('UserGroup', 'name', name)) return group;
  throw entityNotFound(name ?? 'of a group');
}

/** A tag is seen by its owner and by whom it is shared with. */
export function canSeeTag({ tx, user }: View, tag: EntityId): boolean {
  if (refOf(tx, tag, 'owner') === user || refsOf(tx, tag, 'permittedReadUsers').includes(user)) return true;
  return refsOf(tx, tag, 'permittedReadUserGroups').some(
    (group) => flagOf(tx, group, 'allUsers') || refsOf(tx, group, 'users').includes(user),
  );
}

/** The user's own tag of that name before one that is shared with them. @throws RestError 400 or 404. */
export function mentionedTag(view: View, { id, name }: Mention): EntityId {
  const { tx, user } = view;
  if (id !== undefined) return mentionedById(tx, 'Tag', id, (tag) => canSeeTag(view, tag));
  const named = [...(name === undefined ? [] : tx.find('Tag', 'name', name))].filter((tag) =>
    canSeeTag(view, tag),
  );
  const found = named.find((tag) => refOf(tx, tag, 'owner') === user) ?? named[0];
  if (found === undefined) throw entityNotFound(name ?? 'of a tag');
  return found;
}
