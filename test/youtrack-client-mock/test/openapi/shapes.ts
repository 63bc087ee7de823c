/** What a value of each kind of attribute looks like in an answer, as a JSON schema. */
import type { EntityType } from './described/entity-type.ts';

export interface Attribute {
  readonly schema: object;
  /** The type of the entity or entities that it holds. */
  readonly target?: string;
}

export type Attributes = Readonly<Record<string, Attribute>>;

const TEXT = { type: ['string', 'null'] };
const WHOLE = { type: ['integer', 'null'] };
const FLAG = { type: ['boolean', 'null'] };
const ONE = { type: ['object', 'null'] };
const listOf = (type: string): object => ({ type: 'array', items: { type } });

/** Without those of the type above it. */
export function ownAttributes(type: EntityType): Attributes {
  return {
    id: { schema: TEXT },
    $type: { schema: { type: 'string' } },
    ...named(type.text, TEXT),
    ...named(type.whole, WHOLE),
    ...named(type.flag, FLAG),
    ...named(type.texts, listOf('string')),
    ...named(type.wholes, listOf('integer')),
    ...named(type.free, {}),
    ...each(type.word, (values) => ({ schema: { ...TEXT, enum: [...values, null] } })),
    ...each(type.one, (target) => ({ schema: ONE, target })),
    ...each(type.many, (target) => ({ schema: listOf('object'), target })),
  };
}

/** @param names separated by spaces */
function named(names: string | undefined, schema: object): Attributes {
  return Object.fromEntries((names?.split(' ') ?? []).map((name) => [name, { schema }]));
}

function each<Kind>(
  attributes: Readonly<Record<string, Kind>> | undefined,
  attribute: (kind: Kind) => Attribute,
): Attributes {
  return Object.fromEntries(Object.entries(attributes ?? {}).map(([name, kind]) => [name, attribute(kind)]));
}
