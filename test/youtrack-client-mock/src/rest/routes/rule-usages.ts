/** `/admin/projects/{id}/pluggableObjectUsages`: the rules of a project, and switching them off one by one. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { RuleUsage } from '../../engine/types.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import {
  bodyOf,
  checked,
  demand,
  demandBodyType,
  param,
  parseJson,
  read,
  show,
  showList,
} from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { projectAt } from '../lookup.ts';
import { RULE_USAGE_TYPE, ruleUsageResource } from '../resources/app.ts';

const USAGES = '/admin/projects/:id/pluggableObjectUsages';
const STANDING = { enabled: v.optional(v.boolean()), priority: v.optional(v.number()) };
const StandingSchema = v.looseObject(STANDING);
type Standing = v.InferOutput<typeof StandingSchema>;
const BulkSchema = v.array(v.looseObject({ id: v.string(), ...STANDING }));

export function addRuleUsageRoutes(rest: Hono<RestEnv>): void {
  rest.get(USAGES, (c) => showList(c, (view) => usagesIn(view, param(c, 'id')), ruleUsageResource));

  rest.put(USAGES, changeAll);

  rest.get(`${USAGES}/:usage`, (c) => show(c, (view) => ruleUsageResource(view, usageAt(view, c))));

  rest.post(`${USAGES}/:usage`, async (c) => {
    const standing = await bodyOf(c, StandingSchema, RULE_USAGE_TYPE);
    changeOne(c, read(c, (view) => usageAt(view, c)).id, standing);
    return show(c, (view) => ruleUsageResource(view, usageAt(view, c)));
  });
}

/** Several at once. @throws RestError 404 before any is changed. */
async function changeAll(c: RestContext): Promise<Response> {
  const written = checked(BulkSchema, parseJson(await c.req.text()));
  for (const one of written) demandBodyType(one, [RULE_USAGE_TYPE]);
  const known = read(c, (view) => usagesIn(view, param(c, 'id')));
  for (const { id } of written) if (!known.some((usage) => usage.id === id)) throw entityNotFound(id);
  for (const { id, ...standing } of written) changeOne(c, id, standing);
  return showList(c, (view) => usagesIn(view, param(c, 'id')), ruleUsageResource);
}

function changeOne(c: RestContext, id: string, { enabled, priority }: Standing): void {
  c.var.youTrack.apps.changeRule(id, {
    ...(enabled === undefined ? {} : { enabled }),
    ...(priority === undefined ? {} : { priority }),
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
