/** `issue.fields`: its own keys are the names of the project's fields, and the methods stay out of sight. */
import type { EntityId } from '../../../model/types.ts';
import { reportCalls } from './calls.ts';
import { becomes, demandValue, matches, nameOfReference, oldValue } from './change-checks.ts';
import { illegalArgument } from './errors.ts';
import { customFieldOf } from './field-values.ts';
import { canRead, canWrite } from './permissions.ts';
import { fieldsOf } from './project-fields.ts';
import type { Property } from './property-type.ts';
import { refOf } from './stored.ts';

const issues = new WeakMap<object, EntityId>();

class Fields {
  isChanged(field: unknown): boolean {
    return demandField(this, field).isChanged(issueOf(this));
  }

  oldValue(field: unknown): unknown {
    return oldValue(demandField(this, field), issueOf(this));
  }

  becomes(field: unknown, expected: unknown): boolean {
    return becomes(demandField(this, field), issueOf(this), expected);
  }

  is(field: unknown, expected: unknown): boolean {
    return matches(demandField(this, field).now(issueOf(this)), expected);
  }

  was(field: unknown, expected: unknown): boolean {
    return matches(demandField(this, field).before(issueOf(this)), expected);
  }

  required(field: unknown, message: unknown): void {
    demandValue(demandField(this, field), issueOf(this), message);
  }

  canBeReadBy(field: unknown, user: unknown): boolean {
    demandField(this, field);
    return canRead(issueOf(this), user);
  }

  canBeWrittenBy(field: unknown, user: unknown): boolean {
    demandField(this, field);
    return canWrite(issueOf(this), user);
  }
}

reportCalls(Fields.prototype, () => 'fields');

export function fieldsObject(issue: EntityId): object {
  const find = (name: string | symbol): Property | undefined =>
    typeof name === 'string' ? customFieldOf(issue, name) : undefined;
  const fields = new Proxy<Fields>(Object.create(Fields.prototype), {
    get: (target, name) => (Reflect.has(target, name) ? Reflect.get(target, name) : find(name)?.now(issue)),
    set(_, name, value) {
      const write = find(name)?.write;
      if (!write) throw unknownField(String(name));
      write(issue, value);
      return true;
    },
    has: (target, name) => Reflect.has(target, name) || find(name) !== undefined,
    deleteProperty: () => false,
    defineProperty: () => false,
    ownKeys: () => fieldsOf(refOf(issue, 'project')).map(({ name }) => name),
    getOwnPropertyDescriptor(_, name) {
      const field = find(name);
      return field && { configurable: true, enumerable: true, writable: true, value: field.now(issue) };
    },
  });
  issues.set(fields, issue);
  return fields;
}

function issueOf(fields: Fields): EntityId {
  const issue = issues.get(fields);
  if (issue === undefined) throw new TypeError('These are not the fields of an issue');
  return issue;
}

/** Throws for a field that the issue's project does not have. */
function demandField(fields: Fields, field: unknown): Property {
  const issue = issueOf(fields);
  const name = nameOfReference(field);
  const property = customFieldOf(issue, name);
  if (!property) throw unknownField(name);
  return property;
}

function unknownField(name: string): Error {
  return illegalArgument(`The issue's project has no custom field '${name}'`);
}
