/** `/admin/workflows`: the older view of apps, as collections of rules. */
import type { Hono } from 'hono';
import type { RestEnv } from '../context.ts';
import { demand, param, show, showList } from '../context.ts';
import { workflowResource } from '../resources/app.ts';
import { appAt } from './apps.ts';

/** Of a query, what is about the language: every script here is JavaScript. */
const LANGUAGE = /\blanguage:\S*/g;

export function addWorkflowRoutes(rest: Hono<RestEnv>): void {
  rest.get('/admin/workflows', (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'ADMIN_READ_APP', 'any');
        const query = (c.req.query('query') ?? '').replaceAll(LANGUAGE, '').trim().toLowerCase();
        return view.youTrack.apps
          .list()
          .filter(({ name, title }) => [name, title].some((text) => text.toLowerCase().includes(query)));
      },
      workflowResource,
    ),
  );

  rest.get('/admin/workflows/:id', (c) =>
    show(c, (view) => workflowResource(view, appAt(view, param(c, 'id')))),
  );
}
