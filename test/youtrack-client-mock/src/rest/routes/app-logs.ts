/** What scripts log: of an app, and of one of its scripts. */
import type { Hono } from 'hono';
import type { AppDescription } from '../../engine/types.ts';
import type { RestContext, RestEnv } from '../context.ts';
import { param, showList } from '../context.ts';
import { scriptId } from '../resources/app.ts';
import { LOG_FIELDS, logResource } from '../resources/app-parts.ts';
import { appAt } from './apps.ts';

export function addAppLogRoutes(rest: Hono<RestEnv>): void {
  rest.get('/admin/apps/:id/logs', (c) => showLogs(c, () => true));

  rest.get('/admin/workflows/:id/rules/:rule/logs', (c) => {
    const rule = param(c, 'rule');
    return showLogs(c, (app, script) => scriptId(app, script) === rule);
  });
}

/** The latest line first. */
function showLogs(c: RestContext, isWanted: (app: AppDescription, script: string) => boolean): Response {
  return showList(
    c,
    (view) => {
      const app = appAt(view, param(c, 'id'));
      const lines = view.youTrack
        .logs()
        .filter((line) => line.app === app.name && isWanted(app, line.script));
      return lines.map((line, index) => ({ line, id: `${app.id}/${index}` })).reverse();
    },
    (_, { line, id }) => logResource(line, id),
    { fields: LOG_FIELDS },
  );
}
