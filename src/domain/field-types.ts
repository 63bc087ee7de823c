/** What a value comes from and what it may feed: YouTrack's field types and attributes, Ducalis' field types. Pure. */

/** What a Ducalis board field can hold (as its help names them, spelled for the wire). */
export const DUCALIS_FIELD_TYPES = [
  'text_short',
  'text_long',
  'number',
  'date',
  'date_range',
  'user',
  'users',
  'select',
  'multi_select',
] as const;

export type DucalisFieldType = (typeof DUCALIS_FIELD_TYPES)[number];

/** What a period is counted in when it feeds a number. A day has 8 hours, as in JetBrains' own sums. */
export const PERIOD_UNITS = ['minutes', 'hours', 'days'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** What happens to a value that a value map does not name: nothing is sent, its own name is, or a person decides. */
export const OTHERWISE = ['empty', 'send', 'attention'] as const;
export type Otherwise = (typeof OTHERWISE)[number];

/** What every issue has, whatever its fields. `updated` is left out: it would push on every change. */
export const ATTRIBUTES = ['votes', 'created', 'resolved', 'spent time'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export function isAttribute(name: string): name is Attribute {
  return ATTRIBUTES.some((attribute) => attribute === name);
}

const TEXTS = ['text_short', 'text_long'] as const;
const ONE_NAME = ['select', 'multi_select', ...TEXTS] as const;
const SEVERAL_NAMES = ['multi_select', ...TEXTS] as const;

/**
 * Custom field type ids of YouTrack, as `ProjectCustomField.typeName` and REST spell them, and what each may feed.
 * Enum, state, version and the like are known by their names: a selector takes names as options, a text takes them
 * joined by a comma.
 */
const FIELD_TARGETS = {
  'enum[1]': ONE_NAME,
  'enum[*]': SEVERAL_NAMES,
  'state[1]': ONE_NAME,
  'ownedField[1]': ONE_NAME,
  'ownedField[*]': SEVERAL_NAMES,
  'version[1]': ONE_NAME,
  'version[*]': SEVERAL_NAMES,
  'build[1]': ONE_NAME,
  'build[*]': SEVERAL_NAMES,
  'user[1]': ['user', 'users', ...TEXTS],
  'user[*]': ['users', ...TEXTS],
  'group[1]': ONE_NAME,
  'group[*]': SEVERAL_NAMES,
  period: ['number', ...TEXTS],
  date: ['date', ...TEXTS],
  'date and time': ['date', ...TEXTS],
  integer: ['number', ...TEXTS],
  float: ['number', ...TEXTS],
  string: ['select', ...TEXTS],
  text: ['text_long'],
} as const satisfies Record<string, readonly DucalisFieldType[]>;

export type YouTrackFieldType = keyof typeof FIELD_TARGETS;

export function isYouTrackFieldType(name: string): name is YouTrackFieldType {
  return Object.hasOwn(FIELD_TARGETS, name);
}

const ATTRIBUTE_TARGETS = {
  votes: ['number', ...TEXTS],
  created: ['date', ...TEXTS],
  resolved: ['date', ...TEXTS],
  'spent time': ['number', ...TEXTS],
} as const satisfies Record<Attribute, readonly DucalisFieldType[]>;

/** What a value comes from: a custom field of a type, or an attribute. */
export type SourceType = YouTrackFieldType | Attribute;

/** True when a value of the source can be sent to the Ducalis type without losing its meaning. */
export function isCompatible(from: SourceType, to: DucalisFieldType): boolean {
  const targets: readonly DucalisFieldType[] = isAttribute(from)
    ? ATTRIBUTE_TARGETS[from]
    : FIELD_TARGETS[from];
  return targets.includes(to);
}

/** True for fields whose values are known by name alone: those that a filter and a value map can name. */
export function hasNamedValues(type: string): boolean {
  return isYouTrackFieldType(type) && !type.startsWith('user') && isCompatible(type, 'multi_select');
}

/** True for sources that are counted in a {@link PeriodUnit} when they feed a number. */
export function isPeriod(from: SourceType): boolean {
  return from === 'period' || from === 'spent time';
}

/** True for Ducalis fields whose values are options. */
export function isSelector(to: DucalisFieldType): boolean {
  return to === 'select' || to === 'multi_select';
}

/** Whether a {@link PeriodUnit} can be chosen for a pair. A side that is null is not known and rules nothing out. */
export function takesUnit(from: SourceType | null, to: DucalisFieldType | null): boolean {
  return (from === null || isPeriod(from)) && (to === null || to === 'number');
}

/** Whether the values of a pair can be mapped. A side that is null is not known and rules nothing out. */
export function takesValueMap(from: SourceType | null, to: DucalisFieldType | null): boolean {
  return (from === null || hasNamedValues(from)) && (to === null || isSelector(to));
}

/** Parts that every issue has in Ducalis, and whose YouTrack field is chosen. */
export const BUILT_IN_PARTS = ['status', 'type', 'assignee'] as const;
export type BuiltInPart = (typeof BUILT_IN_PARTS)[number];

/** Types of the fields that a built-in part of an issue can come from. */
const SUITABLE = {
  status: ['state[1]', 'enum[1]'],
  type: ['enum[1]', 'ownedField[1]'],
  assignee: ['user[1]'],
} as const satisfies Record<BuiltInPart, readonly YouTrackFieldType[]>;

/** True when a field of that type can feed the built-in part. */
export function suits(part: BuiltInPart, type: string): boolean {
  return SUITABLE[part].some((suitable) => suitable === type);
}
