/** `/admin/customFieldSettings`: custom fields of the whole instance and their types. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { isFieldTypeId } from '../../model/field-types.ts';
import { FIELD_TYPES } from '../../model/types.ts';
import { NameSchema, RenameSchema, removeField, renameField } from '../change/field-settings.ts';
import type { RestEnv } from '../context.ts';
import { administer, bodyOf, change, demand, done, param, show, showList } from '../context.ts';
import { badRequest } from '../errors.ts';
import { mentionedById } from '../lookup.ts';
import { customFieldResource, fieldTypeResource, projectFieldResource } from '../resources/custom-field.ts';

const SETTINGS = '/admin/customFieldSettings';
const FieldSchema = v.looseObject({ name: NameSchema, fieldType: v.looseObject({ id: v.string() }) });

export function addFieldSettingsRoutes(rest: Hono<RestEnv>): void {
  rest.get(`${SETTINGS}/types`, (c) =>
    showList(
      c,
      () => FIELD_TYPES,
      (_, id) => fieldTypeResource(id),
    ),
  );
  addFields(rest);
}

function addFields(rest: Hono<RestEnv>): void {
  const path = `${SETTINGS}/customFields`;

  rest.get(path, (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'READ_PROJECT', 'any');
        return view.tx.all('CustomField');
      },
      customFieldResource,
    ),
  );

  rest.get(`${path}/:id`, (c) =>
    show(c, (view) => {
      demand(view, 'READ_PROJECT', 'any');
      return customFieldResource(view, mentionedById(view.tx, 'CustomField', param(c, 'id')));
    }),
  );

  rest.get(`${path}/:id/instances`, (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'READ_PROJECT', 'any');
        const field = mentionedById(view.tx, 'CustomField', param(c, 'id'));
        return view.tx.find('ProjectCustomField', 'field', { ref: field });
      },
      projectFieldResource,
    ),
  );

  rest.post(`${path}/:id`, async (c) => {
    const { name } = await bodyOf(c, RenameSchema, 'CustomField');
    const field = administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      const found = mentionedById(view.tx, 'CustomField', param(c, 'id'));
      renameField(view.tx, found, name);
      return found;
    });
    return show(c, (view) => customFieldResource(view, field));
  });

  rest.delete(`${path}/:id`, (c) => {
    administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      removeField(view.tx, mentionedById(view.tx, 'CustomField', param(c, 'id')));
    });
    return done(c);
  });

  rest.post(path, async (c) => {
    const { name, fieldType } = await bodyOf(c, FieldSchema, 'CustomField');
    if (!isFieldTypeId(fieldType.id)) throw badRequest(`There is no field type ${fieldType.id}`);
    const field = await change(c, (view) => {
      demand(view, 'UPDATE_PROJECT', 'any');
      for (const _ of view.tx.find('CustomField', 'name', name)) {
        throw badRequest(`There is a custom field ${name} already`, 'invalid_properties');
      }
      return view.tx.create('CustomField', { name, fieldType: fieldType.id });
    });
    return show(c, (view) => customFieldResource(view, field));
  });
}
