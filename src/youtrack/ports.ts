/**
 * What use cases may do in YouTrack, in narrow parts: a use case names those it needs. One adapter (`execution.ts`)
 * makes them of a script's context; contract tests hand in one that holds everything in memory.
 */
import type { Adoption } from '../domain/adoption.ts';
import type { ConnectionPatch } from '../domain/connection.ts';
import type { DeliveryFacts, DeliveryPatch, LastMark } from '../domain/delivery.ts';
import type { HttpAnswer, HttpRequest } from '../domain/exchange.ts';
import type { Person } from '../domain/field-value.ts';
import type { Filter, NamedValue } from '../domain/filter.ts';
import type { MembershipPatch } from '../domain/membership.ts';
import type { Written } from '../domain/results.ts';
import type { IssueSnapshot, Watched } from '../domain/snapshot.ts';
import type { NamedText } from '../domain/sync-back.ts';
import type {
  PROJECT_DOCUMENTS,
  PROJECT_FACTS,
  PROJECT_RECORDS,
  STORAGE_PROPERTIES,
  STORAGE_RECORDS,
  Values,
} from './extension-properties.ts';
import type { ResultFacts } from './result-facts.ts';

export type StorageFacts = Values<typeof STORAGE_PROPERTIES>;
export type StorageRecords = Partial<Values<typeof STORAGE_RECORDS>>;
export type ProjectFacts = Values<typeof PROJECT_FACTS>;
export type ProjectDocument = keyof typeof PROJECT_DOCUMENTS;
export type ProjectRecords = Partial<Values<typeof PROJECT_RECORDS>>;

/** The person or the automation for whom a script runs. */
export interface Viewer {
  readonly login: string;
  /** Globally. */
  hasPermission(permission: string): boolean;
}

export interface TeamMember extends Person {
  readonly login: string;
}

export interface ProjectHandle {
  readonly key: string;
  readonly name: string;
  /** No search finds its issues, and its rules do not run, until it is restored (youtrack-platform §4). */
  readonly isArchived: boolean;
  facts(): ProjectFacts;
  /** Null when it was never written. */
  document(name: ProjectDocument): string | null;
  record(records: ProjectRecords): void;
  /** @param patch a transition of `domain/membership.ts`. */
  become(patch: MembershipPatch): void;
  /** Readable id of an issue by which a scheduled rule finds the project; null when the project has none. */
  liveIssueKey(): string | null;
  fields(): readonly { readonly name: string; readonly type: string }[];
  /** The values that a filter names and the project does not have. */
  missingValues(filter: Filter): readonly NamedValue[];
  hasValue(named: NamedValue): boolean;
  issueCount(): number;
  /** The project team without banned users. */
  team(): readonly TeamMember[];
  /** Of this YouTrack, without a trailing slash; null while the project has no issue. */
  baseUrl(): string | null;
  /** Whether the viewer has the permission in this project. */
  permits(viewer: Viewer, permission: string): boolean;
}

/** Where results are written into an issue's custom fields. */
export interface FieldWriter {
  /** Type id of the field; null when the project has no such field. */
  typeOf(field: string): string | null;
  /** Whether the field is shown, holds something else and can hold this: a value of its own list, for one. */
  differs(field: string, written: Written): boolean;
  /** @throws whatever YouTrack says when it takes no such value here. */
  write(field: string, written: Written): void;
}

