/** `findByExtensionProperties` of every entity type: all conditions must hold, in the state of the transaction. */
import type { EntityId, EntityType, Value } from '../../../model/types.ts';
import { reportCalls } from './calls.ts';
import { engine } from './engine.ts';
import type { EntityConstructor } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import { idOf } from './identity.ts';
import { current, isRef, refsOf } from './stored.ts';

interface Condition {
  readonly prop: string;
  /** Null asks for an empty property. */
  readonly value: string | number | boolean | null | { readonly ref: EntityId };
  readonly multi: boolean;
}

/** Adds the static to a class. `suits` narrows a stored type that several classes share. */
export function makeSearchable(
  entityClass: EntityConstructor,
  name: string,
  type: EntityType,
  suits: (id: EntityId) => boolean = () => true,
): void {
  const statics = { findByExtensionProperties: (query: unknown) => find(name, type, query, suits) };
  reportCalls(statics, () => name);
  Object.defineProperty(entityClass, 'findByExtensionProperties', {
    configurable: true,
    value: statics.findByExtensionProperties,
  });
}

function find(
  className: string,
  type: EntityType,
  query: unknown,
  suits: (id: EntityId) => boolean,
): EntitySet {
  const conditions = conditionsOf(className, query);
  if (!conditions || engine().isBlind()) return new EntitySet({ ids: () => [] });
  const [indexed] = conditions
    .filter(({ multi, value }) => !multi && value !== null)
    .sort((a, b) => sizeOf(type, a) - sizeOf(type, b));
  return new EntitySet({
    *ids() {
      const candidates = indexed ? engine().find(type, indexed.prop, indexed.value) : engine().all(type);
      for (const id of candidates) {
        if (suits(id) && conditions.every((condition) => holds(id, condition))) yield id;
      }
    },
  });
}

function sizeOf(type: EntityType, { prop, value }: Condition): number {
  return engine().estimate(type, prop, value);
}

/** Undefined when the app does not declare one of the names: nothing can be found then. */
function conditionsOf(className: string, query: unknown): Condition[] | undefined {
  if (typeof query !== 'object' || query === null) {
    throw illegalArgument('findByExtensionProperties takes an object of names and values');
  }
  const conditions: Condition[] = [];
  for (const [name, value] of Object.entries(query)) {
    const declaration = engine().extension(className, name);
    if (!declaration) return undefined;
    conditions.push({
      prop: engine().extensionProp(name),
      value: conditionValue(name, value),
      multi: declaration.multi,
    });
  }
  return conditions;
}

function conditionValue(name: string, value: unknown): Condition['value'] {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const ref = idOf(value);
  if (ref === undefined)
    throw illegalArgument(`The condition on ${name} is neither a plain value nor an entity`);
  return { ref };
}

function holds(id: EntityId, { prop, value, multi }: Condition): boolean {
  if (multi) {
    const refs = refsOf(id, prop);
    return value === null ? refs.length === 0 : typeof value === 'object' && refs.includes(value.ref);
  }
  const stored: Value = current(id, prop) ?? null;
  if (typeof value === 'object' && value !== null) return isRef(stored) && stored.ref === value.ref;
  return stored === value;
}
