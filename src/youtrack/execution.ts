/**
 * One execution of a script: its clock, its storage, its way to other entities, to later functions and to the
 * network. The only place that turns a secret setting into a call.
 */
import type {
  AppGlobalStorage,
  EntitySet,
  Issue,
  Project,
  User,
} from '@jetbrains/youtrack-scripting-api/entities';
import * as entities from '@jetbrains/youtrack-scripting-api/entities';
import * as http from '@jetbrains/youtrack-scripting-api/http';
import * as search from '@jetbrains/youtrack-scripting-api/search';
import * as strings from '@jetbrains/youtrack-scripting-api/strings';
import type { HttpAnswer, HttpRequest } from '../domain/exchange.ts';
import { readAll, STORAGE_PROPERTIES, type Values, write } from './extension-properties.ts';
import { type ExternalIds, type IssueHandle, issueHandle } from './issue.ts';
import { type ProjectHandle, projectHandle } from './project.ts';
import { restoredProject } from './values.ts';

/** The context YouTrack passes to rules, handlers and async functions, as far as it is used. */
export interface ScriptContext {
  readonly issue?: Issue;
  readonly project?: Project;
  readonly currentUser: User;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly globalStorage: AppGlobalStorage;
  /** Only in a function that answers an async call. */
  readonly response?: http.Response;
  store(key: string, value: unknown): void;
  load(key: string): unknown;
  invokeAsync(name: string, delayMs?: number, deduplicationKey?: string): void;
}

export type StorageFacts = Values<typeof STORAGE_PROPERTIES>;

/** Functions that run later; each script that schedules one declares it. */
export type AsyncFunction =
  | 'drain'
  | 'acknowledge'
  | 'acknowledgeRemoval'
  | 'remove'
  | 'forget'
  | 'pull'
  | 'receive'
  | 'scan'
  | 'probed'
  | 'meet'
  | 'greet'
  | 'introduced';

/** What a later function is told; everything else it reads afresh. */
export interface Carried {
  readonly project: ProjectHandle;
  /** Of the call that is answered. */
  readonly batch?: string;
  /** Of the token that the call was made with; `send` adds it. */
  readonly epoch?: number;
  /** Whatever else the function needs, as JSON; YouTrack keeps no objects (youtrack-platform §3). */
  readonly payload?: string;
}

export interface Execution {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly user: User;
  /** How many async hops led here; YouTrack ends a chain at 10 (youtrack-platform §3). */
  readonly hop: number;
  readonly hasDucalisToken: boolean;
  readonly hasYouTrackToken: boolean;
  newId(): string;
  readonly externalIds: ExternalIds;
  random(): number;
  digest(text: string): string;
  storage(): StorageFacts;
  recordStorage(patch: Partial<StorageFacts>): void;
  projectByKey(key: string): ProjectHandle | null;
  /** By readable id; null for one that is deleted, or that an issue had before it was moved. */
  issueByKey(key: string): IssueHandle | null;
  /** At most `limit` issues of a project, in no particular order. */
  someIssues(project: ProjectHandle, limit: number): readonly IssueHandle[];
  /** At most `limit` issues, in no particular order. */
  queuedIssues(queueId: string, limit: number): readonly IssueHandle[];
  /** At most `limit` issues that wait for a person; others than the wanted ones do not count. */
  issuesNeedingAttention(
    queueId: string,
    limit: number,
    isWanted?: (issue: IssueHandle) => boolean,
  ): readonly IssueHandle[];
  issuesOfBatch(batch: string): readonly IssueHandle[];
  issueByExternalId(externalId: string): IssueHandle | null;
  /** Runs `name` in a transaction of its own; replaces a waiting call with the same key. */
  schedule(name: AsyncFunction, delayMs: number, key: string, carried: Carried): void;
  /** Calls Ducalis after this transaction; the answer goes to `name`. */
  send(request: HttpRequest, name: AsyncFunction, carried: Omit<Carried, 'epoch'>): void;
  /** Calls Ducalis now and waits: for handlers that a person waits for, never in a rule. */
  ask(request: HttpRequest): HttpAnswer;
  /** What an earlier function of the chain left; null when its project is gone. */
  carried(): Carried | null;
  /** The answer that this function was called with. */
  answer(): HttpAnswer;
}

