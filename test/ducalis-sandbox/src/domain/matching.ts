/** Which board field a field of YouTrack can feed, which it probably should, and how its values are written there. Pure. */
import * as v from 'valibot';
import type { BoardDefinition, FieldType, FieldValue } from './model.ts';

/** What a match leads to: a part that every issue has, or a field or criterion of the board by its key. */
export interface Target {
  /** `issue.status`, or the key of a field or criterion. */
  readonly key: string;
  readonly name: string;
  readonly type: FieldType;
}

/** Name of the YouTrack field → key of the target. */
export type Matches = ReadonlyMap<string, string>;

export const STATUS = 'issue.status';
export const TYPE = 'issue.type';
export const ASSIGNEE = 'issue.assignee';
const PARTS: readonly Target[] = [
  { key: STATUS, name: 'Status', type: 'text_short' },
  { key: TYPE, name: 'Type', type: 'text_short' },
  { key: ASSIGNEE, name: 'Assignee', type: 'user' },
];
/** YouTrack's usual names for what every issue has. */
const USUAL: Readonly<Record<string, string>> = {
  state: STATUS,
  stage: STATUS,
  type: TYPE,
  assignee: ASSIGNEE,
};

const TAKES: Readonly<Record<string, readonly FieldType[]>> = {
  element: ['select', 'multi_select', 'text_short'],
  elements: ['multi_select', 'text_short'],
  person: ['user', 'users', 'text_short'],
  people: ['users', 'text_short'],
  number: ['number', 'text_short'],
  day: ['date', 'text_short'],
  string: ['text_short', 'text_long', 'select'],
  text: ['text_long'],
};

/** Characters of `YYYY-MM-DD`. */
const DAY = 10;
const MINUTES_AN_HOUR = 60;
const Value = v.object({
  name: v.optional(v.string()),
  fullName: v.optional(v.string()),
  email: v.nullish(v.string()),
  minutes: v.optional(v.number()),
  text: v.optional(v.string()),
});

export function targetsOf({ fields, criteria }: BoardDefinition): readonly Target[] {
  return [...PARTS, ...fields, ...criteria.map(({ key, name }) => ({ key, name, type: 'number' as const }))];
}

/** @param type of the YouTrack field, such as `enum[1]` */
export function fits(type: string, target: Target): boolean {
  return TAKES[kindOf(type)]?.includes(target.type) ?? false;
}

/** By name, where the type fits; each target once. */
export function suggest(
  fields: readonly { readonly name: string; readonly type: string }[],
  board: BoardDefinition,
): Matches {
  const targets = targetsOf(board);
  const matches = new Map<string, string>();
  for (const { name, type } of fields) {
    const wanted = plain(name);
    const target =
      targets.find(({ key }) => key === USUAL[wanted]) ?? targets.find((one) => plain(one.name) === wanted);
    if (target && fits(type, target) && ![...matches.values()].includes(target.key)) {
      matches.set(name, target.key);
    }
  }
  return matches;
}

/** @param value as REST gives it. Null: the field is empty, or nothing of it can be written there. */
export function written(value: unknown, fieldType: string, target: FieldType): FieldValue | null {
  if (Array.isArray(value)) {
    const parts = value.flatMap(
      (one) => written(one, fieldType, target === 'users' ? 'user' : 'text_short') ?? [],
    );
    const texts = parts.map(String);
    if (texts.length === 0) return null;
    return target === 'text_short' ? texts.join(', ') : texts;
  }
  if (typeof value === 'number') {
    if (kindOf(fieldType) === 'day') return new Date(value).toISOString().slice(0, DAY);
    return target === 'number' ? value : String(value);
  }
  if (typeof value === 'string') return value === '' ? null : value;
  const parsed = v.safeParse(Value, value);
  if (!parsed.success) return null;
  const { name, fullName, email, minutes, text } = parsed.output;
  if (minutes !== undefined) {
    const hours = Math.round((minutes / MINUTES_AN_HOUR) * 100) / 100;
    return target === 'number' ? hours : `${hours} h`;
  }
  if (target === 'user') return email ?? null;
  if (target === 'users') return email ? [email] : null;
  const words = text ?? name ?? fullName ?? null;
  return target === 'multi_select' && words !== null ? [words] : words;
}

function kindOf(type: string): string {
  if (type === 'user[1]') return 'person';
  if (type === 'user[*]') return 'people';
  if (type.endsWith('[1]')) return 'element';
  if (type.endsWith('[*]')) return 'elements';
  if (type === 'date' || type === 'date and time') return 'day';
  if (type === 'integer' || type === 'float' || type === 'period') return 'number';
  return type;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
