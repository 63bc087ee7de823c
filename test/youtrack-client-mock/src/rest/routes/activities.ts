/** `/activities` and `/activitiesPage`, of one issue or article or of all issues: what happened, by category. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { canSeePart } from '../../model/access.ts';
import { kindOf } from '../../model/documents.ts';
import { numberOf, refOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { may, param, read, show, showList } from '../context.ts';
import { badRequest, entityNotFound } from '../errors.ts';
import { byId, userAt } from '../lookup.ts';
import { readPage } from '../paging.ts';
import { activityResource, categoryOf, happenedTo } from '../resources/activity.ts';
import { searchIssues } from '../search-issues.ts';
import { ARTICLES, ISSUES } from './document-place.ts';

const PartsSchema = v.array(v.object({ ref: v.string() }));

interface Filter {
  readonly categories: ReadonlySet<string>;
  readonly start: number;
  readonly end: number;
  /** Empty: everybody. */
  readonly author: string;
  readonly reverse: boolean;
}

/** The issues or articles whose activities are meant. */
type Documents = (view: View) => readonly EntityId[];

export function addActivityRoutes(rest: Hono<RestEnv>): void {
  for (const { path, documentAt } of [ISSUES, ARTICLES]) {
    addFeed(rest, `${path}/activities`, (c) => (view) => [documentAt(view, param(c, 'id'))]);
  }
  addFeed(rest, '/activities', (c) => (view) => searchIssues(view, c.req.query('issueQuery') ?? '', null));
}

function addFeed(rest: Hono<RestEnv>, path: string, documentsOf: (c: RestContext) => Documents): void {
  rest.get(path, (c) => {
    const filter = filterFrom(c);
    return showList(c, (view) => activitiesOf(view, documentsOf(c)(view), filter), activityResource);
  });

  rest.get(`${path}Page`, (c) => {
    const filter = filterFrom(c);
    const { top: size } = readPage(undefined, c.req.query('$top'));
    const all = read(c, (view) => activitiesOf(view, documentsOf(c)(view), filter));
    const { from, to } = bounds(all, size, c.req.query('cursor') ?? '');
    const shown = all.slice(from, to);
    const [first, last] = [shown[0], shown.at(-1)];
    return show(c, (view) => ({
      $type: 'ActivityCursorPage',
      id: param(c, 'id'),
      attributes: {
        reverse: () => filter.reverse,
        hasBefore: () => from > 0,
        hasAfter: () => to < all.length,
        beforeCursor: () => (first === undefined ? null : `before:${first}`),
        afterCursor: () => (last === undefined ? null : `after:${last}`),
        activities: () => shown.map((id) => activityResource(view, id)),
      },
    }));
  });

  rest.get(`${path}/:activity`, (c) =>
    show(c, (view) => {
      const id = param(c, 'activity');
      const activity = byId(view.tx, 'Activity', id);
      const document = activity === undefined ? null : happenedTo(view.tx, activity);
      if (activity === undefined || document === null || !documentsOf(c)(view).includes(document)) {
        throw entityNotFound(id);
      }
      if (!isShown(view, activity)) throw entityNotFound(id);
      return activityResource(view, activity);
    }),
  );
}

/**
 * @param cursor names the activity that the page ends before or begins after; empty: the first page.
 * @throws RestError 400 for one that was not answered by an earlier page.
 */
function bounds(
  all: readonly EntityId[],
  size: number,
  cursor: string,
): { readonly from: number; readonly to: number } {
  if (cursor === '') return { from: 0, to: size };
  const [side, id = ''] = cursor.split(':');
  const at = all.indexOf(id);
  if (at < 0 || (side !== 'before' && side !== 'after')) throw badRequest(`Incorrect cursor ${cursor}`);
  return side === 'after' ? { from: at + 1, to: at + 1 + size } : { from: Math.max(0, at - size), to: at };
}

/** Oldest first, unless they are asked for in reverse; without what the user may not see. */
function activitiesOf(view: View, documents: readonly EntityId[], filter: Filter): readonly EntityId[] {
  const { tx } = view;
  const wanted = filter.author === '' ? undefined : userAt(view, filter.author);
  const found = documents
    .flatMap((document) => [...tx.find('Activity', kindOf(tx, document).owner, { ref: document })])
    .filter((id) => {
      const at = numberOf(tx, id, 'timestamp');
      const category = categoryOf(tx, id);
      const isTheirs = wanted === undefined || refOf(tx, id, 'author') === wanted;
      const isInTime = at >= filter.start && at <= filter.end;
      return isTheirs && isInTime && category !== undefined && filter.categories.has(category);
    })
    .filter((id) => isShown(view, id))
    .sort((a, b) => numberOf(tx, a, 'timestamp') - numberOf(tx, b, 'timestamp'));
  return filter.reverse ? found.reverse() : found;
}

/** Of what was added and is gone by now, only that there was something. */
function isShown(view: View, activity: EntityId): boolean {
  const { tx, user } = view;
  const field = textOf(tx, activity, 'field');
  const document = happenedTo(tx, activity);
  if (field === 'workItems')
    return may(view, 'READ_WORK_ITEM', document === null ? null : refOf(tx, document, 'project'));
  if (field !== 'comments' && field !== 'attachments') return true;
  const parts = v.parse(PartsSchema, JSON.parse(textOf(tx, activity, 'added')));
  return parts.every(({ ref }) => !tx.exists(ref) || canSeePart(tx, user, ref));
}

function filterFrom(c: RestContext): Filter {
  return {
    categories: categoriesFrom(c),
    start: timestampFrom(c, 'start') ?? 0,
    end: timestampFrom(c, 'end') ?? Number.POSITIVE_INFINITY,
    author: c.req.query('author') ?? '',
    reverse: c.req.query('reverse') === 'true',
  };
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