const ASYNC_TIMEOUT_MS = 30_000;
const SYNC_TIMEOUT_MS = 10_000;

/** Of a function that runs later. Only there can be loaded what was stored. */
export function resumeExecution(ctx: ScriptContext): Execution {
  return openExecution(ctx, Number(ctx.load('hop') ?? 0));
}

/** @param hops that led here: none to a rule or a handler. */
export function openExecution(ctx: ScriptContext, hops = 0): Execution {
  const now = Date.now();
  const properties = ctx.globalStorage.extensionProperties;
  const storage = (): StorageFacts => readAll(properties, STORAGE_PROPERTIES);

  const connect = (request: HttpRequest, timeoutMs: number): http.Connection => {
    const connection = new http.Connection(request.base, null, timeoutMs);
    connection.bearerAuth(ctx.settings.ducalisToken);
    connection.addHeader('Accept', 'application/json');
    if (request.carriesYouTrackToken) connection.addHeader('X-YouTrack-Token', ctx.settings.youtrackToken);
    if (request.body !== null) connection.addHeader('Content-Type', 'application/json; charset=utf-8');
    if (request.idempotencyKey !== null) connection.addHeader('Idempotency-Key', request.idempotencyKey);
    return connection;
  };
  const carry = (carried: Carried): void => {
    ctx.store('project', carried.project.entity);
    ctx.store('batch', carried.batch ?? null);
    ctx.store('epoch', carried.epoch ?? null);
    ctx.store('payload', carried.payload ?? null);
    ctx.store('hop', hops + 1);
  };

  return {
    now,
    user: ctx.currentUser,
    hop: hops,
    hasDucalisToken: Boolean(ctx.settings.ducalisToken),
    hasYouTrackToken: Boolean(ctx.settings.youtrackToken),
    newId,
    externalIds: externalIdsOf(String(properties.instanceId ?? ''), newId),
    random: Math.random,
    digest: (text) => strings.md5(text),
    storage,
    recordStorage: (patch) => write(properties, STORAGE_PROPERTIES, patch),
    projectByKey(key) {
      const project = entities.Project.findByKey(key);
      return project === null || project === undefined ? null : projectHandle(project);
    },
    issueByKey(key) {
      const issue = entities.Issue.findById(key);
      return issue === null || issue === undefined || issue.id !== key ? null : issueHandle(issue);
    },
    someIssues: (project, limit) => take(project.entity.issues, limit, issueHandle),
    queuedIssues: (queueId, limit) => findIssues({ queue: queueId }, limit),
    issuesNeedingAttention: (queueId, limit, isWanted) => findIssues({ attention: queueId }, limit, isWanted),
    issuesOfBatch: (batch) => findIssues({ sentBatch: batch }, 200).filter((issue) => issue.isOwner()),
    issueByExternalId(externalId) {
      return findIssues({ externalId }, 10).find((issue) => issue.isOwner()) ?? null;
    },
    schedule(name, delayMs, key, carried) {
      carry(carried);
      ctx.invokeAsync(name, delayMs, key);
    },
    send(request, name, carried) {
      carry({ ...carried, epoch: storage().connectionEpoch ?? 0 });
      const connection = connect(request, ASYNC_TIMEOUT_MS);
      if (request.method === 'POST') connection.postAsync(request.uri, null, request.body ?? '', name);
      else if (request.method === 'PUT') connection.putAsync(request.uri, null, request.body ?? '', name);
      else if (request.method === 'DELETE') connection.deleteAsync(request.uri, null, name);
      else connection.getAsync(request.uri, null, name);
    },
    ask(request) {
      const connection = connect(request, SYNC_TIMEOUT_MS);
      const { method, uri, body } = request;
      return httpAnswer(
        method === 'POST' ? connection.postSync(uri, null, body ?? '') : connection.getSync(uri),
      );
    },
    carried() {
      const project = restoredProject(ctx.load('project'), (key) => entities.Project.findByKey(key));
      if (project === null) return null;
      const batch = ctx.load('batch');
      const epoch = ctx.load('epoch');
      const payload = ctx.load('payload');
      return {
        project: projectHandle(project),
        ...(batch === null || batch === undefined ? {} : { batch: String(batch) }),
        ...(epoch === null || epoch === undefined ? {} : { epoch: Number(epoch) }),
        ...(payload === null || payload === undefined ? {} : { payload: String(payload) }),
      };
    },
    answer: () => httpAnswer(ctx.response ?? {}),
  };
}

