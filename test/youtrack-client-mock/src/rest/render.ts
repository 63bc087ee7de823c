/** Turns what a resource could tell into what was asked of it. */
import type { EntityId } from '../model/types.ts';
import { badRequest } from './errors.ts';
import type { FieldTree } from './fields.ts';

export type Attribute = string | number | boolean | null | Resource | readonly Attribute[];

/** An entity as REST knows it. Attributes are read only when they are asked for. */
export interface Resource {
  readonly $type: string;
  readonly id: EntityId;
  readonly attributes: Readonly<Record<string, () => Attribute>>;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Entities in one answer. Links lead in circles, so that deep `fields` would ask for them without end. */
const MAX_ENTITIES = 500_000;

/** Counts the entities of one answer. */
export class AnswerSize {
  private entities = 0;

  /** @throws RestError 400. */
  add(): void {
    this.entities += 1;
    if (this.entities > MAX_ENTITIES) {
      throw badRequest(`The fields ask for more than ${MAX_ENTITIES} entities`);
    }
  }
}

/**
 * `$type` always; `id` without names; with names only those, and unknown ones are dropped (youtrack-platform §10).
 * @throws RestError 400 when the answer would be too large.
 */
export function render(resource: Resource, fields: FieldTree, size: AnswerSize): Json {
  size.add();
  if (fields.size === 0) return { id: resource.id, $type: resource.$type };
  const shown: Record<string, Json> = {};
  for (const [name, inner] of fields) {
    if (name === 'id') shown.id = resource.id;
    else if (Object.hasOwn(resource.attributes, name)) {
      shown[name] = renderAttribute(resource.attributes[name]?.() ?? null, inner, size);
    }
  }
  shown.$type = resource.$type;
  return shown;
}

function renderAttribute(value: Attribute, fields: FieldTree, size: AnswerSize): Json {
  if (isList(value)) return value.map((item) => renderAttribute(item, fields, size));
  return typeof value === 'object' && value !== null ? render(value, fields, size) : value;
}

function isList(value: Attribute): value is readonly Attribute[] {
  return Array.isArray(value);
}
