/** `/admin/customFieldSettings`: custom fields and bundles of the whole instance. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { BundleType } from '../../model/field-types.ts';
import { BUNDLES, isBundleType, isFieldTypeId } from '../../model/field-types.ts';
import { inOrder, refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { FIELD_TYPES } from '../../model/types.ts';
import { changeElement, ElementChangeSchema, removeField, renameField } from '../change/field-settings.ts';
import type { RestEnv, View } from '../context.ts';
import { administer, bodyOf, change, demand, done, param, show, showList } from '../context.ts';
import { badRequest, entityNotFound, fieldRequired } from '../errors.ts';
import { mentionedById } from '../lookup.ts';
import {
  bundleResource,
  bundlesOf,
  customFieldResource,
  elementResource,
  fieldTypeResource,
} from '../resources/custom-field.ts';

const SETTINGS = '/admin/customFieldSettings';
const NameSchema = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
const ElementSchema = v.looseObject({
  name: NameSchema,
  description: v.optional(v.nullable(v.string())),
  isResolved: v.optional(v.boolean(), false),
});
const BundleSchema = v.looseObject({ name: NameSchema, values: v.optional(v.array(ElementSchema), []) });
const RenameSchema = v.looseObject({ name: NameSchema });
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
  addBundles(rest);
  addValues(rest);
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

  rest.post(`${path}/:id`, async (c) => {
    const { name } = await bodyOf(c, RenameSchema);
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
    const { name, fieldType } = await bodyOf(c, FieldSchema);
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

function addBundles(rest: Hono<RestEnv>): void {
  const path = `${SETTINGS}/bundles/:type`;

  rest.get(path, (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'READ_PROJECT', 'any');
        return bundlesOf(view, typeFrom(param(c, 'type')));
      },
      bundleResource,
    ),
  );

  rest.post(path, async (c) => {
    const type = typeFrom(param(c, 'type'));
    const { name, values } = await bodyOf(c, BundleSchema);
    const bundle = await change(c, ({ tx, ...view }) => {
      demand({ tx, ...view }, 'UPDATE_PROJECT', 'any');
      const made = tx.create('Bundle', { name, bundleType: type });
      for (const value of values) addElement({ tx }, made, value);
      return made;
    });
    return show(c, (view) => bundleResource(view, bundle));
  });

  rest.get(`${path}/:id`, (c) =>
    show(c, (view) => {
      demand(view, 'READ_PROJECT', 'any');
      return bundleResource(view, bundleAt(view, param(c, 'type'), param(c, 'id')));
    }),
  );

  rest.get(`${path}/:id/values`, (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'READ_PROJECT', 'any');
        const bundle = bundleAt(view, param(c, 'type'), param(c, 'id'));
        return inOrder(view.tx, view.tx.find('BundleElement', 'bundle', { ref: bundle }));
      },
      elementResource,
    ),
  );

  rest.post(`${path}/:id/values`, async (c) => {
    const value = await bodyOf(c, ElementSchema);
    if (typeFrom(param(c, 'type')) === 'user') throw fieldRequired('user');
    const element = await change(c, (view) => {
      demand(view, 'UPDATE_PROJECT', 'any');
      return addElement(view, bundleAt(view, param(c, 'type'), param(c, 'id')), value);
    });
    return show(c, (view) => elementResource(view, element));
  });
}

function addValues(rest: Hono<RestEnv>): void {
  const path = `${SETTINGS}/bundles/:type/:id/values/:value`;

  rest.post(path, async (c) => {
    const written = await bodyOf(c, ElementChangeSchema);
    const element = administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', 'any');
      const found = elementAt(view, bundleAt(view, param(c, 'type'), param(c, 'id')), param(c, 'value'));
      changeElement(view.tx, found, written);
      return found;
    });
    return show(c, (view) => elementResource(view, element));
  });

  rest.delete(path, (c) => {
    administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', 'any');
      view.tx.remove(elementAt(view, bundleAt(view, param(c, 'type'), param(c, 'id')), param(c, 'value')));
    });
    return done(c);
  });
}

function elementAt({ tx }: View, bundle: EntityId, id: string): EntityId {
  const element = mentionedById(tx, 'BundleElement', id);
  if (refOf(tx, element, 'bundle') !== bundle) throw entityNotFound(id);
  return element;
}

/** At the end. @throws RestError 400 when the bundle has a value of that name. */
function addElement(
  { tx }: Pick<View, 'tx'>,
  bundle: EntityId,
  value: v.InferOutput<typeof ElementSchema>,
): EntityId {
  const others = [...tx.find('BundleElement', 'bundle', { ref: bundle })];
  if (others.some((id) => tx.get(id, 'name') === value.name)) {
    throw badRequest(`The bundle has a value ${value.name} already`, 'invalid_properties');
  }
  return tx.create('BundleElement', {
    bundle: { ref: bundle },
    name: value.name,
    description: value.description ?? null,
    ordinal: others.length,
    archived: false,
    isResolved: value.isResolved,
    colorId: '0',
  });
}

function typeFrom(text: string): BundleType {
  if (!isBundleType(text)) throw entityNotFound(`${text} (one of ${Object.keys(BUNDLES).join(', ')})`);
  return text;
}

function bundleAt(view: View, type: string, id: string): EntityId {
  const bundle = mentionedById(view.tx, 'Bundle', id);
  if (view.tx.get(bundle, 'bundleType') !== typeFrom(type)) throw entityNotFound(id);
  return bundle;
}
