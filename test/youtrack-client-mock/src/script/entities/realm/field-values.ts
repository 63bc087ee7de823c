/** Custom fields of an issue as properties: what a field of each type reads as, and what it takes. */
import type { EntityId, Value } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { illegalArgument } from './errors.ts';
import { idOf } from './identity.ts';
import type { ProjectField } from './project-fields.ts';
import { fieldNamed } from './project-fields.ts';
import type { Accept } from './property.ts';
import { only, plain, reference, references } from './property.ts';
import type { Property } from './property-type.ts';
import type { Read } from './stored.ts';
import { committed, current, isPeriod, refOf } from './stored.ts';

/** The field of that name in the issue's project, as a property; undefined when the project has none. */
export function customFieldOf(issue: EntityId, name: string): Property | undefined {
  const field = fieldNamed(refOf(issue, 'project'), name);
  return field && fieldProperty(field);
}

export function fieldProperty(field: ProjectField): Property {
  const { prop, name } = field;
  const takes = (what: string): Error => illegalArgument(`The field ${name} takes ${what} or null`);
  switch (field.type) {
    case 'period':
      return periodProperty(field, () => takes('a period such as "1w 2d 3h 4m"'));
    case 'integer':
      return plain(prop, (value) => {
        if (value === null || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
        throw takes('a whole number');
      });
    case 'float':
      return plain(prop, (value) => finite(value, () => takes('a number')));
    case 'date':
    case 'date and time':
      return plain(prop, (value) => finite(value, () => takes('a timestamp in milliseconds')));
    case 'string':
    case 'text':
      return plain(prop, (value) => {
        if (value === null || value === '') return null;
        if (typeof value === 'string') return value;
        throw takes('a string');
      });
    default:
      return field.isMulti ? references(prop, accepts(field)) : reference(prop, accepts(field));
  }
}

function finite(value: unknown, misfit: () => Error): Value {
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw misfit();
}

function periodProperty({ prop }: ProjectField, misfit: () => Error): Property {
  const shown = (id: EntityId, read: Read): object | null => {
    const value = read(id, prop);
    return isPeriod(value) ? engine().period(value.minutes) : null;
  };
  return {
    now: (id) => shown(id, current),
    before: (id) => shown(id, committed),
    isChanged: (id) => engine().isChanged(id, prop),
    write(id, value) {
      const minutes = value === null ? null : engine().minutes(value);
      if (minutes === undefined) throw misfit();
      engine().set(id, prop, minutes === null ? null : { minutes });
    },
  };
}

function accepts(field: ProjectField): Accept {
  if (field.type.startsWith('user[')) return only('User', `The field ${field.name}`);
  if (field.type.startsWith('group[')) return only('UserGroup', `The field ${field.name}`);
  return (value) => {
    const id = idOf(value);
    if (id === undefined || engine().typeOf(id) !== 'BundleElement' || refOf(id, 'bundle') !== field.bundle) {
      throw illegalArgument(`The field ${field.name} takes one of the values of its project`);
    }
    return id;
  };
}
