/** JetBrains' OpenAPI description of REST, and an answer held against it. A copy of it is no part of this repository. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import * as v from 'valibot';

const BESIDE = fileURLToPath(
  new URL('../../../../../shared/schemas/youtrack-rest-2022.3.openapi.json', import.meta.url),
);
/** Where the copy lies: beside the repository, or where YOUTRACK_OPENAPI says. */
export const DESCRIPTION_PATH = process.env.YOUTRACK_OPENAPI ?? BESIDE;
export const isDescriptionThere = existsSync(DESCRIPTION_PATH);

const RefSchema = v.object({ $ref: v.string() });
const PropertySchema = v.looseObject({
  type: v.optional(v.string()),
  enum: v.optional(v.array(v.string())),
  $ref: v.optional(v.string()),
  items: v.optional(v.looseObject({ type: v.optional(v.string()), $ref: v.optional(v.string()) })),
});
type Property = v.InferOutput<typeof PropertySchema>;
const TypeSchema = v.looseObject({
  properties: v.optional(v.record(v.string(), PropertySchema), {}),
  allOf: v.optional(
    v.array(
      v.union([
        RefSchema,
        v.looseObject({ properties: v.optional(v.record(v.string(), PropertySchema), {}) }),
      ]),
    ),
    [],
  ),
});
const AnswerSchema = v.union([RefSchema, v.object({ type: v.literal('array'), items: RefSchema })]);
const OperationSchema = v.looseObject({
  responses: v.looseObject({
    '200': v.optional(
      v.looseObject({
        content: v.optional(v.object({ 'application/json': v.object({ schema: AnswerSchema }) })),
      }),
    ),
  }),
});
const DescriptionSchema = v.looseObject({
  paths: v.record(v.string(), v.record(v.string(), v.unknown())),
  components: v.object({ schemas: v.record(v.string(), TypeSchema) }),
});

/** How far down from an answered entity its attributes are asked for and looked at. */
const LEVELS = 2;

const METHODS = ['get', 'post', 'delete'] as const;

export interface Operation {
  /** `GET /issues/{id}`. */
  readonly name: string;
  /** The type of the entity or of the entities of the collection; null where nothing is answered. */
  readonly type: string | null;
  readonly isList: boolean;
}

/** What an answer does otherwise than described: `Issue.summary must be string`, by type and attribute. */
export interface Finding {
  readonly wrong: readonly string[];
  /** Attributes that were asked for, are declared and are not answered. */
  readonly missing: readonly string[];
}

export class Description {
  private readonly types: Readonly<Record<string, v.InferOutput<typeof TypeSchema>>>;
  private readonly paths: v.InferOutput<typeof DescriptionSchema>['paths'];
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv({ strict: false, allErrors: true });

  constructor(path: string) {
    const parsed = v.parse(DescriptionSchema, JSON.parse(readFileSync(path, 'utf8')));
    this.types = parsed.components.schemas;
    this.paths = parsed.paths;
  }

  operations(): readonly Operation[] {
    return Object.entries(this.paths).flatMap(([path, methods]) =>
      METHODS.flatMap((method) => {
        const parsed = v.safeParse(OperationSchema, methods[method]);
        if (!parsed.success) return [];
        const schema = parsed.output.responses['200']?.content?.['application/json'].schema;
        const isList = schema !== undefined && 'items' in schema;
        const ref = schema === undefined ? undefined : 'items' in schema ? schema.items.$ref : schema.$ref;
        const name = `${method.toUpperCase()} ${path}`;
        return [{ name, isList, type: ref === undefined ? null : nameOf(ref) }];
      }),
    );
  }

  /** `fields=` with every attribute of a type and its subtypes, and of what hangs on it, two levels down. */
  fields(type: string): string {
    return written(this.asked([type], LEVELS));
  }

  private asked(types: readonly string[], depth: number): Asked {
    const targets = new Map<string, Set<string>>();
    for (const type of types.flatMap((one) => [one, ...this.subtypes(one)])) {
      for (const [name, property] of Object.entries(this.propertiesOf(type))) {
        const known = targets.get(name) ?? new Set();
        const target = targetOf(property);
        targets.set(name, target === undefined ? known : known.add(target));
      }
    }
    return new Map(
      [...targets].map(([name, found]) => [
        name,
        found.size === 0 || depth === 0 ? new Map() : this.asked([...found], depth - 1),
      ]),
    );
  }

