/** One way in for every HTTP request: permission, body, answer. A handler trusts nothing that YouTrack has not checked here. */
import * as v from 'valibot';
import { isFromNewer } from '../app/migration.ts';
import type { Failure } from '../shared/api.ts';
import { ENVELOPE, type Envelope } from '../shared/envelope.ts';
import { statusOf } from '../shared/errors.ts';
import { Refusal } from '../shared/refusal.ts';
import { effectsSoFar } from '../youtrack/effects.ts';
import { openExecution } from '../youtrack/execution.ts';
import { externalIdsOf } from '../youtrack/external-ids.ts';
import { issueHandle } from '../youtrack/issue.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../youtrack/ports.ts';
import { projectHandle } from '../youtrack/project.ts';
import type { Endpoint, HandlerContext } from '../youtrack/rules.ts';

/** One request, as far as a use case needs it. */
export interface Call {
  readonly execution: Execution;
  /** Null for a parameter that is absent or empty. */
  parameter(name: string): string | null;
  /** @throws Refusal for a body that is not JSON or does not fit. */
  body<Schema extends v.GenericSchema>(schema: Schema): v.InferOutput<Schema>;
  readonly rawBody: string;
}

type Described = Pick<Endpoint, 'method' | 'path'>;

/** For administrators of the app; not tied to a project. */
export function globalEndpoint(described: Described, answer: (call: Call) => unknown): Endpoint {
  return make({ ...described, scope: 'GLOBAL' }, 'ADMIN_UPDATE_APP', (_ctx, call) => {
    demand(call.execution.viewer.hasPermission('ADMIN_UPDATE_APP'));
    return answer(call);
  });
}

export function projectEndpoint(
  described: Described,
  permission: string,
  answer: (call: Call, project: ProjectHandle) => unknown,
): Endpoint {
  return make({ ...described, scope: 'PROJECT' }, permission, (ctx, call) => {
    if (ctx.project === undefined) throw new Refusal('project-not-found');
    const project = projectHandle(ctx.project);
    demand(project.permits(call.execution.viewer, permission));
    return answer(call, project);
  });
}

/** An issue that the user cannot see is answered like one that does not exist. */
export function issueEndpoint(
  described: Described,
  permission: string,
  answer: (call: Call, issue: IssueHandle) => unknown,
): Endpoint {
  return make({ ...described, scope: 'ISSUE' }, permission, (ctx, call) => {
    const issue = ctx.issue === undefined ? null : issueHandle(ctx.issue, externalIdsOf(ctx.globalStorage));
    if (issue === null || !issue.isVisibleTo(call.execution.viewer)) throw new Refusal('issue-not-found');
    demand(issue.project.permits(call.execution.viewer, permission));
    return answer(call, issue);
  });
}

function demand(isPermitted: boolean): void {
  if (!isPermitted) throw new Refusal('not-allowed');
}

function make(
  described: Omit<Endpoint, 'permissions' | 'handle'>,
  permission: string,
  answer: (ctx: HandlerContext, call: Call) => unknown,
): Endpoint {
  return {
    ...described,
    permissions: [permission],
    handle(ctx) {
      const execution = openExecution(ctx);
      const before = effectsSoFar();
      try {
        if (isFromNewer(execution)) throw new Refusal('data-newer');
        reply(ctx, { ok: true, data: answer(ctx, callOf(ctx, execution)) });
      } catch (error) {
        // YouTrack keeps what a handler wrote that ends in good order, also with an error as its answer. One that throws
        // leaves nothing behind (youtrack-platform §7), and its caller gets a 500 without a body.
        if (effectsSoFar() !== before) {
          console.error(`[ducalis] ${described.path} is taken back: ${reasonOf(error)}`);
          throw error;
        }
        reply(ctx, failureOf(error, execution));
      }
    },
  };
}

function reply({ request, response }: HandlerContext, answer: Envelope): void {
  const isForWidget = Boolean(request.getParameter(ENVELOPE));
  if (!isForWidget && !answer.ok) response.code = answer.status;
  if (isForWidget) response.json(answer);
  else response.json(answer.ok ? answer.data : ({ error: answer.error } satisfies Failure));
}

function callOf(ctx: HandlerContext, execution: Execution): Call {
  const rawBody = ctx.request.body ?? '';
  return {
    execution,
    rawBody,
    parameter: (name) => ctx.request.getParameter(name) || null,
    body(schema) {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), rawBody);
      if (!parsed.success)
        throw new Refusal('request-malformed', v.getDotPath(parsed.issues[0]) ?? undefined);
      return parsed.output;
    },
  };
}

/** What is not a refusal is a fault of ours: the person gets a reference, the log the reason. */
function failureOf(error: unknown, execution: Execution): Envelope {
  if (error instanceof Refusal) {
    const { code, detail, problems } = error;
    return {
      ok: false,
      status: statusOf(code),
      error: {
        code,
        ...(detail === undefined ? {} : { detail }),
        ...(problems.length === 0 ? {} : { problems: [...problems] }),
      },
    };
  }
  const reference = execution.newId().slice(0, 8);
  console.error(`[ducalis] ${reference}: ${reasonOf(error)}`);
  return { ok: false, status: statusOf('unexpected'), error: { code: 'unexpected', reference } };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