function newId(): string {
  return Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8).padEnd(6, '0')).join('');
}

/** An id names the instance that made it: a clone of this YouTrack must not send under the ids of the original. */
function externalIdsOf(instanceId: string, make: () => string): ExternalIds {
  const prefix = `${instanceId.slice(0, 8)}-`;
  return { make: () => `${prefix}${make()}`, isOurs: (externalId) => externalId.startsWith(prefix) };
}

function findIssues(
  query: Readonly<Record<string, string>>,
  limit: number,
  isWanted: (issue: IssueHandle) => boolean = () => true,
): readonly IssueHandle[] {
  return take(entities.Issue.findByExtensionProperties(query), limit, (issue) => {
    const handle = issueHandle(issue);
    return isWanted(handle) ? handle : null;
  });
}

/** All projects that have a board. Needs no context: a scheduled rule's query may have none (youtrack-platform §4). */
export function connectedProjects(): readonly ProjectHandle[] {
  return take(entities.Project.findByExtensionProperties({ connected: true }), 10_000, projectHandle);
}

/** Whether YouTrack's search finds anything. @throws whatever YouTrack says of a query that it does not take. */
export function findsAny(query: string): boolean {
  return search.search(null, query).isNotEmpty();
}

/** Readable ids of issues whose results wait to be written into fields, at most `limit`. */
export function issuesWithResults(queueId: string, limit: number): readonly string[] {
  return take(entities.Issue.findByExtensionProperties({ resultsQueue: queueId }), limit, ({ id }) => id);
}

/** Reads no more of a set than it needs: a queue may hold thousands. @param pick null for what is not wanted. */
function take<T, U>(set: EntitySet<T>, limit: number, pick: (one: T) => U | null): U[] {
  const taken: U[] = [];
  const iterator = set.entries();
  for (let step = iterator.next(); !step.done && taken.length < limit; step = iterator.next()) {
    const picked = pick(step.value);
    if (picked !== null) taken.push(picked);
  }
  return taken;
}

/** A failed call has an exception and no code (youtrack-platform §1). */
function httpAnswer(response: http.Response): HttpAnswer {
  const failed = Boolean(response.exception) || !response.code;
  return {
    status: failed ? null : Number(response.code),
    body: failed ? '' : String(response.response ?? response.body ?? ''),
    header: (name) => findHeader(response.headers, name.toLowerCase()),
  };
}

/** Headers are a list of pairs in a sync answer and an object in an async one (youtrack-platform §3). */
function findHeader(headers: unknown, name: string): string | null {
  if (typeof headers !== 'object' || headers === null) return null;
  const pairs: [unknown, unknown][] = Array.isArray(headers)
    ? headers.map((pair) => [pair?.name, pair?.value])
    : Object.entries(headers);
  const found = pairs.find(([key]) => String(key).toLowerCase() === name);
  return found === undefined ? null : String(found[1]);
}
