/** `/issues/{id}/timeTracking/workItems`: work that was done on an issue. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { parsePeriod } from '../../model/period.ts';
import { refOf } from '../../model/props.ts';
import type { EntityId, Value } from '../../model/types.ts';
import { workItemTypesOf } from '../../model/work-item-types.ts';
import { MentionSchema } from '../change/visibility.ts';
import type { RestEnv, View } from '../context.ts';
import { bodyOf, change, demand, done, param, show, showList } from '../context.ts';
import { badRequest, entityNotFound, fieldRequired } from '../errors.ts';
import type { Mention } from '../lookup.ts';
import { byId, issueAt, mentionedById, mentionedUser } from '../lookup.ts';
import { workItemResource, workItemsOf } from '../resources/work-item.ts';

const PATH = '/issues/:id/timeTracking/workItems';
const DAY_MS = 86_400_000;

const WorkItemSchema = v.looseObject({
  duration: v.optional(
    v.union([
      v.looseObject({ minutes: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
      v.looseObject({ presentation: v.string() }),
    ]),
  ),
  date: v.optional(v.pipe(v.number(), v.integer())),
  text: v.optional(v.nullable(v.string())),
  author: v.optional(v.looseObject({ id: v.optional(v.string()), login: v.optional(v.string()) })),
  type: v.optional(v.nullable(MentionSchema)),
});
type WorkItemWrite = v.InferOutput<typeof WorkItemSchema>;

export function addWorkItemRoutes(rest: Hono<RestEnv>): void {
  rest.get(PATH, (c) =>
    showList(
      c,
      (view) => {
        const issue = issueAt(view, param(c, 'id'));
        demand(view, 'READ_WORK_ITEM', refOf(view.tx, issue, 'project'));
        return workItemsOf(view.tx, issue);
      },
      workItemResource,
    ),
  );

  rest.get('/issues/:id/timeTracking', (c) =>
    show(c, (view) => {
      const issue = issueAt(view, param(c, 'id'));
      demand(view, 'READ_WORK_ITEM', refOf(view.tx, issue, 'project'));
      return {
        $type: 'IssueTimeTracker',
        id: issue,
        attributes: {
          enabled: () => true,
          workItems: () => workItemsOf(view.tx, issue).map((item) => workItemResource(view, item)),
        },
      };
    }),
  );

  rest.post(PATH, async (c) => {
    const written = await bodyOf(c, WorkItemSchema, 'IssueWorkItem');
    const item = await change(c, (view) => {
      const { tx, user, youTrack } = view;
      const issue = issueAt(view, param(c, 'id'));
      demandUpdate(view, issue);
      if (written.duration === undefined) throw fieldRequired('duration');
      return tx.create('IssueWorkItem', {
        issue: { ref: issue },
        author: { ref: written.author ? mentionedUser(tx, written.author) : user },
        creator: { ref: user },
        type: typeFrom(view, issue, written.type ?? null),
        description: written.text ?? '',
        duration: minutesOf(written.duration),
        date: dayOf(written.date ?? youTrack.now()),
        created: youTrack.now(),
        updated: youTrack.now(),
      });
    });
    return show(c, (view) => workItemResource(view, item));
  });

  rest.get(`${PATH}/:item`, (c) =>
    show(c, (view) => workItemResource(view, itemAt(view, param(c, 'id'), param(c, 'item')))),
  );

  rest.post(`${PATH}/:item`, async (c) => {
    const written = await bodyOf(c, WorkItemSchema, 'IssueWorkItem');
    const item = await change(c, (view) => {
      const found = itemAt(view, param(c, 'id'), param(c, 'item'));
      const issue = issueAt(view, param(c, 'id'));
      demandUpdate(view, issue);
      if (written.type !== undefined) view.tx.set(found, 'type', typeFrom(view, issue, written.type));
      if (written.text !== undefined) view.tx.set(found, 'description', written.text ?? '');
      if (written.duration !== undefined) view.tx.set(found, 'duration', minutesOf(written.duration));
      if (written.date !== undefined) view.tx.set(found, 'date', dayOf(written.date));
      if (written.author) view.tx.set(found, 'author', { ref: mentionedUser(view.tx, written.author) });
      view.tx.set(found, 'updated', view.youTrack.now());
      return found;
    });
    return show(c, (view) => workItemResource(view, item));
  });

  rest.delete(`${PATH}/:item`, async (c) => {
    await change(c, (view) => {
      const found = itemAt(view, param(c, 'id'), param(c, 'item'));
      demandUpdate(view, issueAt(view, param(c, 'id')));
      view.tx.remove(found);
    });
    return done(c);
  });
}

function demandUpdate(view: View, issue: EntityId): void {
  demand(view, 'UPDATE_WORK_ITEM', refOf(view.tx, issue, 'project'));
}

function itemAt(view: View, issueId: string, id: string): EntityId {
  const issue = issueAt(view, issueId);
  const item = byId(view.tx, 'IssueWorkItem', id);
  if (item === undefined || refOf(view.tx, item, 'issue') !== issue) throw entityNotFound(id);
  return item;
}

/** @throws RestError 400 or 404 for a type that the issue's project does not offer. */
function typeFrom({ tx }: View, issue: EntityId, mention: Mention | null): Value {
  if (mention === null) return null;
  const project = refOf(tx, issue, 'project');
  const offered = project === null ? [] : workItemTypesOf(tx, project);
  const id = mention.id === undefined ? undefined : mentionedById(tx, 'WorkItemType', mention.id);
  const found = offered.find((one) => (id === undefined ? tx.get(one, 'name') === mention.name : one === id));
  if (found === undefined) throw entityNotFound(mention.id ?? mention.name ?? 'of a type of work');
  return { ref: found };
}

function minutesOf(duration: NonNullable<WorkItemWrite['duration']>): number {
  const minutes = 'minutes' in duration ? duration.minutes : parsePeriod(duration.presentation);
  if (typeof minutes !== 'number') throw badRequest('The duration must be a period such as "1h 30m"');
  return minutes;
}

/** The time part is cut off: work is done on a day. */
function dayOf(moment: number): number {
  return Math.floor(moment / DAY_MS) * DAY_MS;
}
