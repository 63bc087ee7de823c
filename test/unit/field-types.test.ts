import { describe, expect, it } from 'vitest';
import {
  DUCALIS_FIELD_TYPES,
  hasNamedValues,
  isAttribute,
  isSelector,
  isYouTrackFieldType,
  suits,
} from '../../src/domain/field-types.ts';

const NAMED = [
  ...['enum[1]', 'enum[*]', 'state[1]', 'ownedField[1]', 'ownedField[*]', 'version[1]', 'version[*]'],
  ...['build[1]', 'build[*]', 'group[1]', 'group[*]'],
];
const OTHERS = [
  'user[1]',
  'user[*]',
  'period',
  'date',
  'date and time',
  'integer',
  'float',
  'string',
  'text',
];
const NO_TYPES = ['', 'enum', 'enum[2]', 'Enum[1]', 'hologram[1]', 'toString', '__proto__', 'votes'];

describe('a field type of YouTrack', () => {
  it.each(NAMED)('%s has values that a filter or a value map can name', (type) => {
    expect(isYouTrackFieldType(type)).toBe(true);
    expect(hasNamedValues(type)).toBe(true);
  });

  it.each(OTHERS)('%s has none', (type) => {
    expect(isYouTrackFieldType(type)).toBe(true);
    expect(hasNamedValues(type)).toBe(false);
  });

  it.each(NO_TYPES)('"%s" is none that this app knows', (type) => {
    expect(isYouTrackFieldType(type)).toBe(false);
    expect(hasNamedValues(type)).toBe(false);
    expect(suits('status', type)).toBe(false);
  });
});

it('the time of the last update is no attribute: each push would cause another', () => {
  expect(['votes', 'created', 'resolved', 'spent time', 'updated'].filter(isAttribute)).toEqual([
    'votes',
    'created',
    'resolved',
    'spent time',
  ]);
});

it('options are chosen in selectors only', () => {
  expect(DUCALIS_FIELD_TYPES.filter(isSelector)).toEqual(['select', 'multi_select']);
});
