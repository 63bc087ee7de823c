/** Custom fields as they are attached to a project; the class tells what kind of values a field holds. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { Field } from './bundle-elements.ts';
import { engine } from './engine.ts';
import type { EntityConstructor } from './entity-class.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import type { Entity } from './identity.ts';
import { idOf, ownId } from './identity.ts';
import { allowedValues, isShown, projectField } from './project-fields.ts';
import { computed, only, plain, references } from './property.ts';
import type { Property } from './property-type.ts';
import { committed, current, refOf, textOf } from './stored.ts';
import { presentation } from './value-presentation.ts';

const shownIssue = only('Issue', 'The issue');

export class ProjectCustomField extends BaseEntity {
  isVisibleInIssue(issue: unknown): boolean {
    return isShown(ownId(this), shownIssue(issue));
  }

  becomesVisibleInIssue(issue: unknown): boolean {
    return this.isVisibleInIssue(issue) && !isShown(ownId(this), shownIssue(issue), committed);
  }

  becomesInvisibleInIssue(issue: unknown): boolean {
    return !this.isVisibleInIssue(issue) && isShown(ownId(this), shownIssue(issue), committed);
  }

  getBackgroundColor(issue: unknown): unknown {
    return colorOf(ownId(this), issue, 'backgroundColor');
  }

  getForegroundColor(issue: unknown): unknown {
    return colorOf(ownId(this), issue, 'foregroundColor');
  }

  getValuePresentation(issue: unknown): string {
    return presentation(ownId(this), shownIssue(issue));
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
  properties: { values, defaultValues: references('defaultValues'), valuesCondition: computed(() => null) },
});
defineEntity(UserProjectCustomField, {
  name: 'UserProjectCustomField',
  properties: { values, defaultUsers: references('defaultValues'), valuesCondition: computed(() => null) },
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

/** Only a single value of a set has a colour. */
function colorOf(id: EntityId, issue: unknown, member: string): unknown {
  const field = projectField(id);
  const value = field && entityOf(refOf(shownIssue(issue), field.prop));
  return value instanceof Field ? Reflect.get(value, member) : null;
}
