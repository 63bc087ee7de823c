/** REST under `/youtrack/api` and the piece of Hub under `/youtrack/hub`: authentication, headers and refusals for all. */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { YouTrack } from '../engine/types.ts';
import { ChangeRejected, ImportRejected, InvalidIssue, ValueNotUnique } from '../engine/types.ts';
import { textOf } from '../model/props.ts';
import { YOUTRACK_VERSION } from '../script/core/license.ts';
import { authenticate } from './auth.ts';
import type { RestContext, RestEnv } from './context.ts';
import { badRequest, issueIsInvalid, notFound, RestError, serverError, valueNotUnique } from './errors.ts';
import { parseFields } from './fields.ts';
import { addHubRoutes } from './hub.ts';
import { addNotEmulated } from './not-emulated.ts';
import type { ServiceName } from './permanent-token.ts';
import { addActivityRoutes } from './routes/activities.ts';
import { addAgileRoutes } from './routes/agiles.ts';
import { addAiToolRoutes } from './routes/ai-tools.ts';
import { addAllWorkRoutes } from './routes/all-work.ts';
import { addAppConfigurationRoutes } from './routes/app-configurations.ts';
import { addAppLogRoutes } from './routes/app-logs.ts';
import { addAppRoutes } from './routes/apps.ts';
import { addArticleRoutes } from './routes/articles.ts';
import { addFileRoute } from './routes/attachments.ts';
import { addBundleRoutes } from './routes/bundles.ts';
import { addCommandRoutes } from './routes/commands.ts';
import { addDocumentRoutes } from './routes/documents.ts';
import { addExtensionEndpoints } from './routes/extension-endpoints.ts';
import { addFieldSettingsRoutes } from './routes/field-settings.ts';
import { addIssuePartRoutes } from './routes/issue-parts.ts';
import { addIssueRoutes } from './routes/issues.ts';
import { addLinkRoutes } from './routes/links.ts';
import { addPeopleRoutes } from './routes/people.ts';
import { addProjectFieldRoutes } from './routes/project-fields.ts';
import { addProjectTagRoutes } from './routes/project-tags.ts';
import { addProjectRoutes } from './routes/projects.ts';
import { addRuleUsageRoutes } from './routes/rule-usages.ts';
import { addTimeTrackingRoutes } from './routes/time-tracking.ts';
import { addUserBundleRoutes } from './routes/user-bundles.ts';
import { addWorkItemRoutes } from './routes/work-items.ts';
import { addWorkflowRoutes } from './routes/workflows.ts';
import { demandScope, servicesForHub, servicesForRest } from './scope.ts';

export { userOfRequest } from './auth.ts';

/**
 * REST, to be mounted at `<base URL>/api`.
 * @param allowedOrigins of pages that may read it, such as `https://example.com`, or `*` (RestCorsSettings of the
 *   YouTrack developer portal, youtrack-platform §7).
 */
export function createRest(youTrack: YouTrack, allowedOrigins: readonly string[] = []): Hono<RestEnv> {
  const rest = guarded(youTrack, servicesForRest, (open) => {
    if (allowedOrigins.length > 0) open.use(cors({ origin: originsFrom(allowedOrigins) }));
    addFileRoute(open, youTrack);
  });
  rest.get('/config', (c) =>
    c.json({
      version: YOUTRACK_VERSION,
      contextPath: new URL(youTrack.baseUrl).pathname,
      $type: 'Configuration',
    }),
  );
  addExtensionEndpoints(rest);
  // Read before anything is changed; the handlers of apps above have parameters of their own.
  rest.post('*', async (c, next) => {
    parseFields(c.req.query('fields'));
    await next();
  });
  addIssueRoutes(rest);
  addAgileRoutes(rest);
  addWorkItemRoutes(rest);
  addAllWorkRoutes(rest);
  addTimeTrackingRoutes(rest);
  addLinkRoutes(rest);
  addDocumentRoutes(rest);
  addIssuePartRoutes(rest);
  addActivityRoutes(rest);
  addArticleRoutes(rest);
  addPeopleRoutes(rest);
  addProjectRoutes(rest);
  addProjectFieldRoutes(rest);
  addProjectTagRoutes(rest);
  addFieldSettingsRoutes(rest);
  addUserBundleRoutes(rest);
  addBundleRoutes(rest);
  addCommandRoutes(rest);
  addAppRoutes(rest);
  addAppLogRoutes(rest);
  addWorkflowRoutes(rest);
  addAppConfigurationRoutes(rest);
  addRuleUsageRoutes(rest);
  addAiToolRoutes(rest);
  addNotEmulated(rest);
  return rest;
}

/** Hub, to be mounted at `<base URL>/hub/api/rest`. */
export function createHub(youTrack: YouTrack): Hono<RestEnv> {
  const hub = guarded(youTrack, servicesForHub);
  addHubRoutes(hub);
  return hub;
}

/**
 * @param servicesFor what a token must be for, by method and path
 * @param addOpen adds what needs no authentication
 */
function guarded(
  youTrack: YouTrack,
  servicesFor: (method: string, path: string) => readonly ServiceName[],
  addOpen: (routes: Hono<RestEnv>) => void = () => undefined,
): Hono<RestEnv> {
  const packages = new Map<string, Uint8Array>();
  const counted = new Set<string>();
  const routes = new Hono<RestEnv>();
  addOpen(routes);
  routes.use(async (c, next) => {
    setHeaders(c);
    const { user, scope } = youTrack.read((tx) => {
      const found = authenticate(tx, c.req.raw);
      c.header('X-YouTrack-User', encodeURIComponent(textOf(tx, found.user, 'login')));
      return found;
    });
    demandScope(scope, servicesFor(c.req.method, c.req.path));
    c.set('youTrack', youTrack);
    c.set('user', user);
    c.set('packages', packages);
    c.set('counted', counted);
    await next();
  });
  routes.notFound((c) => {
    console.warn(
      `youtrack-client-mock: there is no ${c.req.method} ${c.req.path} here; does YouTrack have it?`,
    );
    return refuse(c, notFound('HTTP 404 Not Found'));
  });
  routes.onError((error, c) => refuse(c, refusal(error)));
  return routes;
}

function originsFrom(allowed: readonly string[]): string | string[] {
  return allowed.includes('*') ? '*' : [...allowed];
}

function setHeaders(c: RestContext): void {
  c.header('X-Version', YOUTRACK_VERSION);
  c.header('Cache-Control', 'no-cache, no-store, no-transform, must-revalidate');
  c.header('Referrer-Policy', 'same-origin');
}

/** A refusal by a rule or an import is the client's to know; anything else is a fault of this emulator, and told as one. */
function refusal(error: Error): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof InvalidIssue) return issueIsInvalid(error.message);
  if (error instanceof ValueNotUnique) return valueNotUnique(error.message);
  if (error instanceof ChangeRejected || error instanceof ImportRejected) return badRequest(error.message);
  console.error('youtrack-client-mock: a request failed unexpectedly:', error);
  return serverError(error.message);
}

function refuse(c: RestContext, { status, body }: RestError): Response {
  setHeaders(c);
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/json;charset=utf-8' });
}
