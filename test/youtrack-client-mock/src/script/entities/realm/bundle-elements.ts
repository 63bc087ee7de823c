/** Values of fields that have a fixed set of values: one class for each kind of bundle. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import type { EntityConstructor } from './entity-class.ts';
import { classFor, defineEntity } from './entity-class.ts';
import { makeSearchable } from './extension-search.ts';
import { computed, flag, plain, reference } from './property.ts';
import { current, refOf, textOf } from './stored.ts';

export class Field extends BaseEntity {
  static readonly dateTimeType = 'dateTime';
  static readonly dateType = 'date';
  static readonly floatType = 'float';
  static readonly integerType = 'int';
  static readonly periodType = 'period';
  static readonly stringType = 'string';
  static readonly textType = 'text';
}

export class EnumField extends Field {
  static readonly fieldType = 'EnumField.fieldType';
}

export class State extends Field {
  static readonly fieldType = 'State.fieldType';
}

export class OwnedField extends Field {
  static readonly fieldType = 'OwnedField.fieldType';
}

export class ProjectVersion extends Field {
  static readonly fieldType = 'ProjectVersion.fieldType';
}

export class Build extends Field {
  static readonly fieldType = 'Build.fieldType';
}

/** Colours are not emulated beyond their index; the default of YouTrack is white with dark letters. */
const WHITE = '#FFFFFF';
const DARK = '#444444';

defineEntity(Field, {
  name: 'Field',
  properties: {
    name: plain('name'),
    presentation: computed((id) => textOf(id, 'name')),
    ordinal: plain('ordinal'),
    isArchived: flag('archived'),
    backgroundColor: computed(() => WHITE),
    foregroundColor: computed(() => DARK),
    colorIndex: computed((id) => Number(current(id, 'colorId') ?? 0)),
    description: plain('description'),
  },
});
defineEntity(EnumField, { name: 'EnumField' });
defineEntity(State, { name: 'State', properties: { isResolved: flag('isResolved') } });
defineEntity(OwnedField, { name: 'OwnedField', properties: { owner: reference('owner') } });
defineEntity(ProjectVersion, {
  name: 'ProjectVersion',
  properties: {
    isReleased: flag('isReleased'),
    releaseDate: plain('releaseDate'),
    startDate: plain('startDate'),
  },
});
defineEntity(Build, { name: 'Build', properties: { assembleDate: plain('assembleDate') } });

const BY_BUNDLE: Readonly<Record<string, EntityConstructor & { readonly name: string }>> = {
  enum: EnumField,
  state: State,
  ownedField: OwnedField,
  version: ProjectVersion,
  build: Build,
};

function bundleTypeOf(element: EntityId): string {
  const bundle = refOf(element, 'bundle');
  return bundle === null ? '' : textOf(bundle, 'bundleType');
}

classFor('BundleElement', (id) => BY_BUNDLE[bundleTypeOf(id)] ?? Field);
for (const [bundleType, element] of Object.entries(BY_BUNDLE)) {
  makeSearchable(element, element.name, 'BundleElement', (id) => bundleTypeOf(id) === bundleType);
}
