/** `/workItems`: the work on all issues that the user may see. */
import type { Hono } from 'hono';
import { numberOf, refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { may, param, show, showList } from '../context.ts';
import { badRequest, entityNotFound } from '../errors.ts';
import { byId, issueAt, userAt } from '../lookup.ts';
import { workItemResource, workItemsOf } from '../resources/work-item.ts';
import { searchIssues } from '../search-issues.ts';

const DAY_MS = 86_400_000;

type Test = (view: View, item: EntityId) => boolean;

export function addAllWorkRoutes(rest: Hono<RestEnv>): void {
  rest.get('/workItems', (c) => {
    const tests = [...timesFrom(c), ...peopleFrom(c)];
    return showList(
      c,
      (view) =>
        searchIssues(view, c.req.query('query') ?? '', null)
          .filter((issue) => may(view, 'READ_WORK_ITEM', refOf(view.tx, issue, 'project')))
          .flatMap((issue) => workItemsOf(view.tx, issue))
          .filter((item) => tests.every((test) => test(view, item))),
      workItemResource,
    );
  });

  rest.get('/workItems/:item', (c) =>
    show(c, (view) => {
      const id = param(c, 'item');
      const item = byId(view.tx, 'IssueWorkItem', id);
      const issue = item === undefined ? null : refOf(view.tx, item, 'issue');
      if (item === undefined || issue === null) throw entityNotFound(id);
      const project = refOf(view.tx, issueAt(view, issue), 'project');
      if (!may(view, 'READ_WORK_ITEM', project)) throw entityNotFound(id);
      return workItemResource(view, item);
    }),
  );
}

/** Both ends of an interval belong to it. @throws RestError 400 for what is no day or timestamp. */
function timesFrom(c: RestContext): Test[] {
  const within =
    (prop: string, from: number | undefined, to: number | undefined): Test =>
    ({ tx }, item) => {
      const at = numberOf(tx, item, prop);
      return at >= (from ?? Number.NEGATIVE_INFINITY) && at <= (to ?? Number.POSITIVE_INFINITY);
    };
  const endOfLast = dayFrom(c, 'endDate');
  return [
    within('date', dayFrom(c, 'startDate'), endOfLast === undefined ? undefined : endOfLast + DAY_MS - 1),
    within('date', timestampFrom(c, 'start'), timestampFrom(c, 'end')),
    within('created', timestampFrom(c, 'createdStart'), timestampFrom(c, 'createdEnd')),
    within('updated', timestampFrom(c, 'updatedStart'), timestampFrom(c, 'updatedEnd')),
  ];
}

/** Several values of a parameter are alternatives. */
function peopleFrom(c: RestContext): Test[] {
  return ['author', 'creator'].flatMap((prop) => {
    const names = c.req.queries(prop) ?? [];
    if (names.length === 0) return [];
    return [
      (view: View, item: EntityId) => names.some((name) => userAt(view, name) === refOf(view.tx, item, prop)),
    ];
  });
}

function dayFrom(c: RestContext, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day)) throw badRequest(`Incorrect date ${text}`);
  return day;
}

function timestampFrom(c: RestContext, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw badRequest(`Incorrect timestamp ${text}`);
  return Number(text);
}
