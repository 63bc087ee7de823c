/** What YouTrack's REST has and this emulator has not: it says so, where an unknown path is a 404 (youtrack-platform §10). */
import type { Hono } from 'hono';
import type { RestEnv } from './context.ts';
import { notEmulated } from './errors.ts';

const NO_PROFILE = 'there is nothing to set in a profile, and of its parts only the general one is there';
const NO_SAVED_QUERIES = 'there are no saved queries';
const NO_ASSISTANT = 'nothing is suggested';
const ALL_TIME = 'time is tracked in every project alike, in weeks of 5 days of 8 hours';
const FIXED_LINKS = 'the types of links are those every YouTrack begins with';

/** Why there is none of them. One of `*` has all methods, also below it. */
export const NOT_EMULATED: Readonly<Record<string, string>> = {
  '* /admin/customFieldSettings/customFields/{id}/fieldDefaults': 'a field has no defaults of its own',
  '* /admin/databaseBackup': 'everything is in memory',
  '* /admin/globalSettings': 'the few settings there are come with the start',
  '* /admin/telemetry': 'there is nothing to measure',
  '* /admin/projects/{id}/issues': 'issues are written at their own address',
  'GET /openapi.json': 'read the description of JetBrains at /api/openapi.json of a YouTrack',
  'POST /admin/projects/{id}/timeTrackingSettings': ALL_TIME,
  'POST /admin/timeTrackingSettings/workTimeSettings': ALL_TIME,
  'POST /commands/assist': NO_ASSISTANT,
  'POST /search/assist': NO_ASSISTANT,
  'POST /issueLinkTypes': FIXED_LINKS,
  'POST /issueLinkTypes/{id}': FIXED_LINKS,
  'DELETE /issueLinkTypes/{id}': FIXED_LINKS,
  '* /issues/{id}/vcsChanges': 'there is no version control',
  '* /dashboards': 'each widget of a dashboard is on it once, and its configuration stays in the browser',
  '* /savedQueries': NO_SAVED_QUERIES,
  'POST /users/{id}/profiles/general': NO_PROFILE,
  '* /users/{id}/profiles/notifications': NO_PROFILE,
  '* /users/{id}/profiles/timetracking': NO_PROFILE,
  '* /users/{id}/savedQueries': NO_SAVED_QUERIES,
  'GET /users/{id}/tags': 'tags are read at their own address',
};

/** To be added last. */
export function addNotEmulated(rest: Hono<RestEnv>): void {
  for (const [operation, reason] of Object.entries(NOT_EMULATED)) {
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replace(/\{(\w+)\}/g, ':$1');
    const refuse = (): never => {
      throw notEmulated(`This emulator does not have ${operation}: ${reason}`);
    };
    if (method === '*') rest.all(path, refuse).all(`${path}/*`, refuse);
    else rest.on(method, path, refuse);
  }
}
