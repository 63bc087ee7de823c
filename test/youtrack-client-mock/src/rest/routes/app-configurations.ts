/** `/admin/projects/{id}/appConfigurations`: apps attached to a project and their settings there. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { AppUsage } from '../../engine/types.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestEnv, View } from '../context.ts';
import { bodyOf, demand, done, param, read, show, showList } from '../context.ts';
import { entityNotFound, fieldRequired } from '../errors.ts';
import { projectAt } from '../lookup.ts';
import { USAGE_TYPE, usageResource } from '../resources/app.ts';
import { settingsFrom } from './apps.ts';

const CONFIGURATIONS = '/admin/projects/:id/appConfigurations';
const AttachSchema = v.looseObject({
  app: v.optional(v.looseObject({ id: v.optional(v.string()), name: v.optional(v.string()) })),
});
const ConfigurationSchema = v.looseObject({
  enabled: v.optional(v.boolean()),
  projectSettings: v.optional(v.string()),
});

export function addAppConfigurationRoutes(rest: Hono<RestEnv>): void {
  rest.get(CONFIGURATIONS, (c) =>
    showList(
      c,
      (view) => view.youTrack.apps.usages({ project: administered(view, param(c, 'id')) }),
      usageResource,
    ),
  );

  rest.post(CONFIGURATIONS, async (c) => {
    const { app: mention } = await bodyOf(c, AttachSchema, USAGE_TYPE);
    const named = mention?.id ?? mention?.name;
    if (named === undefined) throw fieldRequired('app');
    const { app, project } = read(c, (view) => ({
      project: administered(view, param(c, 'id')),
      app: view.youTrack.apps.find(named),
    }));
    if (!app) throw entityNotFound(named);
    const usage = c.var.youTrack.apps.attach(app.name, project);
    return show(c, (view) => usageResource(view, usage));
  });

  rest.get(`${CONFIGURATIONS}/:usage`, (c) =>
    show(c, (view) => usageResource(view, usageAt(view, param(c, 'id'), param(c, 'usage')))),
  );

  rest.post(`${CONFIGURATIONS}/:usage`, async (c) => {
    const written = await bodyOf(c, ConfigurationSchema, USAGE_TYPE);
    const usage = read(c, (view) => usageAt(view, param(c, 'id'), param(c, 'usage')));
    const { apps } = c.var.youTrack;
    if (written.projectSettings !== undefined) {
      apps.mergeSettings(usage.app, usage.project, settingsFrom('projectSettings', written.projectSettings));
    }
    if (written.enabled !== undefined) apps.setUsageEnabled(usage.id, written.enabled);
    return show(c, (view) => usageResource(view, usageAt(view, param(c, 'id'), usage.id)));
  });

  rest.delete(`${CONFIGURATIONS}/:usage`, (c) => {
    const usage = read(c, (view) => usageAt(view, param(c, 'id'), param(c, 'usage')));
    c.var.youTrack.apps.detach(usage.id);
    return done(c);
  });
}

/** @throws RestError 404 for a project that can't be seen, 403 for one that the user doesn't administer. */
function administered(view: View, projectId: string): EntityId {
  const project = projectAt(view, projectId);
  demand(view, 'UPDATE_PROJECT', project);
  return project;
}

function usageAt(view: View, projectId: string, id: string): AppUsage {
  const project = administered(view, projectId);
  const usage = view.youTrack.apps.usages({ project }).find((one) => one.id === id);
  if (!usage) throw entityNotFound(id);
  return usage;
}