export interface IssueHandle {
  /** Readable id. */
  readonly key: string;
  readonly project: ProjectHandle;
  readonly isReported: boolean;
  /**
   * The facts of this issue. Those of a copied issue name the original, those of a cloned YouTrack another instance:
   * then everything but the mark of the change is empty.
   */
  delivery(): DeliveryFacts;
  /** Of {@link delivery} what a mark depends on: cheap enough for an edit. */
  lastMark(): LastMark;
  /** Of {@link delivery} when an issue that is put off may be tried again: cheap enough for thousands of them. */
  retryAt(): number | null;
  record(patch: DeliveryPatch): void;
  /** Whether the facts were written for this issue, in this YouTrack. */
  isOwner(): boolean;
  /**
   * Makes the facts this issue's own, under a new id if they were another's. Returns those that hold then. While the
   * project's board is still to be read, an issue that has adopted an id keeps it.
   */
  own(): DeliveryFacts;
  /** The source under which Ducalis knows the issue. */
  source(): string;
  /** The id of a former installation that this issue has adopted, also while nobody knows whether it is ours. */
  adoption(): Adoption | null;
  /** Takes the id over. The facts count from when its source is ours. */
  adopt(adoption: Adoption, facts: DeliveryPatch): void;
  /**
   * Whether an edit may mark the issue: its mark has values, or the issue itself begins in this transaction. Otherwise
   * the write would create properties, and two edits at once could be refused (youtrack-platform §15 U18).
   */
  isMarkable(): boolean;
  results(): ResultFacts;
  recordResults(results: Partial<ResultFacts>): void;
  /** The custom fields that results are written into. */
  readonly targets: FieldWriter;
  /** @param watched what to read; fields that the project lacks are left out. */
  snapshot(watched: Watched): IssueSnapshot;
  /** The description as HTML. */
  html(): string;
  /** The fields that Ducalis' Sync Back writes, as far as the viewer may read them. */
  syncBackFields(viewer: Viewer): readonly NamedText[];
  /** Whether a built-in part or something watched changed in the current transaction. */
  isChanged(watched: Watched): boolean;
  isVisibleTo(viewer: Viewer): boolean;
  isNewHere(): boolean;
  /** The project that the issue leaves in the current transaction; null when it stays. */
  leaves(): ProjectHandle | null;
  /** Without the path of the issue. */
  baseUrl(): string;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Chance {
  newId(): string;
  /** In [0, 1). */
  random(): number;
}

export interface Storage {
  storage(): StorageFacts;
  recordStorage(records: StorageRecords): void;
  /** @param patch a transition of `domain/connection.ts`. */
  connect(patch: ConnectionPatch): void;
}

export interface Digest {
  digest(text: string): string;
}

export interface Tokens {
  readonly hasDucalisToken: boolean;
  readonly hasYouTrackToken: boolean;
}

export interface Projects {
  projectByKey(key: string): ProjectHandle | null;
  /** By what never changes of a project that was on a board; its key may. */
  projectByQueueId(queueId: string): ProjectHandle | null;
  /** All projects that have a board. */
  connectedProjects(): readonly ProjectHandle[];
}

export interface Issues {
  /** By readable id; null for one that is deleted, or that an issue had before it was moved. */
  issueByKey(key: string): IssueHandle | null;
  issueByExternalId(externalId: string): IssueHandle | null;
  issuesOfBatch(batch: string): readonly IssueHandle[];
  /** At most `limit` issues of a project, in no particular order. */
  someIssues(project: ProjectHandle, limit: number): readonly IssueHandle[];
  /** At most `limit` issues, in no particular order; so for the next ones. */
  queuedIssues(queueId: string, limit: number): readonly IssueHandle[];
  /** Queued issues that are put off. */
  putOffIssues(queueId: string, limit: number): readonly IssueHandle[];
  /** Issues that are to be taken off a board: first those that are restricted. */
  leavingIssues(queueId: string, limit: number): readonly IssueHandle[];
  /** Issues that wait for a person; others than the wanted ones do not count. */
  issuesNeedingAttention(
    queueId: string,
    limit: number,
    isWanted?: (issue: IssueHandle) => boolean,
  ): readonly IssueHandle[];
}

export interface Asking {
  readonly viewer: Viewer;
  /** Calls Ducalis now and waits: for handlers that a person waits for, never in a rule. */
  ask(request: HttpRequest): HttpAnswer;
}

/** Functions that YouTrack calls later by their names; each script that schedules one declares it. */
export type AsyncFunction = Task | AnswerFunction;
export type Task = 'onEditDue' | 'onRoundDue' | 'onTurnDue' | 'onDeletionDue';
export type AnswerFunction =
  | 'onReceipts'
  | 'onDepartureAnswer'
  | 'onRemovals'
  | 'onDeletionAnswer'
  | 'onDeletionReceipts'
  | 'onResultsPage'
  | 'onOrphansPage'
  | 'onBoardProbe'
  | 'onBoards'
  | 'onAdoptionPage'
  | 'onMembers'
  | 'onInvitation'
  | 'onIntroduction';

/** What a later function is told; everything else it reads afresh. */
export interface Carried {
  readonly project: ProjectHandle;
  /** Of the call that is answered; null for a task. */
  readonly call: string | null;
  /** Of the token that the call was made with. */
  readonly epoch: number | null;
  /** Whatever else the function needs, as text; YouTrack keeps no objects (youtrack-platform §3). */
  readonly payload: string | null;
}

/** How an execution goes on after it. Only `app/chain.ts` sends, and only `app/calling/turns.ts` schedules. */
export interface Continuing {
  /** How many async hops led here; YouTrack ends a chain at 10 (youtrack-platform §3). */
  readonly hop: number;
  /** What an earlier function of the chain left; null when its project is gone. */
  carried(): Carried | null;
  /** The answer that this function was called with. */
  answer(): HttpAnswer;
  /** The issue that the rule or handler which began the chain ran for; null when it is gone, or there was none. */
  subject(): IssueHandle | null;
  /** Runs `name` in a transaction of its own. */
  schedule(name: Task, delayMs: number, carried: Pick<Carried, 'project' | 'payload'>): void;
  /** Calls Ducalis after this transaction; the answer goes to `name`. */
  send(request: HttpRequest, name: AnswerFunction, carried: Carried): void;
}

export type Execution = Clock & Chance & Digest & Storage & Tokens & Projects & Issues & Asking & Continuing;
