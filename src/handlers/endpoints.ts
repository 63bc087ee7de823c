/**
 * One way in for every request: permission, body, one use case, answer. A handler trusts nothing that YouTrack has not
 * checked here. Endpoints are data; `http-handler.ts` makes handlers of them.
 */
import * as v from 'valibot';
import { isFromNewer } from '../app/stored/schema.ts';
import type { Envelope } from '../shared/envelope.ts';
import { statusOf } from '../shared/errors.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../youtrack/ports.ts';

/** A request as YouTrack hands it over. */
export interface Request {
  readonly execution: Execution;
  readonly rawBody: string;
  /** Null for a parameter that is absent or empty. */
  parameter(name: string): string | null;
  /** Of the address that was called; null: there is none. */
  readonly project: ProjectHandle | null;
  readonly issue: IssueHandle | null;
}

/** One request, as far as a use case needs it. */
export interface Call {
  readonly execution: Execution;
  readonly rawBody: string;
  parameter(name: string): string | null;
  /** @throws Refusal for a body that is not JSON or does not fit. */
  body<Schema extends v.GenericSchema>(schema: Schema): v.InferOutput<Schema>;
}

interface Described {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

export interface Endpoint extends Described {
  readonly scope: 'GLOBAL' | 'PROJECT' | 'ISSUE';
  readonly permission: string;
  /** @throws Refusal, also where the person lacks the permission. */
  readonly answer: (call: Call, request: Request) => unknown;
}

/** For administrators of the app; not tied to a project. */
export function globalEndpoint(described: Described, answer: (call: Call) => unknown): Endpoint {
  const permission = 'ADMIN_UPDATE_APP';
  return {
    ...described,
    scope: 'GLOBAL',
    permission,
    answer(call) {
      demand(call.execution.viewer.hasPermission(permission));
      return answer(call);
    },
  };
}

export function projectEndpoint(
  described: Described,
  permission: string,
  answer: (call: Call, project: ProjectHandle) => unknown,
): Endpoint {
  return {
    ...described,
    scope: 'PROJECT',
    permission,
    answer(call, { project }) {
      if (project === null) throw new Refusal('project-not-found');
      demand(project.permits(call.execution.viewer, permission));
      return answer(call, project);
    },
  };
}

/** An issue that the user cannot see is answered like one that does not exist. */
export function issueEndpoint(
  described: Described,
  permission: string,
  answer: (call: Call, issue: IssueHandle) => unknown,
): Endpoint {
  return {
    ...described,
    scope: 'ISSUE',
    permission,
    answer(call, { issue }) {
      const { viewer } = call.execution;
      if (issue === null || !issue.isVisibleTo(viewer)) throw new Refusal('issue-not-found');
      demand(issue.project.permits(viewer, permission));
      return answer(call, issue);
    },
  };
}

function demand(isPermitted: boolean): void {
  if (!isPermitted) throw new Refusal('not-allowed');
}

/**
 * YouTrack keeps what a handler wrote that ends in good order, also with an error as its answer. One that throws leaves
 * nothing behind (youtrack-platform §7), and its caller gets a 500 without a body.
 *
 * @param effects how much the script would leave behind so far.
 * @throws what went wrong, if it did after the first effect.
 */
export function respond({ path, answer }: Endpoint, request: Request, effects: () => number): Envelope {
  const before = effects();
  try {
    if (isFromNewer(request.execution)) throw new Refusal('data-newer');
    return { ok: true, data: answer(callOf(request), request) };
  } catch (error) {
    if (effects() !== before) {
      console.error(`[ducalis] ${path} is taken back: ${reasonOf(error)}`);
      throw error;
    }
    return failureOf(error, request.execution);
  }
}

function callOf({ execution, rawBody, parameter }: Request): Call {
  return {
    execution,
    rawBody,
    parameter,
    body(schema) {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), rawBody);
      if (parsed.success) return parsed.output;
      throw new Refusal('request-malformed', v.getDotPath(parsed.issues[0]) ?? undefined);
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
