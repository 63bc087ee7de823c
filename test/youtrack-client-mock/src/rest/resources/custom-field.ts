/** Custom fields, their place in a project, bundles and their values, as REST shows them. */

import type { BundleType } from '../../model/field-types.ts';
import { BUNDLES, fieldType, isBundleType, isFieldTypeId, projectField } from '../../model/field-types.ts';
import {
  flagOf,
  inOrder,
  numberOf,
  numberOrNull,
  refOf,
  refsOf,
  textOf,
  textOrNull,
} from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { choosableUsers, individualsOf } from '../../model/user-bundles.ts';
import type { View } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';
import { projectReference } from './project-reference.ts';
import { groupResource, userOrNull, userResource } from './user.ts';

export function customFieldResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const typeId = textOf(tx, id, 'fieldType');
  return {
    $type: 'CustomField',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      localizedName: () => null,
      aliases: () => null,
      fieldType: () => fieldTypeResource(typeId),
      isAutoAttached: () => false,
      isDisplayedInIssueList: () => true,
      isUpdateable: () => true,
      hasRunningJob: () => false,
      ordinal: () => numberOf(tx, id, 'ordinal'),
      instances: () =>
        [...tx.find('ProjectCustomField', 'field', { ref: id })].map((instance) =>
          projectFieldResource(view, instance),
        ),
    },
  };
}

export function fieldTypeResource(id: string): Resource {
  const type = isFieldTypeId(id) ? fieldType(id) : null;
  return {
    $type: 'FieldType',
    id,
    attributes: {
      presentation: () => id,
      valueType: () => id.replace(/\[.\]$/, ''),
      isMultiValue: () => type?.multi === true,
      isBundleType: () => type !== null && type.bundle !== null,
    },
  };
}

export function projectFieldResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const type = projectField(tx, id)?.type;
  const bundle = refOf(tx, id, 'bundle');
  return {
    $type: type?.projectType ?? 'ProjectCustomField',
    id,
    attributes: {
      field: () => {
        const field = refOf(tx, id, 'field');
        return field === null ? null : customFieldResource(view, field);
      },
      project: () => {
        const project = refOf(tx, id, 'project');
        return project === null ? null : projectReference(view, project);
      },
      canBeEmpty: () => tx.get(id, 'canBeEmpty') !== false,
      emptyFieldText: () => textOrNull(tx, id, 'emptyFieldText'),
      ordinal: () => numberOf(tx, id, 'ordinal'),
      isPublic: () => true,
      hasRunningJob: () => false,
      condition: () =>
        refOf(tx, id, 'conditionField') === null
          ? null
          : { $type: 'CustomFieldCondition', id, attributes: {} },
      ...(type?.bundle ? { bundle: () => (bundle === null ? null : bundleResource(view, bundle)) } : {}),
      ...(type?.bundle || type?.kind === 'group'
        ? {
            defaultValues: () => refsOf(tx, id, 'defaultValues').map((value) => valueResource(view, value)),
          }
        : {}),
    },
  };
}

function bundleTypeOf(view: View, bundle: EntityId): BundleType {
  const type = view.tx.get(bundle, 'bundleType');
  return isBundleType(type) ? type : 'enum';
}

export function bundleResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const type = bundleTypeOf(view, id);
  const elements = (): EntityId[] => inOrder(tx, tx.find('BundleElement', 'bundle', { ref: id }));
  const shown = (users: readonly EntityId[]): Attribute => users.map((user) => userResource(view, user));
  return {
    $type: BUNDLES[type].bundle,
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      isUpdateable: () => true,
      ...(type === 'user'
        ? {
            individuals: () => shown(individualsOf(tx, id)),
            aggregatedUsers: () => shown(choosableUsers(tx, id)),
            groups: () => refsOf(tx, id, 'groups').map((group) => groupResource(view, group)),
          }
        : { values: () => elements().map((element) => elementResource(view, element)) }),
    },
  };
}

export function elementResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const bundle = refOf(tx, id, 'bundle');
  const type = bundle === null ? 'enum' : bundleTypeOf(view, bundle);
  return {
    $type: BUNDLES[type].element,
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      description: () => textOrNull(tx, id, 'description'),
      archived: () => flagOf(tx, id, 'archived'),
      ordinal: () => numberOf(tx, id, 'ordinal'),
      hasRunningJob: () => false,
      color: () => colorResource(textOf(tx, id, 'colorId') || '0'),
      bundle: () => (bundle === null ? null : bundleResource(view, bundle)),
      ...(type === 'enum' || type === 'state' ? { localizedName: () => null } : {}),
      ...(type === 'state' ? { isResolved: () => flagOf(tx, id, 'isResolved') } : {}),
      ...(type === 'version'
        ? {
            released: () => flagOf(tx, id, 'isReleased'),
            releaseDate: () => numberOrNull(tx, id, 'releaseDate'),
            startDate: () => numberOrNull(tx, id, 'startDate'),
          }
        : {}),
      ...(type === 'build' ? { assembleDate: () => numberOrNull(tx, id, 'assembleDate') } : {}),
      ...(type === 'ownedField' ? { owner: () => userOrNull(view, refOf(tx, id, 'owner')) } : {}),
    },
  };
}

/** Colours are not emulated beyond their id; the default of YouTrack is white with dark letters. */
function colorResource(id: string): Resource {
  return {
    $type: 'FieldStyle',
    id,
    attributes: { background: () => '#FFFFFF', foreground: () => '#444444' },
  };
}

/** A bundle's value, a user or a group: whatever a field may refer to. */
export function valueResource(view: View, id: EntityId): Resource {
  const type = view.tx.typeOf(id);
  if (type === 'User') return userResource(view, id);
  if (type === 'UserGroup') return groupResource(view, id);
  return elementResource(view, id);
}

/** All bundles of a type, for the settings of custom fields. */
export function bundlesOf(view: View, type: BundleType): Iterable<EntityId> {
  return view.tx.find('Bundle', 'bundleType', type);
}

/** All types of custom fields. */
export function typeOfField(view: View, field: EntityId): ReturnType<typeof fieldType> | undefined {
  const id = view.tx.get(field, 'fieldType');
  return isFieldTypeId(id) ? fieldType(id) : undefined;
}
