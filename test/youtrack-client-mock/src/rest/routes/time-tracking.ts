/** `/admin/timeTrackingSettings` and those of a project: the types of work. Time is tracked in every project. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { EntityId } from '../../model/types.ts';
import { workItemTypesOf } from '../../model/work-item-types.ts';
import type { RestEnv, View } from '../context.ts';
import { administer, bodyOf, demand, done, param, show, showList } from '../context.ts';
import { badRequest, entityNotFound, fieldRequired } from '../errors.ts';
import { mentionedById, projectAt } from '../lookup.ts';
import type { Resource } from '../render.ts';
import { projectReference } from '../resources/project-reference.ts';
import { workItemTypeResource } from '../resources/work-item.ts';

const ALL = '/admin/timeTrackingSettings';
const OWN = '/admin/projects/:id/timeTrackingSettings';

/** Monday to Friday, eight hours a day: what periods are counted in. */
const WORK_TIME: Resource = {
  $type: 'WorkTimeSettings',
  id: 'workTimeSettings',
  attributes: {
    minutesADay: () => 480,
    workDays: () => [1, 2, 3, 4, 5],
    firstDayOfWeek: () => 1,
    daysAWeek: () => 5,
  },
};

const TypeSchema = v.looseObject({ name: v.optional(v.string()), autoAttached: v.optional(v.boolean()) });
const MentionedTypeSchema = v.looseObject({ id: v.string() });

export function addTimeTrackingRoutes(rest: Hono<RestEnv>): void {
  addSettings(rest);
  addTypes(rest);
  addTypesOfProject(rest);
}

function addSettings(rest: Hono<RestEnv>): void {
  rest.get(ALL, (c) =>
    show(c, (view) => ({
      $type: 'GlobalTimeTrackingSettings',
      id: 'timeTrackingSettings',
      attributes: {
        workItemTypes: () => [...view.tx.all('WorkItemType')].map((type) => workItemTypeResource(view, type)),
        workTimeSettings: () => WORK_TIME,
        attributePrototypes: () => [],
      },
    })),
  );

  rest.get(`${ALL}/workTimeSettings`, (c) => show(c, () => WORK_TIME));

  rest.get(OWN, (c) =>
    show(c, (view) => {
      const project = projectAt(view, param(c, 'id'));
      return {
        $type: 'ProjectTimeTrackingSettings',
        id: project,
        attributes: {
          enabled: () => true,
          estimate: () => null,
          timeSpent: () => null,
          project: () => projectReference(view, project),
          workItemTypes: () =>
            workItemTypesOf(view.tx, project).map((type) => workItemTypeResource(view, type)),
          attributes: () => [],
        },
      };
    }),
  );
}

function addTypes(rest: Hono<RestEnv>): void {
  const path = `${ALL}/workItemTypes`;
  rest.get(path, (c) => showList(c, (view) => view.tx.all('WorkItemType'), workItemTypeResource));

  rest.post(path, async (c) => {
    const { name, autoAttached = false } = await bodyOf(c, TypeSchema, 'WorkItemType');
    const type = administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      const made = view.tx.create('WorkItemType', { name: freeName(view, name), autoAttached });
      // Projects that have chosen get what attaches itself, too; the others have it already.
      for (const project of autoAttached ? view.tx.all('Project') : []) {
        const chosen = workItemTypesOf(view.tx, project);
        if (!chosen.includes(made)) choose(view, project, [...chosen, made]);
      }
      return made;
    });
    return show(c, (view) => workItemTypeResource(view, type));
  });

  rest.get(`${path}/:type`, (c) =>
    show(c, (view) => workItemTypeResource(view, mentionedById(view.tx, 'WorkItemType', param(c, 'type')))),
  );

  rest.post(`${path}/:type`, async (c) => {
    const { name, autoAttached } = await bodyOf(c, TypeSchema, 'WorkItemType');
    const type = administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      const found = mentionedById(view.tx, 'WorkItemType', param(c, 'type'));
      if (name !== undefined && name !== view.tx.get(found, 'name')) {
        view.tx.set(found, 'name', freeName(view, name));
      }
      if (autoAttached !== undefined) view.tx.set(found, 'autoAttached', autoAttached);
      return found;
    });
    return show(c, (view) => workItemTypeResource(view, type));
  });

  rest.delete(`${path}/:type`, (c) => {
    administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      view.tx.remove(mentionedById(view.tx, 'WorkItemType', param(c, 'type')));
    });
    return done(c);
  });
}

function addTypesOfProject(rest: Hono<RestEnv>): void {
  const path = `${OWN}/workItemTypes`;
  rest.get(path, (c) =>
    showList(c, (view) => workItemTypesOf(view.tx, projectAt(view, param(c, 'id'))), workItemTypeResource),
  );

  rest.post(path, async (c) => {
    const { id } = await bodyOf(c, MentionedTypeSchema, 'WorkItemType');
    const type = administer(c, (view) => {
      const project = projectAt(view, param(c, 'id'));
      demand(view, 'UPDATE_PROJECT', project);
      const added = mentionedById(view.tx, 'WorkItemType', id);
      choose(view, project, [...workItemTypesOf(view.tx, project).filter((one) => one !== added), added]);
      return added;
    });
    return show(c, (view) => workItemTypeResource(view, type));
  });

  rest.get(`${path}/:type`, (c) =>
    show(c, (view) => workItemTypeResource(view, typeOf(view, param(c, 'id'), param(c, 'type')))),
  );

  rest.delete(`${path}/:type`, (c) => {
    administer(c, (view) => {
      const project = projectAt(view, param(c, 'id'));
      demand(view, 'UPDATE_PROJECT', project);
      const removed = typeOf(view, param(c, 'id'), param(c, 'type'));
      choose(
        view,
        project,
        workItemTypesOf(view.tx, project).filter((one) => one !== removed),
      );
    });
    return done(c);
  });
}

function choose({ tx }: View, project: EntityId, types: readonly EntityId[]): void {
  tx.set(
    project,
    'workItemTypes',
    types.map((ref) => ({ ref })),
  );
}

function typeOf(view: View, project: string, id: string): EntityId {
  if (!workItemTypesOf(view.tx, projectAt(view, project)).includes(id)) throw entityNotFound(id);
  return id;
}

/** @throws RestError 400 without a name, or with one that is taken. */
function freeName({ tx }: View, name: string | undefined): string {
  const trimmed = name?.trim() ?? '';
  if (trimmed === '') throw fieldRequired('name');
  for (const _taken of tx.find('WorkItemType', 'name', trimmed)) {
    throw badRequest(`There is a type of work called ${trimmed} already`, 'invalid_properties');
  }
  return trimmed;
}
