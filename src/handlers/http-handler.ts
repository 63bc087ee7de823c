/** Makes of endpoints what YouTrack calls, and writes their answers: real statuses, or an envelope for a widget that asks for one. */
import { asyncFunctions } from '../app/scripts.ts';
import type { Failure } from '../shared/api.ts';
import { ENVELOPE, type Envelope } from '../shared/envelope.ts';
import { effectsSoFar } from '../youtrack/effects.ts';
import { openExecution } from '../youtrack/execution.ts';
import { externalIdsOf } from '../youtrack/external-ids.ts';
import { issueHandle } from '../youtrack/issue.ts';
import { projectHandle } from '../youtrack/project.ts';
import type { HandlerContext, HttpHandler } from '../youtrack/rules.ts';
import { type Endpoint, type Request, respond } from './endpoints.ts';

export function httpHandlerFor(endpoints: readonly Endpoint[]): HttpHandler {
  return {
    endpoints: endpoints.map((endpoint) => {
      const { method, path, scope, permission } = endpoint;
      return {
        method,
        path,
        scope,
        permissions: [permission],
        handle: (ctx) => reply(ctx, respond(endpoint, requestOf(ctx), effectsSoFar)),
      };
    }),
    asyncFunctions,
  };
}

function requestOf(ctx: HandlerContext): Request {
  const { project, issue, request } = ctx;
  return {
    execution: openExecution(ctx),
    rawBody: request.body ?? '',
    parameter: (name) => request.getParameter(name) || null,
    project: project === undefined ? null : projectHandle(project),
    issue: issue === undefined ? null : issueHandle(issue, externalIdsOf(ctx.globalStorage)),
  };
}

function reply({ request, response }: HandlerContext, answer: Envelope): void {
  const isForWidget = Boolean(request.getParameter(ENVELOPE));
  if (!isForWidget && !answer.ok) response.code = answer.status;
  if (isForWidget) response.json(answer);
  else response.json(answer.ok ? answer.data : ({ error: answer.error } satisfies Failure));
}
