/** Reads of an issue what would be sent, and whether the change in the current transaction touches any of it. */
import type { EntitySet, Issue, Project, UserGroup } from '@jetbrains/youtrack-scripting-api/entities';
import * as entities from '@jetbrains/youtrack-scripting-api/entities';
import type { Attribute } from '../domain/field-types.ts';
import type { FieldValue } from '../domain/field-value.ts';
import { type Filter, type NamedValue, staleValues, TAG } from '../domain/filter.ts';
import type { IssueSnapshot, SnapshotField, Watched } from '../domain/snapshot.ts';
import { readFieldValue, readInstant, readPerson } from './values.ts';

/** @param watched what to read; fields that the project lacks are left out. */
export function readSnapshot(issue: Issue, watched: Watched): IssueSnapshot {
  return {
    key: issue.id,
    url: issue.url,
    summary: issue.summary,
    description: issue.description ?? '',
    reporter: issue.reporter === null ? null : readPerson(issue.reporter),
    tags: sharedTags(issue),
    isResolved: issue.isResolved,
    isRestricted: isRestricted(issue),
    updated: Number(issue.updated),
    fields: readFields(issue, watched.fields),
    attributes: new Map(watched.attributes.map((attribute) => [attribute, readAttribute(issue, attribute)])),
  };
}

/** The address of this YouTrack, without a trailing slash; empty for an address that is not an issue's. */
export function baseOf({ url }: Issue): string {
  return url.slice(0, Math.max(0, url.lastIndexOf('/issue/')));
}

/** The description as HTML, as YouTrack renders it. */
export function readHtml(issue: Issue): string {
  return issue.description === null || issue.description === '' ? '' : issue.renderMarkup(issue.description);
}

/** Visible to some groups or users only. */
export function isRestricted(issue: Issue): boolean {
  return issue.permittedGroups.isNotEmpty() || issue.permittedUsers.isNotEmpty();
}

/** Whether a built-in part or something watched changed in the current transaction. */
export function isChanged(issue: Issue, watched: Watched): boolean {
  return (
    ['summary', 'description', 'reporter', 'resolved'].some((name) => isPartChanged(issue, name)) ||
    isTold('resolution', () => issue.becomesResolved || issue.becomesUnresolved) ||
    isTold('tags', () => issue.tags.isChanged) ||
    isTold('visibility', () => issue.permittedGroups.isChanged || issue.permittedUsers.isChanged) ||
    watched.fields.some((name) =>
      isTold(name, () => issue.project.findFieldByName(name) !== null && issue.isChanged(name)),
    ) ||
    watched.attributes.some((attribute) => isTold(attribute, () => isAttributeChanged(issue, attribute)))
  );
}

/** @param name of a field, or of a property of every issue. */
export function isPartChanged(issue: Issue, name: string): boolean {
  return isTold(name, () => issue.isChanged(name));
}

/** Parts that YouTrack could not tell of: logged once each, not with every edit. */
const untold = new Set<string>();

/**
 * What YouTrack cannot tell counts as unchanged. As a change it would make one of every write of ours, and the issue
 * would be sent for ever; what is missed is found by the walk, or at night.
 */
export function isTold(part: string, ask: () => boolean): boolean {
  try {
    return ask();
  } catch (error) {
    if (!untold.has(part)) {
      untold.add(part);
      const reason = error instanceof Error ? error.message : String(error);
      console.warn(`[ducalis] YouTrack cannot tell whether "${part}" has changed: ${reason}`);
    }
    return false;
  }
}

/** `created` never changes, and `resolved` is looked at for every issue. */
function isAttributeChanged(issue: Issue, attribute: Attribute): boolean {
  switch (attribute) {
    case 'votes':
      return issue.voters.isChanged;
    case 'spent time':
      return issue.workItems.isChanged || issue.editedWorkItems.isNotEmpty();
    case 'created':
    case 'resolved':
      return false;
  }
}

function readAttribute(issue: Issue, attribute: Attribute): FieldValue {
  switch (attribute) {
    case 'votes':
      return { kind: 'number', number: Number(issue.votes) };
    case 'created':
    case 'resolved':
      return readInstant(issue[attribute]);
    case 'spent time':
      return spentTime(issue);
  }
}

/** Null while no work is logged: 0 would be an evaluation where it feeds a criterion, and one most scales refuse. */
function spentTime(issue: Issue): FieldValue {
  if (issue.workItems.isEmpty()) return null;
  let minutes = 0;
  issue.workItems.forEach(({ duration }) => {
    minutes += Number(duration);
  });
  return { kind: 'period', minutes };
}

/** Personal tags stay in YouTrack: only those the project team can see leave YouTrack. */
function sharedTags(issue: Issue): readonly string[] {
  const names: string[] = [];
  issue.tags.forEach((tag) => {
    if (isShared(tag, issue.project)) names.push(tag.name);
  });
  return names;
}

type Reader = Pick<UserGroup, 'name' | 'isAllUsersGroup'>;

/** Whether the project team can see the tag. */
export function isShared(
  tag: { readonly permittedReadUserGroups: Pick<EntitySet<Reader>, 'forEach'> },
  project: { readonly team: Pick<UserGroup, 'name'> },
): boolean {
  const team = project.team.name;
  let shared = false;
  tag.permittedReadUserGroups.forEach((group) => {
    if (group.isAllUsersGroup === true || group.name === team) shared = true;
  });
  return shared;
}

function hasTag(project: Project, name: string): boolean {
  let found = false;
  entities.Tag.findByName(name, true).forEach((tag) => {
    if (isShared(tag, project)) found = true;
  });
  return found;
}

function readFields(issue: Issue, names: readonly string[]): ReadonlyMap<string, SnapshotField> {
  const fields = new Map<string, SnapshotField>();
  for (const name of names) {
    const type = issue.project.findFieldByName(name)?.typeName;
    if (type !== undefined) fields.set(name, { type, value: readFieldValue(type, issue.fields[name]) });
  }
  return fields;
}

/**
 * The values and tags that a filter names and the project no longer has, because they were renamed, removed, detached,
 * or are no longer shared with the team.
 */
export function missingValues(project: Project, filter: Filter): readonly NamedValue[] {
  const tags = [filter.includeTag, filter.excludeTag].filter((name) => name !== null);
  return [
    ...staleValues(filter, (named) => hasValue(project, named)),
    ...tags.filter((name) => !hasTag(project, name)).map((value) => ({ field: TAG, value })),
  ];
}

export function hasValue(project: Project, { field, value }: NamedValue): boolean {
  const found = project.findFieldByName(field)?.findValueByName?.(value);
  return found !== null && found !== undefined;
}
