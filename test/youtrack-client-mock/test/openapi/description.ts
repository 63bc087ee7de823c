/** The description of REST that is kept in `described/`, and an answer held against it. */
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { ACTIVITIES } from './described/activities.ts';
import { ARTICLES } from './described/articles.ts';
import { BOARDS_AND_TIME } from './described/boards-and-time.ts';
import type { EntityTypes } from './described/entity-type.ts';
import { ISSUE_FIELDS } from './described/issue-fields.ts';
import { ISSUES } from './described/issues.ts';
import { PROJECT_FIELDS } from './described/project-fields.ts';
import { PROJECTS_AND_PEOPLE } from './described/projects-and-people.ts';
import { type Attributes, ownAttributes } from './shapes.ts';

export const DESCRIBED: EntityTypes = {
  ...ISSUES,
  ...ARTICLES,
  ...ISSUE_FIELDS,
  ...PROJECT_FIELDS,
  ...ACTIVITIES,
  ...PROJECTS_AND_PEOPLE,
  ...BOARDS_AND_TIME,
};

/** How far down from an answered entity its attributes are asked for and looked at. */
const LEVELS = 2;

/** What an answer does otherwise than described: `Issue.summary must be string`, by type and attribute. */
export interface Finding {
  readonly wrong: readonly string[];
  /** Attributes that were asked for, are declared and are not answered. */
  readonly missing: readonly string[];
}

export class Description {
  private readonly types: EntityTypes;
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly seen = new Set<string>();
  private readonly ajv = new Ajv({ strict: false, allErrors: true });

  constructor(types: EntityTypes) {
    this.types = types;
  }

  /** `fields=` with every attribute of a type and its subtypes, and of what hangs on it, two levels down. */
  fields(type: string): string {
    return written(this.asked([type], LEVELS));
  }

  private asked(types: readonly string[], depth: number): Asked {
    const targets = new Map<string, Set<string>>();
    for (const type of types.flatMap((one) => [one, ...this.subtypes(one)])) {
      for (const [name, { target }] of Object.entries(this.attributesOf(type))) {
        const known = targets.get(name) ?? new Set();
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

  /** @param type that is described; an entity may be of a subtype of it. */
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
    this.seen.add($type);
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
    for (const [name, { target }] of Object.entries(this.attributesOf($type))) {
      const value = parsed.output[name];
      if (value === undefined) missing.add(`${$type}.${name}`);
      if (target === undefined || value === null || value === undefined || depth === 0) continue;
      for (const one of Array.isArray(value) ? value : [value]) {
        this.walk(one, target, wrong, missing, depth - 1);
      }
    }
  }

  /** Described types of which no checked answer had an entity, nor one of a subtype. */
  unseen(): readonly string[] {
    return Object.keys(this.types).filter((type) =>
      [type, ...this.subtypes(type)].every((one) => !this.seen.has(one)),
    );
  }

  /** Types that attributes name and that are not described. */
  undescribed(): readonly string[] {
    const named = Object.keys(this.types).flatMap((type) =>
      Object.values(this.attributesOf(type)).flatMap(({ target }) => target ?? []),
    );
    return [...new Set(named)].filter((type) => this.types[type] === undefined);
  }

  private validatorOf(type: string): ValidateFunction {
    const known = this.validators.get(type);
    if (known) return known;
    const properties = Object.fromEntries(
      Object.entries(this.attributesOf(type)).map(([name, { schema }]) => [name, schema]),
    );
    const validate = this.ajv.compile({ type: 'object', properties, additionalProperties: false });
    this.validators.set(type, validate);
    return validate;
  }

  private attributesOf(type: string): Attributes {
    const described = this.types[type];
    if (described === undefined) return {};
    const { is } = described;
    return { ...(is === undefined ? {} : this.attributesOf(is)), ...ownAttributes(described) };
  }

  /** All the way down. */
  private subtypes(type: string): ReadonlySet<string> {
    const direct = Object.keys(this.types).filter((name) => this.types[name]?.is === type);
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
