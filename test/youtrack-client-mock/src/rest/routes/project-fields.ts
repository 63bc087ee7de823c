/** `/admin/projects/{id}/customFields`: which custom fields a project has. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { projectFields } from '../../model/field-types.ts';
import { refOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestEnv, View } from '../context.ts';
import { administer, bodyOf, change, demand, done, param, show, showList } from '../context.ts';
import { badRequest, entityNotFound, fieldRequired, serverError } from '../errors.ts';
import { byId, mentionedById, projectAt } from '../lookup.ts';
import { projectFieldResource, typeOfField } from '../resources/custom-field.ts';
import { visibleFields } from '../resources/project.ts';

const EntitySchema = v.looseObject({ id: v.string() });
const ProjectFieldSchema = v.looseObject({
  $type: v.optional(v.string()),
  field: v.optional(EntitySchema),
  bundle: v.optional(v.nullable(EntitySchema)),
  canBeEmpty: v.optional(v.boolean()),
  emptyFieldText: v.optional(v.nullable(v.string())),
});
type ProjectFieldWrite = v.InferOutput<typeof ProjectFieldSchema>;

export function addProjectFieldRoutes(rest: Hono<RestEnv>): void {
  rest.get('/admin/projects/:id/customFields', (c) =>
    showList(
      c,
      (view) => visibleFields(view, projectAt(view, param(c, 'id'))),
      (view, field) => projectFieldResource(view, field.id),
    ),
  );

  rest.post('/admin/projects/:id/customFields', async (c) => {
    const written = await bodyOf(c, ProjectFieldSchema);
    const field = await change(c, (view) => addField(view, projectAt(view, param(c, 'id')), written));
    return show(c, (view) => projectFieldResource(view, field));
  });

  rest.get('/admin/projects/:id/customFields/:field', (c) =>
    show(c, (view) =>
      projectFieldResource(view, fieldAt(view, projectAt(view, param(c, 'id')), param(c, 'field'))),
    ),
  );

  rest.post('/admin/projects/:id/customFields/:field', async (c) => {
    const written = await bodyOf(c, ProjectFieldSchema);
    const field = await change(c, (view) => {
      const project = projectAt(view, param(c, 'id'));
      demand(view, 'UPDATE_PROJECT', project);
      const found = fieldAt(view, project, param(c, 'field'));
      if (written.canBeEmpty !== undefined) view.tx.set(found, 'canBeEmpty', written.canBeEmpty);
      if (written.emptyFieldText !== undefined) view.tx.set(found, 'emptyFieldText', written.emptyFieldText);
      return found;
    });
    return show(c, (view) => projectFieldResource(view, field));
  });

  rest.delete('/admin/projects/:id/customFields/:field', (c) => {
    administer(c, (view) => {
      const project = projectAt(view, param(c, 'id'));
      demand(view, 'UPDATE_PROJECT', project);
      removeField(view, project, fieldAt(view, project, param(c, 'field')));
    });
    return done(c);
  });
}

/** @throws RestError 400, or 500 for a `$type` that isn't the field's, as recorded. */
function addField(view: View, project: EntityId, written: ProjectFieldWrite): EntityId {
  const { tx } = view;
  demand(view, 'UPDATE_PROJECT', project);
  if (!written.field) throw fieldRequired('field');
  const field = mentionedById(tx, 'CustomField', written.field.id);
  const type = typeOfField(view, field);
  if (written.$type !== undefined && written.$type !== type?.projectType) {
    throw serverError(`The field is no ${written.$type}`);
  }
  const existing = projectFields(tx, project);
  if (existing.some((one) => one.field === field)) {
    throw badRequest(`The project has the field ${textOf(tx, field, 'name')} already`);
  }
  const bundle = written.bundle ? mentionedById(tx, 'Bundle', written.bundle.id) : null;
  if (
    bundle === null ? type?.bundle && type.bundle !== 'user' : type?.bundle !== tx.get(bundle, 'bundleType')
  ) {
    throw badRequest('A bundle of the type of the field is required');
  }
  return tx.create('ProjectCustomField', {
    project: { ref: project },
    field: { ref: field },
    bundle: bundle === null ? null : { ref: bundle },
    canBeEmpty: written.canBeEmpty ?? true,
    emptyFieldText: written.emptyFieldText ?? null,
    ordinal: existing.length,
    defaultValues: [],
  });
}

/** The values go with the field; that is no change of the issues. */
function removeField({ tx }: View, project: EntityId, id: EntityId): void {
  const field = refOf(tx, id, 'field');
  if (field !== null) {
    const prop = `field:${textOf(tx, field, 'name')}`;
    for (const issue of [...tx.find('Issue', 'project', { ref: project })]) {
      if (tx.get(issue, prop) !== undefined) tx.set(issue, prop, null);
    }
  }
  tx.remove(id);
}

function fieldAt({ tx }: View, project: EntityId, id: string): EntityId {
  const field = byId(tx, 'ProjectCustomField', id);
  if (field === undefined || refOf(tx, field, 'project') !== project) throw entityNotFound(id);
  return field;
}
