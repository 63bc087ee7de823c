/** An issue as the use cases know it: its delivery, its results, and a snapshot of what would be sent. */
import type { Issue, User } from '@jetbrains/youtrack-scripting-api/entities';
import type { DeliveryFacts, DeliveryPatch } from '../domain/delivery.ts';
import { UNTOUCHED } from '../domain/delivery.ts';
import type { IssueSnapshot, Watched } from '../domain/snapshot.ts';
import type { NamedText } from '../domain/sync-back.ts';
import { isSyncBackField } from '../domain/sync-back.ts';
import { readDelivery, writeDelivery } from './delivery-facts.ts';
import type { Values } from './extension-properties.ts';
import { RESULT_PROPERTIES, readAll, write } from './extension-properties.ts';
import { type FieldWriter, fieldWriter } from './field-writer.ts';
import type { ProjectHandle } from './project.ts';
import { projectHandle } from './project.ts';
import {
  baseOf,
  isChanged,
  isPartChanged,
  isRestricted,
  isTold,
  readHtml,
  readSnapshot,
} from './snapshot.ts';
import { isObject, readText } from './values.ts';

/**
 * Results as they are kept on the issue; `criteriaScores` is JSON. `resultsQueue`: the project's queue id while they
 * are to be written into fields, an index no more.
 */
export type ResultFacts = Values<typeof RESULT_PROPERTIES>;

/** The ids under which Ducalis knows our issues. */
export interface ExternalIds {
  make(): string;
  /** True for an id that this instance of YouTrack has made. */
  isOurs(externalId: string): boolean;
}

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
  recordResults(results: Partial<ResultFacts>): void;
  /** The custom fields that results are written into. */
  readonly targets: FieldWriter;
  /** What Ducalis thought of it on a board it left. */
  clearResults(): void;
  /**
   * Makes the facts this issue's own: those of a copied issue name the original, those of a cloned YouTrack another
   * instance, so everything but the mark of the change is reset. Returns the facts that hold then.
   */
  adopt(ids: ExternalIds): DeliveryFacts;
  /** True when the facts on the issue were written for it and not for the issue it was copied from. */
  isOwner(): boolean;
  /** @param watched what to read; fields that the project lacks are left out. */
  snapshot(watched: Watched): IssueSnapshot;
  /** The description as HTML. */
  html(): string;
  /** The fields that Ducalis' Sync Back writes, as far as the user may read them. */
  syncBackFields(user: User): readonly NamedText[];
  /** Whether a built-in part or something watched changed in the current transaction. */
  isChanged(watched: Watched): boolean;
  isVisibleTo(user: User): boolean;
  isNewHere(): boolean;
  /** The project that the issue leaves in the current transaction; null when it stays. */
  leaves(): ProjectHandle | null;
  /** Without the path of the issue. */
  baseUrl(): string;
}

export function issueHandle(issue: Issue): IssueHandle {
  const properties = issue.extensionProperties;
  const project = projectHandle(issue.project);
  const isOwner = (): boolean => {
    const self = properties.self;
    return isObject(self) && self.id === issue.id;
  };
  const facts = (): DeliveryFacts => readDelivery(properties);
  const clearResults = (): void => write(properties, RESULT_PROPERTIES, { ...NO_RESULTS });
  const record = (patch: DeliveryPatch): void => writeDelivery(properties, patch);

  return {
    key: issue.id,
    project,
    isReported: issue.isReported,
    isRestricted: isRestricted(issue),
    delivery: facts,
    record,
    isOwner,
    results: () => readAll(properties, RESULT_PROPERTIES),
    recordResults: (results) => write(properties, RESULT_PROPERTIES, { ...results }),
    targets: fieldWriter(issue),
    clearResults,
    adopt(ids) {
      const before = facts();
      if (isOwner() && before.externalId !== null && ids.isOurs(before.externalId)) return before;
      const { changeToken, queue } = before;
      record({ ...UNTOUCHED, changeToken, queue, externalId: ids.make() });
      clearResults();
      properties.self = issue;
      return facts();
    },
    snapshot: (watched) => readSnapshot(issue, watched),
    html: () => readHtml(issue),
    syncBackFields: (user) =>
      Object.keys(issue.fields)
        .filter((name) => isSyncBackField(name) && issue.canBeReadBy(name, user))
        .map((name) => ({ name, text: readText(issue.fields[name]) })),
    isChanged: (watched) => isChanged(issue, watched),
    isVisibleTo: (user) => issue.isVisibleTo(user),
    isNewHere: () =>
      isTold('reported', () => issue.becomesReported || issue.isNew) || isPartChanged(issue, 'project'),
    leaves() {
      const old = isPartChanged(issue, 'project') ? issue.oldValue('project') : null;
      return old === null ? null : projectHandle(old);
    },
    baseUrl: () => baseOf(issue),
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
  resultsQueue: null,
  resultsQueuedAt: null,
};
