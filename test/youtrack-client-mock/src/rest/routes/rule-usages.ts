/** `/admin/projects/{id}/pluggableObjectUsages`: the rules of a project, and switching them off one by one. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { RuleUsage } from '../../engine/types.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, demand, param, read, show, showList } from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { projectAt } from '../lookup.ts';
import { ruleUsageResource } from '../resources/app.ts';

const USAGES = '/admin/projects/:id/pluggableObjectUsages';
const StandingSchema = v.looseObject({
  enabled: v.optional(v.boolean()),
  priority: v.optional(v.number()),
});

export function addRuleUsageRoutes(rest: Hono<RestEnv>): void {
  rest.get(USAGES, (c) => showList(c, (view) => usagesIn(view, param(c, 'id')), ruleUsageResource));

  rest.get(`${USAGES}/:usage`, (c) => show(c, (view) => ruleUsageResource(view, usageAt(view, c))));

  rest.post(`${USAGES}/:usage`, async (c) => {
    const { enabled, priority } = await bodyOf(c, StandingSchema);
    const { id } = read(c, (view) => usageAt(view, c));
    c.var.youTrack.apps.changeRule(id, {
      ...(enabled === undefined ? {} : { enabled }),
      ...(priority === undefined ? {} : { priority }),
    });
    return show(c, (view) => ruleUsageResource(view, usageAt(view, c)));
  });
}

/** @throws RestError 404 or 403. */
function usagesIn(view: View, projectId: string): readonly RuleUsage[] {
  const project = projectAt(view, projectId);
  demand(view, 'UPDATE_PROJECT', project);
  return view.youTrack.apps.ruleUsages(project);
}

function usageAt(view: View, c: RestContext): RuleUsage {
  const id = param(c, 'usage');
  const found = usagesIn(view, param(c, 'id')).find((usage) => usage.id === id);
  if (!found) throw entityNotFound(id);
  return found;
}
