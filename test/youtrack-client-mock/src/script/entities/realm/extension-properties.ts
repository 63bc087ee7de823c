/**
 * `entity.extensionProperties`: the running app's own properties of an entity. A write to a property that the app
 * does not declare is dropped silently, and one that was never written reads undefined (youtrack-platform §5).
 */
import type { EntityId } from '../../../model/types.ts';
import type { ExtensionDeclaration } from '../native.ts';
import { engine } from './engine.ts';
import { classNameOf, entityOf } from './entity-class.ts';
import { extensionEntity, extensionValue } from './extension-values.ts';
import { elementsOf, storedSet } from './property.ts';
import { current, isRef, toRefs } from './stored.ts';

const made = new WeakMap<object, object>();

export function extensionPropertiesOf(id: EntityId): object {
  const entity = entityOf(id);
  const known = entity && made.get(entity);
  if (known) return known;
  const properties = new Proxy({}, handlerFor(id));
  if (entity) made.set(entity, properties);
  return properties;
}

function handlerFor(id: EntityId): ProxyHandler<object> {
  const names = (): string[] => [
    ...new Set(classesOf(id).flatMap((className) => [...engine().extensionNames(className)])),
  ];
  return {
    get(target, name) {
      if (typeof name === 'symbol') return Reflect.get(target, name);
      engine().fault('extensionProperties.get');
      const declaration = declared(id, name);
      return declaration ? read(id, name, declaration) : Reflect.get(target, name);
    },
    set(_, name, value) {
      assign(id, name, value);
      return true;
    },
    deleteProperty(_, name) {
      assign(id, name, null);
      return true;
    },
    has: (target, name) => (typeof name === 'string' && names().includes(name)) || Reflect.has(target, name),
    ownKeys: names,
    getOwnPropertyDescriptor(_, name) {
      const declaration = typeof name === 'string' ? declared(id, name) : undefined;
      if (typeof name !== 'string' || !declaration) return undefined;
      return { configurable: true, enumerable: true, writable: true, value: read(id, name, declaration) };
    },
  };
}

function declared(id: EntityId, name: string): ExtensionDeclaration | undefined {
  for (const className of classesOf(id)) {
    const declaration = engine().extension(className, name);
    if (declaration) return declaration;
  }
  return undefined;
}

/** A team is a group too. */
function classesOf(id: EntityId): readonly string[] {
  const className = classNameOf(entityOf(id));
  if (className === undefined) return [];
  return className === 'ProjectTeam' ? [className, 'UserGroup'] : [className];
}

function read(id: EntityId, name: string, declaration: ExtensionDeclaration): unknown {
  const prop = engine().extensionProp(name);
  if (declaration.multi) {
    const accept = extensionEntity(name, declaration.type);
    return storedSet(id, prop, accept, () => engine().fault('extensionProperties.set'));
  }
  const value = current(id, prop);
  return isRef(value) ? entityOf(value.ref) : value;
}

function assign(id: EntityId, name: string | symbol, value: unknown): void {
  engine().fault('extensionProperties.set');
  const declaration = typeof name === 'string' ? declared(id, name) : undefined;
  if (typeof name !== 'string' || !declaration) return;
  const prop = engine().extensionProp(name);
  if (declaration.multi) {
    const elements = elementsOf(value, `The extension property ${name}`);
    engine().set(id, prop, toRefs(elements.map(extensionEntity(name, declaration.type))));
  } else {
    const cleared = value === null || value === undefined;
    engine().set(id, prop, cleared ? null : extensionValue(name, declaration, value));
  }
}
