/** An issue as the use cases know it: its delivery, its results, and a snapshot of what would be sent. */
import type { Issue, User } from '@jetbrains/youtrack-scripting-api/entities';
import type { DeliveryFacts, DeliveryPatch } from '../domain/delivery.ts';
import { UNTOUCHED } from '../domain/delivery.ts';
import type { IssueSnapshot, SnapshotField } from '../domain/snapshot.ts';
import type { NamedText } from '../domain/sync-back.ts';
import { isSyncBackField } from '../domain/sync-back.ts';
import type { Values } from './extension-properties.ts';
import { ISSUE_PROPERTIES, readAll, write } from './extension-properties.ts';
import type { ProjectHandle } from './project.ts';
import { projectHandle } from './project.ts';
import { readFieldValue, readPerson, readText } from './values.ts';

type IssueValues = Values<typeof ISSUE_PROPERTIES>;

/** Results as they are kept on the issue; `criteriaScores` is JSON. */
export type ResultFacts = Pick<
  IssueValues,
  | 'totalScore'
  | 'priority'
  | 'isTopPriority'
  | 'votingPercent'
  | 'isFinal'
  | 'alignment'
  | 'criteriaScores'
  | 'scoredAt'
>;

export interface IssueHandle {
  /** Readable id. */
  readonly key: string;
  readonly project: ProjectHandle;
  readonly isReported: boolean;
  /** Visible to some groups or users only. */
  readonly isRestricted: boolean;
  delivery(): DeliveryFacts;
  record(patch: DeliveryPatch): void;
  results(): ResultFacts;
  recordResults(results: ResultFacts): void;
  /**
   * Makes the facts this issue's own: those of a copied issue name the original, so everything but the mark of the
   * change is reset. Returns the facts that hold then.
   */
  adopt(newExternalId: () => string): DeliveryFacts;
  /** True when the facts on the issue were written for it and not for the issue it was copied from. */
  isOwner(): boolean;
  /** @param fields names of the custom fields to read; those the project lacks are left out. */
  snapshot(fields: readonly string[]): IssueSnapshot;
  /** The description as HTML. */
  html(): string;
  /** The fields that Ducalis' Sync Back writes, as far as the user may read them. */
  syncBackFields(user: User): readonly NamedText[];
  /** Whether a built-in part or one of the custom fields changed in the current transaction. */
  isChanged(fields: readonly string[]): boolean;
  isVisibleTo(user: User): boolean;
  isNewHere(): boolean;
}

export function issueHandle(issue: Issue): IssueHandle {
  const properties = issue.extensionProperties;
  const project = projectHandle(issue.project);
  const isOwner = (): boolean => {
    const self = properties.self;
    return typeof self === 'object' && self !== null && 'id' in self && self.id === issue.id;
  };
  const facts = (): IssueValues => readAll(properties, ISSUE_PROPERTIES);
  const record = (patch: DeliveryPatch): void => write(properties, ISSUE_PROPERTIES, { ...patch });

  return {
    key: issue.id,
    project,
    isReported: issue.isReported,
    isRestricted: issue.permittedGroups.isNotEmpty() || issue.permittedUsers.isNotEmpty(),
    delivery: facts,
    record,
    isOwner,
    results: facts,
    recordResults: (results) => write(properties, ISSUE_PROPERTIES, { ...results }),
    adopt(newExternalId) {
      if (isOwner()) return facts();
      const { changeToken, queue } = facts();
      record({ ...UNTOUCHED, changeToken, queue, externalId: newExternalId() });
      write(properties, ISSUE_PROPERTIES, { ...NO_RESULTS });
      properties.self = issue;
      return facts();
    },
    snapshot: (fields) => ({
      key: issue.id,
      url: issue.url,
      summary: issue.summary,
      description: issue.description ?? '',
      reporter: issue.reporter === null ? null : readPerson(issue.reporter),
      tags: sharedTags(issue),
      isResolved: issue.isResolved,
      updated: Number(issue.updated),
      fields: readFields(issue, fields),
    }),
    html: () =>
      issue.description === null || issue.description === '' ? '' : issue.renderMarkup(issue.description),
    syncBackFields: (user) =>
      Object.keys(issue.fields)
        .filter((name) => isSyncBackField(name) && issue.canBeReadBy(name, user))
        .map((name) => ({ name, text: readText(issue.fields[name]) })),
    isChanged: (fields) =>
      ['summary', 'description', 'reporter', 'resolved'].some((name) => issue.isChanged(name)) ||
      issue.tags.isChanged ||
      issue.permittedGroups.isChanged ||
      issue.permittedUsers.isChanged ||
      fields.some((name) => issue.project.findFieldByName(name) !== null && issue.isChanged(name)),
    isVisibleTo: (user) => issue.isVisibleTo(user),
    isNewHere: () => issue.becomesReported || issue.isNew || issue.isChanged('project'),
  };
}

const NO_RESULTS: ResultFacts = {
  totalScore: null,
  priority: null,
  isTopPriority: null,
  votingPercent: null,
  isFinal: null,
  alignment: null,
  criteriaScores: null,
  scoredAt: null,
};

/** Personal tags are nobody else's business: only those the project team can see leave YouTrack. */
function sharedTags(issue: Issue): readonly string[] {
  const team = issue.project.team.name;
  const names: string[] = [];
  issue.tags.forEach((tag) => {
    let shared = false;
    tag.permittedReadUserGroups.forEach((group) => {
      if (group.isAllUsersGroup === true || group.name === team) shared = true;
    });
    if (shared) names.push(tag.name);
  });
  return names;
}

function readFields(issue: Issue, names: readonly string[]): ReadonlyMap<string, SnapshotField> {
  const fields = new Map<string, SnapshotField>();
  for (const name of names) {
    const type = issue.project.findFieldByName(name)?.typeName;
    if (type !== undefined) fields.set(name, { type, value: readFieldValue(type, issue.fields[name]) });
  }
  return fields;
}
