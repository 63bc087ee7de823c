/** HTTP handlers of apps, under the five places at which YouTrack serves them (youtrack-platform §7). */
import type { Hono } from 'hono';
import type { HandlerScope, HttpMethod } from '../../engine/types.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { param, read } from '../context.ts';
import { notFound } from '../errors.ts';
import { articleAt, issueAt, projectAt, userAt } from '../lookup.ts';

const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'DELETE'];

interface Place {
  readonly path: string;
  readonly scope: HandlerScope;
  /** @throws RestError 404 for what the user can't see. */
  readonly entity: (view: View, id: string) => EntityId | null;
}

const PLACES: readonly Place[] = [
  { path: '', scope: 'GLOBAL', entity: () => null },
  { path: '/issues/:id', scope: 'ISSUE', entity: issueAt },
  { path: '/admin/projects/:id', scope: 'PROJECT', entity: projectAt },
  { path: '/users/:id', scope: 'USER', entity: userAt },
  { path: '/articles/:id', scope: 'ARTICLE', entity: articleAt },
];

export function addExtensionEndpoints(rest: Hono<RestEnv>): void {
  for (const place of PLACES) {
    rest.on([...METHODS], `${place.path}/extensionEndpoints/:app/:handler/:path{.+}`, (c) =>
      callHandler(c, place),
    );
  }
}

async function callHandler(c: RestContext, { scope, entity }: Place): Promise<Response> {
  const method = METHODS.find((one) => one === c.req.method);
  // HEAD, which the router takes for GET.
  if (method === undefined) throw notFound('HTTP 404 Not Found');
  const answer = await c.var.youTrack.callHandler({
    app: param(c, 'app'),
    handler: param(c, 'handler'),
    path: param(c, 'path'),
    method,
    scope,
    entity: read(c, (view) => entity(view, param(c, 'id'))),
    user: c.var.user,
    query: new Map(Object.entries(c.req.queries())),
    headers: [...c.req.raw.headers].map(([name, value]) => ({ name, value })),
    body: await c.req.text(),
  });
  if (!answer) throw notFound('HTTP 404 Not Found');
  const headers = new Headers(answer.headers);
  if (isBodyless(answer.code)) return new Response(null, { status: answer.code, headers });
  return new Response(answer.body, { status: answer.code, headers });
}

function isBodyless(code: number): boolean {
  return code === 204 || code === 205 || code === 304;
}
