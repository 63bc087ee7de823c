/** What a condition may ask while it is made: the model, who asks, and when. */
import { canSeeIssue } from '../model/access.ts';
import { linkProp } from '../model/link-types.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId, FieldTypeId, Value } from '../model/types.ts';
import { FIELD_TYPES, isRef, isRefList } from '../model/types.ts';
import type { Calendar } from './dates.ts';
import { unusedValue } from './errors.ts';

export type Predicate = (issue: EntityId) => boolean;

export interface CustomField {
  readonly id: EntityId;
  readonly name: string;
  readonly type: FieldTypeId;
  /** The property of an issue that holds its value. */
  readonly prop: string;
}

export interface SearchContext {
  readonly tx: Transaction;
  readonly user: EntityId;
  readonly calendar: Calendar;
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, CustomField>;
  /** Properties that hold linked issues, by the lower-case name of the side of a type of links. */
  readonly links: ReadonlyMap<string, string>;
}

function isFieldType(value: unknown): value is FieldTypeId {
  return FIELD_TYPES.some((type) => type === value);
}

export function createContext(tx: Transaction, user: EntityId, now: number): SearchContext {
  const timeZoneId = tx.get(user, 'timeZoneId');
  const fields = new Map<string, CustomField>();
  for (const id of tx.all('CustomField')) {
    const name = text(tx.get(id, 'name'));
    const type = tx.get(id, 'fieldType');
    if (isFieldType(type)) fields.set(name.toLowerCase(), { id, name, type, prop: `field:${name}` });
  }
  const zone = typeof timeZoneId === 'string' && timeZoneId !== '' ? timeZoneId : 'UTC';
  return { tx, user, fields, links: linksOf(tx), calendar: { now, zone } };
}

function linksOf(tx: Transaction): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const id of tx.all('IssueLinkPrototype')) {
    for (const side of ['outward', 'inward'] as const) {
      const name = text(tx.get(id, side)).toLowerCase();
      if (name !== '') links.set(name, linkProp(id, side));
    }
  }
  return links;
}

export function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function sameText(left: Value | undefined, right: string): boolean {
  return typeof left === 'string' && left.toLowerCase() === right.toLowerCase();
}

/** The ids behind a single or multiple reference; empty for everything else. */
export function refs(value: Value | undefined): readonly EntityId[] {
  if (isRefList(value)) return value.map(({ ref }) => ref);
  return isRef(value) ? [value.ref] : [];
}

export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '' || (isRefList(value) && value.length === 0);
}

/** Users by login, full name, `me`, or the name of a group they are in. Empty when there is nobody. */
export function findUsers({ tx, user }: SearchContext, name: string): ReadonlySet<EntityId> {
  if (name.toLowerCase() === 'me') return new Set([user]);
  const found = new Set<EntityId>();
  for (const id of tx.all('User')) {
    if (sameText(tx.get(id, 'login'), name) || sameText(tx.get(id, 'fullName'), name)) found.add(id);
  }
  for (const group of tx.all('UserGroup')) {
    if (!sameText(tx.get(group, 'name'), name)) continue;
    const members = tx.get(group, 'allUsers') === true ? tx.all('User') : refs(tx.get(group, 'users'));
    for (const member of members) found.add(member);
  }
  return found;
}

/** Throws QuerySyntaxError when nobody has that name. */
export function demandUsers(context: SearchContext, name: string, field: string): ReadonlySet<EntityId> {
  const users = findUsers(context, name);
  if (users.size === 0) throw unusedValue(name, [field]);
  return users;
}

/** Projects by key or name. */
export function findProjects({ tx }: SearchContext, name: string): EntityId[] {
  return [...tx.all('Project')].filter(
    (id) => sameText(tx.get(id, 'shortName'), name) || sameText(tx.get(id, 'name'), name),
  );
}

export const ISSUE_ID = /^([A-Za-z][\w]*)-(\d+)$/;

/**
 * Reported, of a project that is not archived, and visible to who asks. Source for archived projects: JetBrains' page on
 * archiving a project.
 */
export function isInReach({ tx, user }: SearchContext, issue: EntityId): boolean {
  const isArchived = refs(tx.get(issue, 'project')).some((project) => tx.get(project, 'archived') === true);
  return tx.get(issue, 'reported') !== false && !isArchived && canSeeIssue(tx, user, issue);
}

/** The issue in reach with that readable id; undefined for a text that is none, and where there is no such issue. */
export function findIssue(context: SearchContext, readableId: string): EntityId | undefined {
  const { tx } = context;
  const [, key, number] = ISSUE_ID.exec(readableId) ?? [];
  if (key === undefined) return undefined;
  for (const issue of tx.find('Issue', 'numberInProject', Number(number))) {
    const [project] = refs(tx.get(issue, 'project'));
    if (project !== undefined && sameText(tx.get(project, 'shortName'), key)) {
      return isInReach(context, issue) ? issue : undefined;
    }
  }
  return undefined;
}

/** Holds when any of the references of a property is among `wanted`. */
export function refersTo({ tx }: SearchContext, prop: string, wanted: ReadonlySet<EntityId>): Predicate {
  return (issue) => refs(tx.get(issue, prop)).some((id) => wanted.has(id));
}
