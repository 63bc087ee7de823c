/** Field types as people know them, and why a pair of them does not fit. Pure. */
import {
  type DucalisFieldType,
  isAttribute,
  isCompatible,
  isYouTrackFieldType,
} from '../../src/domain/field-types.ts';

const DUCALIS: Readonly<Record<DucalisFieldType, string>> = {
  text_short: 'Text Short',
  text_long: 'Text Long',
  number: 'Number',
  date: 'Date',
  date_range: 'Date Range',
  user: 'User',
  users: 'Multiple Users',
  select: 'Single-Selector',
  multi_select: 'Multiple Selector',
};

export function ducalisTypeName(type: DucalisFieldType): string {
  return DUCALIS[type];
}

/** YouTrack's own words: `enum[*]` is "enum (multiple)". A type this app does not know is shown as it is. */
export function youtrackTypeName(type: string): string {
  const name = type.replace(/\[.\]$/, '').replace('ownedField', 'owned field');
  return type.endsWith('[*]') ? `${name} (multiple)` : name;
}

/**
 * @param from a type id of YouTrack, or the name of an attribute.
 * @returns null when the pair fits, otherwise the reason for a person.
 */
export function mismatch(from: string, to: DucalisFieldType): string | null {
  if (!isYouTrackFieldType(from) && !isAttribute(from))
    return `Fields of type ${youtrackTypeName(from)} cannot be sent`;
  if (isCompatible(from, to)) return null;
  return `${youtrackTypeName(from)} does not fit ${ducalisTypeName(to)}`;
}
