/** `/admin/customFieldSettings/bundles`: sets of values for custom fields, and their values. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { BundleType } from '../../model/field-types.ts';
import { BUNDLES, isBundleType } from '../../model/field-types.ts';
import { inOrder, refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import {
  changeElement,
  ElementChangeSchema,
  ElementSchema,
  NameSchema,
  RenameSchema,
  removeBundle,
} from '../change/field-settings.ts';
import type { RestEnv, View } from '../context.ts';
import { administer, bodyOf, change, demand, done, param, show, showList } from '../context.ts';
import { badRequest, entityNotFound, fieldRequired } from '../errors.ts';
import { mentionedById } from '../lookup.ts';
import { bundleResource, bundlesOf, elementResource } from '../resources/custom-field.ts';

const PATH = '/admin/customFieldSettings/bundles/:type';
const BundleSchema = v.looseObject({ name: NameSchema, values: v.optional(v.array(ElementSchema), []) });

export function addBundleRoutes(rest: Hono<RestEnv>): void {
  addBundles(rest);
  addValues(rest);
}

function addBundles(rest: Hono<RestEnv>): void {
  rest.get(PATH, (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'READ_PROJECT', 'any');
        return bundlesOf(view, typeFrom(param(c, 'type')));
      },
      bundleResource,
    ),
  );

  rest.post(PATH, async (c) => {
    const type = typeFrom(param(c, 'type'));
    const { name, values } = await bodyOf(c, BundleSchema, BUNDLES[type].bundle, 'Bundle');
    const bundle = await change(c, ({ tx, ...view }) => {
      demand({ tx, ...view }, 'UPDATE_PROJECT', 'any');
      const made = tx.create('Bundle', { name, bundleType: type });
      for (const value of values) addElement({ tx }, made, value);
      return made;
    });
    return show(c, (view) => bundleResource(view, bundle));
  });

  rest.get(`${PATH}/:id`, (c) =>
    show(c, (view) => {
      demand(view, 'READ_PROJECT', 'any');
      return bundleResource(view, bundleAt(view, param(c, 'type'), param(c, 'id')));
    }),
  );

  rest.post(`${PATH}/:id`, async (c) => {
    const names = BUNDLES[typeFrom(param(c, 'type'))];
    const { name } = await bodyOf(c, RenameSchema, names.bundle, 'Bundle');
    const bundle = administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', 'any');
      const found = bundleAt(view, param(c, 'type'), param(c, 'id'));
      view.tx.set(found, 'name', name);
      return found;
    });
    return show(c, (view) => bundleResource(view, bundle));
  });

  rest.delete(`${PATH}/:id`, (c) => {
    administer(c, (view) => {
      demand(view, 'UPDATE_PROJECT', null);
      removeBundle(view.tx, bundleAt(view, param(c, 'type'), param(c, 'id')));
    });
    return done(c);
  });

  rest.get(`${PATH}/:id/values`, (c) =>
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

  rest.post(`${PATH}/:id/values`, async (c) => {
    const type = typeFrom(param(c, 'type'));
    const value = await bodyOf(c, ElementSchema, BUNDLES[type].element, 'BundleElement');
    if (type === 'user') throw fieldRequired('user');
    const element = await change(c, (view) => {
      demand(view, 'UPDATE_PROJECT', 'any');
      return addElement(view, bundleAt(view, param(c, 'type'), param(c, 'id')), value);
    });
    return show(c, (view) => elementResource(view, element));
  });
}

function addValues(rest: Hono<RestEnv>): void {
  const path = `${PATH}/:id/values/:value`;

  rest.get(path, (c) =>
    show(c, (view) => {
      demand(view, 'READ_PROJECT', 'any');
      const bundle = bundleAt(view, param(c, 'type'), param(c, 'id'));
      return elementResource(view, elementAt(view, bundle, param(c, 'value')));
    }),
  );

  rest.post(path, async (c) => {
    const names = BUNDLES[typeFrom(param(c, 'type'))];
    const written = await bodyOf(c, ElementChangeSchema, names.element, 'BundleElement');
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
  const element = tx.create('BundleElement', {
    bundle: { ref: bundle },
    name: value.name,
    description: null,
    ordinal: others.length,
    archived: false,
    isResolved: false,
    colorId: '0',
  });
  changeElement(tx, element, value);
  return element;
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
