/** What all entities have: existence, extension properties and the detection of changes. */
import type { EntityId } from '../../../model/types.ts';
import { becomes, demandValue, matches, nameOfReference, oldValue } from './change-checks.ts';
import { engine } from './engine.ts';
import { classNameOf, defineEntity, definitionOf, isCreatable } from './entity-class.ts';
import { illegalArgument, notEmulated } from './errors.ts';
import { extensionPropertiesOf } from './extension-properties.ts';
import { ownId } from './identity.ts';
import { canRead, canWrite } from './permissions.ts';
import { computed } from './property.ts';
import type { Property } from './property-type.ts';

export class BaseEntity {
  constructor() {
    if (!isCreatable(new.target)) throw illegalArgument('Scripts cannot create entities of this type');
  }

  isChanged(field: unknown): boolean {
    return propertyOf(this, field).isChanged(ownId(this));
  }

  oldValue(field: unknown): unknown {
    return oldValue(propertyOf(this, field), ownId(this));
  }

  becomes(field: unknown, expected: unknown): boolean {
    return becomes(propertyOf(this, field), ownId(this), expected);
  }

  is(field: unknown, expected: unknown): boolean {
    return matches(propertyOf(this, field).now(ownId(this)), expected);
  }

  was(field: unknown, expected: unknown): boolean {
    return matches(propertyOf(this, field).before(ownId(this)), expected);
  }

  required(field: unknown, message: unknown): void {
    demandValue(propertyOf(this, field), ownId(this), message);
  }

  canBeReadBy(field: unknown, user: unknown): boolean {
    return canRead(issueWith(this, field, 'canBeReadBy'), user);
  }

  canBeWrittenBy(field: unknown, user: unknown): boolean {
    return canWrite(issueWith(this, field, 'canBeWrittenBy'), user);
  }
}

defineEntity(BaseEntity, {
  name: 'BaseEntity',
  properties: {
    isNew: computed((id) => engine().isCreated(id)),
    becomesRemoved: computed((id) => engine().isRemoved(id)),
    extensionProperties: computed(extensionPropertiesOf),
  },
});

/** Throws for a name that is neither a property nor a field of the issue's project (youtrack-platform §2). */
function propertyOf(entity: BaseEntity, field: unknown): Property {
  const name = nameOfReference(field);
  const { properties = {}, dynamicProperty } = definitionOf(entity) ?? {};
  const property = Object.hasOwn(properties, name)
    ? properties[name]
    : dynamicProperty?.(ownId(entity), name);
  if (!property) throw illegalArgument(`${classNameOf(entity)} has no property or custom field '${name}'`);
  return property;
}

function issueWith(entity: BaseEntity, field: unknown, member: string): EntityId {
  propertyOf(entity, field);
  const id = ownId(entity);
  if (engine().typeOf(id) !== 'Issue') throw notEmulated(`${classNameOf(entity)}.${member}`);
  return id;
}
