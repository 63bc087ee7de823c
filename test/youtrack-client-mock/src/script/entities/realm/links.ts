/** `issue.links`: a set of issues for each side of each type of link. A link is kept by the issues at both its ends. */
import type { LinkSide } from '../../../model/link-types.ts';
import { linkProp, otherSide } from '../../../model/link-types.ts';
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import type { Entity } from './identity.ts';
import { elementsOf, only, plain, storedSet } from './property.ts';
import type { Property } from './property-type.ts';
import { current, refsOf, textOf, toRefs } from './stored.ts';

export class IssueLinkPrototype extends BaseEntity {
  static findByName(name: unknown): Entity | null {
    for (const id of engine().find('IssueLinkPrototype', 'name', String(name))) return entityOf(id);
    return null;
  }
}

defineEntity(IssueLinkPrototype, {
  name: 'IssueLinkPrototype',
  properties: { name: plain('name'), outward: plain('outward'), inward: plain('inward') },
});
classFor('IssueLinkPrototype', () => IssueLinkPrototype);
makeSearchable(IssueLinkPrototype, 'IssueLinkPrototype', 'IssueLinkPrototype');

interface End {
  readonly prop: string;
  /** Where the issue at the other end keeps the link. */
  readonly otherProp: string;
}

const linkedIssue = only('Issue', 'A linked issue');
const made = new WeakMap<object, object>();

export const links: Property = {
  now: linksObject,
  before: linksObject,
  isChanged: (issue) => names().some((name) => setOf(issue, endOf(name))?.isChanged === true),
};

function linksObject(issue: EntityId): object {
  const entity = entityOf(issue);
  const known = entity && made.get(entity);
  if (known) return known;
  const object = new Proxy<object>(
    {},
    {
      get: (target, name) =>
        typeof name === 'string' ? setOf(issue, endOf(name)) : Reflect.get(target, name),
      set(_, name, value) {
        const end = endOf(String(name));
        if (!end) throw illegalArgument(`There is no type of links called '${String(name)}'`);
        write(issue, end, elementsOf(value, String(name)).map(linkedIssue));
        return true;
      },
      has: (_, name) => typeof name === 'string' && endOf(name) !== undefined,
      ownKeys: names,
      getOwnPropertyDescriptor: (_, name) =>
        typeof name === 'string' && endOf(name)
          ? { configurable: true, enumerable: true, writable: true, value: setOf(issue, endOf(name)) }
          : undefined,
    },
  );
  if (entity) made.set(entity, object);
  return object;
}

/** Undefined for a name that no type of links has. */
function setOf(issue: EntityId, end: End | undefined): EntitySet | undefined {
  if (!end) return undefined;
  const stored = storedSet(issue, end.prop);
  return new EntitySet({
    ids: () => refsOf(issue, end.prop),
    added: () => stored.added.map(idOfLinked),
    removed: () => stored.removed.map(idOfLinked),
    accept(element) {
      const other = linkedIssue(element);
      if (other === issue) throw illegalArgument('An issue cannot be linked to itself');
      return other;
    },
    write: (ids) => write(issue, end, ids),
  });
}

const idOfLinked = (issue: Entity): EntityId => linkedIssue(issue);

function write(issue: EntityId, { prop, otherProp }: End, ids: readonly EntityId[]): void {
  const before = refsOf(issue, prop);
  engine().set(issue, prop, toRefs(ids));
  for (const other of before.filter((id) => !ids.includes(id))) {
    engine().set(other, otherProp, toRefs(refsOf(other, otherProp).filter((id) => id !== issue)));
  }
  for (const other of ids.filter((id) => !before.includes(id))) {
    engine().set(other, otherProp, toRefs([...refsOf(other, otherProp), issue]));
  }
}

function endOf(name: string): End | undefined {
  for (const side of ['outward', 'inward'] as const) {
    for (const type of engine().find('IssueLinkPrototype', side, name)) return end(type, side);
  }
  return undefined;
}

function end(type: EntityId, side: LinkSide): End {
  const isDirected = current(type, 'directed') === true;
  return { prop: linkProp(type, side), otherProp: linkProp(type, otherSide(side, isDirected)) };
}

function names(): string[] {
  const found: string[] = [];
  for (const type of engine().all('IssueLinkPrototype')) {
    found.push(...[textOf(type, 'outward'), textOf(type, 'inward')].filter((name) => name !== ''));
  }
  return found;
}