  /** @param type that the description names; an entity may be of a subtype of it. */
  check(entity: unknown, type: string): Finding {
    const wrong = new Set<string>();
    const missing = new Set<string>();
    this.walk(entity, type, wrong, missing, LEVELS);
    return { wrong: [...wrong], missing: [...missing] };
  }

  private walk(
    entity: unknown,
    declared: string,
    wrong: Set<string>,
    missing: Set<string>,
    depth: number,
  ): void {
    const parsed = v.safeParse(v.looseObject({ $type: v.string() }), entity);
    if (!parsed.success) {
      wrong.add(`${declared}: an entity without a $type`);
      return;
    }
    const { $type } = parsed.output;
    if (this.types[$type] === undefined) {
      wrong.add(`${$type}: no such type, where ${declared} is declared`);
      return;
    }
    if ($type !== declared && !this.subtypes(declared).has($type)) {
      wrong.add(`${$type}: no subtype of ${declared}`);
    }
    const validate = this.validatorOf($type);
    if (!validate(entity)) {
      for (const { instancePath, message, params } of validate.errors ?? []) {
        const extra = 'additionalProperty' in params ? `.${String(params.additionalProperty)}` : '';
        wrong.add(`${$type}${instancePath.replaceAll('/', '.')}${extra}: ${message ?? ''}`);
      }
    }
    for (const [name, property] of Object.entries(this.propertiesOf($type))) {
      const value = parsed.output[name];
      if (value === undefined) missing.add(`${$type}.${name}`);
      const target = targetOf(property);
      if (target === undefined || value === null || value === undefined || depth === 0) continue;
      for (const one of Array.isArray(value) ? value : [value]) {
        this.walk(one, target, wrong, missing, depth - 1);
      }
    }
  }

  private validatorOf(type: string): ValidateFunction {
    const known = this.validators.get(type);
    if (known) return known;
    const properties = Object.fromEntries(
      Object.entries(this.propertiesOf(type)).map(([name, property]) => [name, shapeOf(property)]),
    );
    const validate = this.ajv.compile({ type: 'object', properties, additionalProperties: false });
    this.validators.set(type, validate);
    return validate;
  }

  private propertiesOf(type: string): Readonly<Record<string, Property>> {
    const { properties, allOf } = this.types[type] ?? { properties: {}, allOf: [] };
    return Object.assign(
      {},
      ...allOf.map((part) =>
        '$ref' in part ? this.propertiesOf(nameOf(String(part.$ref))) : part.properties,
      ),
      properties,
      { $type: { type: 'string' } },
    );
  }

  /** All the way down. */
  private subtypes(type: string): ReadonlySet<string> {
    const direct = Object.entries(this.types)
      .filter(([, { allOf }]) => allOf.some((part) => '$ref' in part && nameOf(String(part.$ref)) === type))
      .map(([name]) => name);
    return new Set(direct.flatMap((name) => [name, ...this.subtypes(name)]));
  }
}

/** Names asked for, each with those inside it. */
interface Asked extends ReadonlyMap<string, Asked> {}

function written(asked: Asked): string {
  return [...asked]
    .map(([name, inner]) => (inner.size === 0 ? name : `${name}(${written(inner)})`))
    .join(',');
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function targetOf({ $ref, items }: Property): string | undefined {
  const ref = $ref ?? items?.$ref;
  return ref === undefined ? undefined : nameOf(ref);
}

/** The description knows no null, but REST answers it for whatever is empty. */
function shapeOf({ type, $ref, enum: values }: Property): object {
  if ($ref !== undefined) return { type: ['object', 'null'] };
  // Said of values of fields, which are objects, lists, texts or numbers.
  if (type === 'object' || type === undefined) return {};
  if (type === 'array') return { type: 'array' };
  return { type: [type, 'null'], ...(values && { enum: [...values, null] }) };
}
