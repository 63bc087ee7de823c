/**
 * The adapter of the ports: one execution of a script, with its clock, its storage, its way to other entities, to later
 * functions and to the network. The only place that turns a secret setting into a call.
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
import * as strings from '@jetbrains/youtrack-scripting-api/strings';
import type { HttpAnswer, HttpRequest } from '../domain/exchange.ts';
import { putOffQueue } from './delivery-facts.ts';
import { noteEffect } from './effects.ts';
import {
  CONNECTION_PROPERTIES,
  readAll,
  STORAGE_PROPERTIES,
  STORAGE_RECORDS,
  write,
} from './extension-properties.ts';
import { externalIdsOf, newId } from './external-ids.ts';
import { issueHandle } from './issue.ts';
import type { Carried, Execution, IssueHandle, StorageFacts } from './ports.ts';
import { entityOf, projectHandle } from './project.ts';
import { restoredProject } from './values.ts';
import { viewerOf } from './viewer.ts';

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
  invokeAsync(name: string, delayMs?: number): void;
}

/** A call that does not come back holds one of two slots as long. */
const ASYNC_TIMEOUT_MS = 10_000;
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
  const carry = (carried: Partial<Carried> & Pick<Carried, 'project'>): void => {
    noteEffect();
    ctx.store('project', entityOf(carried.project));
    ctx.store('call', carried.call ?? null);
    ctx.store('epoch', carried.epoch ?? null);
    ctx.store('payload', carried.payload ?? null);
    ctx.store('hop', hops + 1);
  };
  const ids = externalIdsOf(ctx.globalStorage);
  const handleOf = (issue: Issue): IssueHandle => issueHandle(issue, ids);
  const findIssues = (
    query: Readonly<Record<string, string>>,
    limit: number,
    isWanted: (issue: IssueHandle) => boolean = () => true,
  ): readonly IssueHandle[] =>
    take(entities.Issue.findByExtensionProperties(query), limit, (issue) => {
      const handle = handleOf(issue);
      return isWanted(handle) ? handle : null;
    });

  return {
    now,
    viewer: viewerOf(ctx.currentUser),
    hop: hops,
    hasDucalisToken: Boolean(ctx.settings.ducalisToken),
    hasYouTrackToken: Boolean(ctx.settings.youtrackToken),
    newId,
    random: Math.random,
    digest: (text) => strings.md5(text),
    storage,
    recordStorage: (records) => write(properties, STORAGE_RECORDS, records),
    connect: (patch) => write(properties, CONNECTION_PROPERTIES, { ...patch }),
    projectByKey(key) {
      const project = entities.Project.findByKey(key);
      return project === null || project === undefined ? null : projectHandle(project);
    },
    projectByQueueId: (queueId) =>
      take(entities.Project.findByExtensionProperties({ queueId }), 1, projectHandle)[0] ?? null,
    connectedProjects: () =>
      take(entities.Project.findByExtensionProperties({ connected: true }), MOST_PROJECTS, projectHandle),
    issueByKey(key) {
      const issue = entities.Issue.findById(key);
      return issue === null || issue === undefined || issue.id !== key ? null : handleOf(issue);
    },
    someIssues: (project, limit) => take(entityOf(project).issues, limit, handleOf),
    queuedIssues: (queueId, limit) => findIssues({ queue: queueId }, limit),
    putOffIssues: (queueId, limit) => findIssues({ queue: putOffQueue(queueId) }, limit),
    leavingIssues(queueId, limit) {
      const leavingQueue = queueId;
      const first = findIssues({ leavingQueue, excludedBy: 'restricted' }, limit, (issue) => issue.isOwner());
      const found = new Set(first.map(({ key }) => key));
      const isOther = (issue: IssueHandle): boolean => !found.has(issue.key) && issue.isOwner();
      return [...first, ...findIssues({ leavingQueue }, limit - first.length, isOther)];
    },
    issuesNeedingAttention: (queueId, limit, isWanted) => findIssues({ attention: queueId }, limit, isWanted),
    issuesOfBatch: (batch) => findIssues({ sentBatch: batch }, 200, (issue) => issue.isOwner()),
    issueByExternalId: (externalId) => findIssues({ externalId }, 1, (issue) => issue.isOwner())[0] ?? null,
    schedule(name, delayMs, carried) {
      carry(carried);
      ctx.invokeAsync(name, delayMs);
    },
    send(request, name, carried) {
      carry(carried);
      const connection = connect(request, ASYNC_TIMEOUT_MS);
      if (request.method === 'POST') connection.postAsync(request.uri, null, request.body ?? '', name);
      else if (request.method === 'PUT') connection.putAsync(request.uri, null, request.body ?? '', name);
      else if (request.method === 'DELETE') connection.deleteAsync(request.uri, null, name);
      else connection.getAsync(request.uri, null, name);
    },
    ask(request) {
      const connection = connect(request, SYNC_TIMEOUT_MS);
      const { method, uri, body } = request;
      if (method === 'POST') return httpAnswer(connection.postSync(uri, null, body ?? ''));
      return httpAnswer(method === 'DELETE' ? connection.deleteSync(uri) : connection.getSync(uri));
    },
    carried() {
      const project = restoredProject(ctx.load('project'), (key) => entities.Project.findByKey(key));
      if (project === null) return null;
      const epoch = text(ctx.load('epoch'));
      return {
        project: projectHandle(project),
        call: text(ctx.load('call')),
        epoch: epoch === null ? null : Number(epoch),
        payload: text(ctx.load('payload')),
      };
    },
    answer: () => httpAnswer(ctx.response ?? {}),
    subject() {
      const issue = ctx.issue;
      return issue === null || issue === undefined ? null : handleOf(issue);
    },
  };
}

/** What `ctx.load` gives: null and undefined are the same there (youtrack-platform §3). */
function text(loaded: unknown): string | null {
  return loaded === null || loaded === undefined ? null : String(loaded);
}

const MOST_PROJECTS = 10_000;

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
    failure: failed ? String(response.exception ?? '') : null,
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
