/** Ties the classes that scripts see to the stored types: one definition for each class, one object for each entity. */
import type { EntityId, EntityType } from '../../../model/types.ts';
import { reportCalls } from './calls.ts';
import { engine } from './engine.ts';
import type { Entity } from './identity.ts';
import { identify, knownEntity, ownId } from './identity.ts';
import type { Properties, Property } from './property-type.ts';
import type { RuleType } from './rules.ts';
import { makeRule } from './rules.ts';

export interface EntityConstructor {
  readonly prototype: Entity;
}

export interface Definition {
  /** As `entities` exports it. */
  readonly name: string;
  readonly properties?: Properties;
  /** Properties of some entities only, such as the custom fields of an issue. */
  dynamicProperty?(id: EntityId, name: string): Property | undefined;
  /** The static rule makers. */
  readonly rules?: readonly RuleType[];
  /** Whether scripts may call `new`. */
  readonly creatable?: boolean;
}

const definitions = new Map<object, Definition>();
const classes = new Map<EntityType, (id: EntityId) => EntityConstructor>();
const creatable = new Set<unknown>();

/** Gives a class its properties and makes all its members report their calls. Parents first. */
export function defineEntity(entityClass: EntityConstructor, own: Definition): void {
  const { prototype } = entityClass;
  const inherited = definitionOf(Object.getPrototypeOf(prototype));
  definitions.set(prototype, {
    ...inherited,
    ...own,
    properties: { ...inherited?.properties, ...own.properties },
  });
  if (own.creatable === true) creatable.add(entityClass);
  Object.defineProperty(entityClass, 'name', { value: own.name });
  for (const [name, property] of Object.entries(own.properties ?? {})) {
    Object.defineProperty(prototype, name, accessor(property));
  }
  for (const type of own.rules ?? []) {
    Object.defineProperty(entityClass, type, {
      configurable: true,
      value: (rule: unknown) => makeRule(own.name, type, rule),
    });
  }
  reportCalls(prototype, (receiver) => classNameOf(receiver) ?? own.name);
  reportCalls(entityClass, () => own.name);
}

function accessor({ now, write }: Property): PropertyDescriptor {
  return {
    configurable: true,
    get(this: unknown) {
      return now(ownId(this));
    },
    ...(write && {
      set(this: unknown, value: unknown) {
        write(ownId(this), value);
      },
    }),
  };
}

/** Which class stands for entities of a stored type. */
export function classFor(type: EntityType, choose: (id: EntityId) => EntityConstructor): void {
  classes.set(type, choose);
}

export function isCreatable(entityClass: unknown): boolean {
  return creatable.has(entityClass);
}

/** The definition of an entity's class, or of the nearest class above a prototype. */
export function definitionOf(object: unknown): Definition | undefined {
  let one = object;
  while (typeof one === 'object' && one !== null) {
    const definition = definitions.get(one);
    if (definition) return definition;
    one = Object.getPrototypeOf(one);
  }
  return undefined;
}

export function classNameOf(entity: unknown): string | undefined {
  return definitionOf(entity)?.name;
}

/** The same object for the same entity. Null for null and for an entity that is gone. */
export function entityOf(id: EntityId | null): Entity | null {
  if (id === null) return null;
  const known = knownEntity(id);
  if (known) return known;
  const type = engine().typeOf(id);
  if (type === undefined) return null;
  const choose = classes.get(type);
  if (!choose) throw new Error(`Scripts cannot see entities of the type ${type}`);
  const entity: Entity = Object.create(choose(id).prototype);
  identify(entity, id);
  return entity;
}
