/** `/issues/{id}/activities`: what happened to an issue, by category. */
import type { Hono } from 'hono';
import { numberOf, refOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { param, showList } from '../context.ts';
import { badRequest } from '../errors.ts';
import { issueAt, userAt } from '../lookup.ts';
import { activityResource, categoryOf } from '../resources/activity.ts';

export function addActivityRoutes(rest: Hono<RestEnv>): void {
  rest.get('/issues/:id/activities', (c) => {
    const categories = categoriesFrom(c);
    const start = timestampFrom(c, 'start') ?? 0;
    const end = timestampFrom(c, 'end') ?? Number.POSITIVE_INFINITY;
    const author = c.req.query('author') ?? '';
    return showList(
      c,
      (view) => {
        const wanted = author === '' ? undefined : userAt(view, author);
        const found = activitiesOf(view, issueAt(view, param(c, 'id'))).filter((id) => {
          const at = numberOf(view.tx, id, 'timestamp');
          const category = categoryOf(textOf(view.tx, id, 'field'));
          const isTheirs = wanted === undefined || refOf(view.tx, id, 'author') === wanted;
          return isTheirs && category !== undefined && categories.has(category) && at >= start && at <= end;
        });
        return c.req.query('reverse') === 'true' ? found.reverse() : found;
      },
      activityResource,
    );
  });
}

/** Oldest first. */
function activitiesOf({ tx }: View, issue: EntityId): EntityId[] {
  return [...tx.find('Activity', 'issue', { ref: issue })]
    .filter((id) => refOf(tx, id, 'issue') === issue)
    .sort((a, b) => numberOf(tx, a, 'timestamp') - numberOf(tx, b, 'timestamp'));
}

/** @throws RestError 400 as recorded when none is named. */
function categoriesFrom(c: RestContext): ReadonlySet<string> {
  const names = (c.req.query('categories') ?? '').split(',').map((name) => name.trim());
  const categories = new Set(names.filter((name) => name !== ''));
  if (categories.size === 0) throw badRequest('No requested categories specified as a filter parameter');
  return categories;
}

/** @throws RestError 400 as recorded for what is no number. */
function timestampFrom(c: RestContext, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined || text === '') return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`Incorrect timestamp ${text}`);
  return Number(text);
}
