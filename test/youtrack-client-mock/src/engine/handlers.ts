/** HTTP handlers of apps: which endpoint answers, who may ask, and one transaction a request (youtrack-platform §7). */
import { canSeeArticle, canSeeIssue, hasPermission } from '../model/access.ts';
import { refOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { RestError } from '../rest/errors.ts';
import { badRequest, entityTooLarge, forbidden, valueNotUnique } from '../rest/errors.ts';
import type { HandlerAnswer } from '../script/context/realm/context.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { AppRegistry } from './apps.ts';
import type { Endpoint } from './definitions.ts';
import type { InstalledApp } from './installed-app.ts';
import type { Runner } from './runner.ts';
import { traceOf } from './thrown.ts';
import type { Work } from './transactions.ts';
import type { HandlerRequest, HandlerResponse, HandlerScope } from './types.ts';
import { ChangeRejected, ValueNotUnique } from './types.ts';

export interface HandlersHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  /** Of the body of a request. */
  readonly mostBytes: number;
  read<T>(work: (tx: Transaction) => T): T;
  /** Runs `work` in a transaction that is kept when it ends well; resolves once it is kept. */
  transact<T>(user: EntityId, readOnly: boolean, work: (tx: Transaction) => Work<T>): Promise<T>;
  log(app: string, script: string, level: 'warn' | 'error', text: string): void;
}

interface Target {
  readonly app: InstalledApp;
  readonly script: LoadedScript;
  readonly endpoint: Endpoint;
  readonly project: EntityId | null;
}

/** Where the endpoints of a scope are served, by the entity's id. */
const PLACES: Readonly<Record<HandlerScope, (id: EntityId) => string>> = {
  GLOBAL: () => '',
  ISSUE: (id) => `/issues/${id}`,
  ARTICLE: (id) => `/articles/${id}`,
  PROJECT: (id) => `/admin/projects/${id}`,
  USER: (id) => `/users/${id}`,
};

/** Undefined: 404 before any code runs. */
export async function callHandler(
  request: HandlerRequest,
  host: HandlersHost,
): Promise<HandlerResponse | undefined> {
  const target = host.read((tx) => findTarget(tx, request, host.apps));
  if (target === undefined) return undefined;
  const { app, script, endpoint, project } = target;
  const obstacle = host.read((tx) => host.runner.obstacle(tx, script, project));
  if (obstacle !== null) {
    host.log(app.name, script.name, 'warn', obstacle);
    return undefined;
  }
  const isAllowed = host.read(
    (tx) =>
      endpoint.permissions.length === 0 ||
      endpoint.permissions.some((permission) => hasPermission(tx, request.user, permission, project)),
  );
  if (!isAllowed) return refused(forbidden('You do not have the permissions that this endpoint needs'));
  if (Buffer.byteLength(request.body) > host.mostBytes) {
    return refused(entityTooLarge(`A body holds at most ${host.mostBytes} bytes`));
  }
  return run(request, target, host);
}

async function run(request: HandlerRequest, target: Target, host: HandlersHost): Promise<HandlerResponse> {
  const isReadOnly = request.method === 'GET' || request.method === 'DELETE';
  try {
    return await host.transact(request.user, isReadOnly, (tx) => handle(tx, request, target, host));
  } catch (error) {
    if (error instanceof ValueNotUnique) return refused(valueNotUnique(error.message));
    if (error instanceof ChangeRejected) return refused(badRequest(error.message));
    const { app, script } = target;
    host.log(app.name, script.name, 'error', `${request.method} ${request.path} failed: ${traceOf(error)}`);
    return { code: 500, body: '', headers: {} };
  }
}

function handle(
  tx: Transaction,
  request: HandlerRequest,
  { app, script, endpoint, project }: Target,
  host: HandlersHost,
): Work<HandlerResponse> {
  const { response: written, told } = app.runtime.handlerResponse();
  const opened = host.runner.open({
    app,
    script,
    entry: {
      app: app.name,
      script: script.name,
      project,
      issue: request.scope === 'ISSUE' ? request.entity : null,
      ...(request.scope === 'ARTICLE' && request.entity !== null ? { article: request.entity } : {}),
      user: request.user,
    },
    tx,
    insideEdit: false,
    parts: () => [
      ['request', app.runtime.request(requestParts(request))],
      ['response', written],
      ...(request.scope === 'USER' ? [['user', app.runtime.wrap(request.entity)] as const] : []),
    ],
  });
  opened.call(endpoint.handle);
  return { result: answer(told()), executions: [opened.execution] };
}

function findTarget(tx: Transaction, request: HandlerRequest, apps: AppRegistry): Target | undefined {
  const app = apps.get(request.app);
  const script = app?.runtime.scripts.get(request.handler);
  if (app === undefined || script?.definition.kind !== 'httpHandler') return undefined;
  const { handler } = script.definition;
  const endpoint = handler.endpoints.find(
    ({ method, path, scope }) =>
      method === request.method && path === request.path && scope === request.scope,
  );
  if (endpoint === undefined) return undefined;
  const project = projectOf(tx, request);
  if (project === undefined || !apps.isActive(app, project)) return undefined;
  return { app, script, endpoint, project };
}

/** Null: the endpoint is bound to no project. Undefined: the user cannot see what it is bound to. */
function projectOf(tx: Transaction, { scope, entity, user }: HandlerRequest): EntityId | null | undefined {
  if (scope === 'PROJECT') return entity ?? undefined;
  if (scope === 'GLOBAL' || scope === 'USER') return null;
  const canSee = scope === 'ISSUE' ? canSeeIssue : canSeeArticle;
  if (entity === null || !canSee(tx, user, entity)) return undefined;
  return refOf(tx, entity, 'project') ?? undefined;
}

function requestParts(request: HandlerRequest) {
  const { body, headers, path, method, query } = request;
  return {
    body,
    headers,
    path,
    fullPath: `/api${PLACES[request.scope](request.entity ?? '')}/extensionEndpoints/${request.app}/${request.handler}/${path}`,
    method,
    parameters: query,
  };
}

/** Throws for a header that HTTP cannot carry. An interim code is no answer, and would leave the client waiting. */
function answer({ code, body, headers }: HandlerAnswer): HandlerResponse {
  const status = Number(code);
  return {
    code: Number.isInteger(status) && status >= 200 && status <= 599 ? status : 200,
    body: body === null || body === undefined ? '' : String(body),
    headers: Object.fromEntries(new Headers(headers.map(([name, value]) => [name, value]))),
  };
}

function refused({ status, body }: RestError): HandlerResponse {
  return {
    code: status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json;charset=utf-8' },
  };
}
