/** Custom fields as they are attached to a project; the class tells what kind of values a field holds. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import type { EntityConstructor } from './entity-class.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import type { Entity } from './identity.ts';
import { idOf, ownId } from './identity.ts';
import { leaveOut } from './not-emulated.ts';
import { allowedValues, projectField } from './project-fields.ts';
import { computed, plain, references } from './property.ts';
import type { Property } from './property-type.ts';
import { current, textOf } from './stored.ts';

/** No field is shown on a condition here. */
export class ProjectCustomField extends BaseEntity {
  isVisibleInIssue(_issue: unknown): boolean {
    return true;
  }

  becomesVisibleInIssue(_issue: unknown): boolean {
    return false;
  }

  becomesInvisibleInIssue(_issue: unknown): boolean {
    return false;
  }
}

export class SimpleProjectCustomField extends ProjectCustomField {}
export class PeriodProjectCustomField extends SimpleProjectCustomField {}
export class TextProjectCustomField extends SimpleProjectCustomField {}

export class BundleProjectCustomField extends ProjectCustomField {
  findValueByName(name: unknown): Entity | null {
    return valueWith(this, (id) => textOf(id, 'name') === name);
  }

  findValueByOrdinal(ordinal: unknown): Entity | null {
    return valueWith(this, (id) => current(id, 'ordinal') === ordinal);
  }

  /** Throws where the field has a value of that name. */
  createValue(name: unknown): Entity | null {
    const bundle = projectField(ownId(this))?.bundle ?? null;
    if (bundle === null) throw illegalArgument('The field has no set of values');
    if (valueWith(this, (id) => textOf(id, 'name') === name)) {
      throw illegalArgument(`The field already has the value ${String(name)}`);
    }
    const ordinal = valuesOf(ownId(this)).size;
    const value = {
      bundle: { ref: bundle },
      name: String(name),
      ordinal,
      archived: false,
      isResolved: false,
    };
    return entityOf(engine().create('BundleElement', value));
  }

  getPossibleValuesForIssue(_issue: unknown): EntitySet {
    return valuesOf(ownId(this));
  }

  isValuePermittedInIssue(_issue: unknown, value: unknown): boolean {
    return valueWith(this, (id) => id === idOf(value)) !== null;
  }
}

export class UserProjectCustomField extends ProjectCustomField {
  findValueByLogin(login: unknown): Entity | null {
    return valueWith(this, (id) => textOf(id, 'login') === login);
  }

  getPossibleValuesForIssue(_issue: unknown): EntitySet {
    return valuesOf(ownId(this));
  }

  isValuePermittedInIssue(_issue: unknown, value: unknown): boolean {
    return valueWith(this, (id) => id === idOf(value)) !== null;
  }
}

export class GroupProjectCustomField extends ProjectCustomField {
  findValueByName(name: unknown): Entity | null {
    return valueWith(this, (id) => textOf(id, 'name') === name);
  }
}

const fieldName = (id: EntityId): string | null => projectField(id)?.name ?? null;
const values: Property = computed((id) => valuesOf(id));

leaveOut(ProjectCustomField.prototype, 'ProjectCustomField', [
  'getBackgroundColor',
  'getForegroundColor',
  'getValuePresentation',
]);
defineEntity(ProjectCustomField, {
  name: 'ProjectCustomField',
  properties: {
    name: computed(fieldName),
    localizedName: computed(fieldName),
    typeName: computed((id) => projectField(id)?.type ?? null),
    nullValueText: plain('emptyFieldText'),
  },
});
defineEntity(SimpleProjectCustomField, { name: 'SimpleProjectCustomField' });
defineEntity(PeriodProjectCustomField, { name: 'PeriodProjectCustomField' });
defineEntity(TextProjectCustomField, { name: 'TextProjectCustomField' });
defineEntity(BundleProjectCustomField, {
  name: 'BundleProjectCustomField',
  properties: { values, defaultValues: references('defaultValues') },
});
defineEntity(UserProjectCustomField, {
  name: 'UserProjectCustomField',
  properties: { values, defaultUsers: references('defaultValues') },
});
defineEntity(GroupProjectCustomField, { name: 'GroupProjectCustomField', properties: { values } });

const BY_TYPE: Readonly<Record<string, EntityConstructor>> = {
  user: UserProjectCustomField,
  group: GroupProjectCustomField,
  period: PeriodProjectCustomField,
  text: TextProjectCustomField,
};

function fieldClass(id: EntityId): EntityConstructor {
  const type = projectField(id)?.type ?? '';
  const [base = '', isBundled] = type.split('[');
  return BY_TYPE[base] ?? (isBundled === undefined ? SimpleProjectCustomField : BundleProjectCustomField);
}

classFor('ProjectCustomField', fieldClass);
makeSearchable(ProjectCustomField, 'ProjectCustomField', 'ProjectCustomField');

function valuesOf(id: EntityId): EntitySet {
  const field = projectField(id);
  return new EntitySet({ ids: () => (field ? allowedValues(field) : []) });
}

function valueWith(field: Entity, suits: (id: EntityId) => boolean): Entity | null {
  for (const value of valuesOf(ownId(field))) if (suits(ownId(value))) return value;
  return null;
}
