/** Field types on both sides and which YouTrack field may feed which Ducalis field. Pure. */

/** What a Ducalis board field can hold (`ducalis.md` part 1, spelled for the wire). */
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

/** Custom field type ids of YouTrack, as `ProjectCustomField.typeName` and REST spell them. */
export const YOUTRACK_FIELD_TYPES = [
  'enum[1]',
  'enum[*]',
  'state[1]',
  'ownedField[1]',
  'ownedField[*]',
  'version[1]',
  'version[*]',
  'build[1]',
  'build[*]',
  'user[1]',
  'user[*]',
  'group[1]',
  'group[*]',
  'period',
  'date',
  'date and time',
  'integer',
  'float',
  'string',
  'text',
] as const;

export type YouTrackFieldType = (typeof YOUTRACK_FIELD_TYPES)[number];

export function isYouTrackFieldType(name: string): name is YouTrackFieldType {
  return YOUTRACK_FIELD_TYPES.some((type) => type === name);
}

/**
 * `named` values are known by their name (enum, state, version …). A selector takes names as options,
 * a text takes names joined by a comma.
 */
const TARGETS: Readonly<Record<YouTrackFieldType, readonly DucalisFieldType[]>> = {
  'enum[1]': ['select', 'multi_select', 'text_short', 'text_long'],
  'enum[*]': ['multi_select', 'text_short', 'text_long'],
  'state[1]': ['select', 'multi_select', 'text_short', 'text_long'],
  'ownedField[1]': ['select', 'multi_select', 'text_short', 'text_long'],
  'ownedField[*]': ['multi_select', 'text_short', 'text_long'],
  'version[1]': ['select', 'multi_select', 'text_short', 'text_long'],
  'version[*]': ['multi_select', 'text_short', 'text_long'],
  'build[1]': ['select', 'multi_select', 'text_short', 'text_long'],
  'build[*]': ['multi_select', 'text_short', 'text_long'],
  'user[1]': ['user', 'users', 'text_short', 'text_long'],
  'user[*]': ['users', 'text_short', 'text_long'],
  'group[1]': ['select', 'multi_select', 'text_short', 'text_long'],
  'group[*]': ['multi_select', 'text_short', 'text_long'],
  period: ['number', 'text_short', 'text_long'],
  date: ['date', 'text_short', 'text_long'],
  'date and time': ['date', 'text_short', 'text_long'],
  integer: ['number', 'text_short', 'text_long'],
  float: ['number', 'text_short', 'text_long'],
  string: ['text_short', 'text_long', 'select'],
  text: ['text_long'],
};

/** True when a value of the YouTrack type can be sent to the Ducalis type without losing its meaning. */
export function isCompatible(from: YouTrackFieldType, to: DucalisFieldType): boolean {
  return TARGETS[from].includes(to);
}
