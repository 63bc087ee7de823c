/** How each type of field is written in a seed, and what is stored for it. */
import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/model/props.ts';
import type { FieldTypeId, Value } from '../../src/model/types.ts';
import { FIELD_TYPES, isRef, isRefList } from '../../src/model/types.ts';
import type { HumanFieldValue } from '../../src/seed/schema.ts';
import { plant, small } from './support.ts';

interface Example {
  readonly values?: readonly string[];
  readonly written: HumanFieldValue;
  /** References as the names or logins of what they lead to. */
  readonly stored: Value | readonly string[];
}

const NOON = Date.parse('2026-10-31T12:00:00.000Z');

const EXAMPLES: Readonly<Record<FieldTypeId, Example>> = {
  'enum[1]': { values: ['Major', 'Minor'], written: 'Minor', stored: ['Minor'] },
  'enum[*]': { values: ['Web', 'iOS'], written: ['iOS', 'Web', 'iOS'], stored: ['iOS', 'Web'] },
  'state[1]': { values: ['Open', 'Done'], written: 'Done', stored: ['Done'] },
  'ownedField[1]': { values: ['Search'], written: 'Search', stored: ['Search'] },
  'ownedField[*]': { values: ['Search'], written: 'Search', stored: ['Search'] },
  'version[1]': { values: ['1.0'], written: '1.0', stored: ['1.0'] },
  'version[*]': { values: ['1.0', '1.1'], written: ['1.1'], stored: ['1.1'] },
  'build[1]': { values: ['77'], written: '77', stored: ['77'] },
  'build[*]': { values: ['77'], written: [], stored: [] },
  'user[1]': { written: 'bob', stored: ['bob'] },
  'user[*]': { values: ['ada', 'bob'], written: ['bob', 'ada'], stored: ['bob', 'ada'] },
  'group[1]': { written: 'Demo Team', stored: ['Demo Team'] },
  'group[*]': { written: ['All Users'], stored: ['All Users'] },
  period: { written: '1w 2d', stored: { minutes: 7 * 8 * 60 } },
  date: { written: '2026-10-31', stored: NOON },
  'date and time': { written: '2026-10-31T14:00+02:00', stored: NOON },
  integer: { written: 8, stored: 8 },
  float: { written: 2.5, stored: 2.5 },
  string: { written: 'Ærø {GmbH}', stored: 'Ærø {GmbH}' },
  text: { written: '**bold**', stored: '**bold**' },
};

function planted(type: FieldTypeId, written: HumanFieldValue | undefined, more: Partial<Example> = {}) {
  const { tx, one } = plant(
    small({
      fields: [{ name: 'It', type, ...(more.values ? { values: [...more.values] } : {}) }],
      projects: [{ key: 'DEMO', name: 'Demo', leader: 'ada', fields: ['It'] }],
      issues: [
        {
          project: 'DEMO',
          summary: 'One',
          reporter: 'ada',
          fields: written === undefined ? {} : { It: written },
        },
      ],
    }),
  );
  const value = tx.get(one('Issue', 'summary', 'One'), 'field:It');
  const name = (ref: string): string => textOf(tx, ref, tx.typeOf(ref) === 'User' ? 'login' : 'name');
  if (isRefList(value)) return value.map(({ ref }) => name(ref));
  return isRef(value) ? [name(value.ref)] : value;
}

describe('a value', () => {
  it.each(FIELD_TYPES)('of type %s is written as a person would', (type) => {
    const { written, stored, ...more } = EXAMPLES[type];
    expect(planted(type, written, more)).toEqual(stored);
  });

  it.each(FIELD_TYPES)('of type %s may be left out or null', (type) => {
    const { values } = EXAMPLES[type];
    const more = values ? { values } : {};
    const empty = type.endsWith('[*]') ? [] : null;
    expect(planted(type, undefined, more)).toEqual(empty);
    expect(planted(type, null, more)).toEqual(empty);
  });

  it.each([
    ['+10d', '2026-03-25T12:00:00.000Z'],
    ['-1d', '2026-03-14T12:00:00.000Z'],
    ['+0d', '2026-03-15T12:00:00.000Z'],
  ])('of type date can count from now: %s', (written, stored) => {
    expect(planted('date', written)).toBe(Date.parse(stored));
  });

  it('of type period can be a number of minutes', () => {
    expect(planted('period', 90)).toEqual({ minutes: 90 });
  });

  const MISFITS: readonly (readonly [FieldTypeId, HumanFieldValue, RegExp])[] = [
    ['integer', 2.5, /must be a whole number \(2\.5\)/],
    ['integer', '8', /must be a whole number \("8"\)/],
    ['float', 'much', /must be a number/],
    ['string', 8, /must be a text/],
    ['period', 'two days', /must be a period such as "1w 2d 3h 4m" \("two days"\)/],
    ['date', 'tomorrow', /"tomorrow" is no date such as 2026-10-31/],
    ['date', '2026-02-30', /"2026-02-30" is no date/],
    ['date and time', '2026-10-31', /is no date and time such as 2026-10-31T14:30/],
    ['user[1]', 'eve', /Value is not allowed \("eve"\)/],
    ['user[*]', ['ada', 'eve'], /Value is not allowed \(\["ada","eve"\]\)/],
    ['group[1]', 'Nobody', /Value is not allowed \("Nobody"\)/],
  ];
  it.each(MISFITS)('of type %s cannot be %j', (type, written, sentence) => {
    expect(() => planted(type, written)).toThrow(/^issues\.0\.fields\.It: /);
    expect(() => planted(type, written)).toThrow(sentence);
  });
});
