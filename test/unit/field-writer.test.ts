import { describe, expect, it } from 'vitest';
import { fieldWriter } from '../../src/youtrack/field-writer.ts';

const YES = { name: 'Yes' };
const TYPES = new Map([
  ['Score', 'float'],
  ['Rank', 'integer'],
  ['Note', 'string'],
  ['Top', 'enum[1]'],
]);

function writerOn(fields: Record<string, unknown>, hidden: readonly string[] = []) {
  const project = {
    findFieldByName(name: string) {
      const typeName = TYPES.get(name);
      if (typeName === undefined) return null;
      const findValueByName = (value: string) => (value === YES.name ? YES : null);
      const isVisibleInIssue = () => !hidden.includes(name);
      return { name, typeName, isVisibleInIssue, ...(typeName === 'enum[1]' ? { findValueByName } : {}) };
    },
  };
  return fieldWriter({ fields, project });
}

describe('a field', () => {
  it.each([
    ['Score', null, 12.5],
    ['Score', 12.5, null],
    ['Score', 12.5, 12.6],
    ['Rank', 3, 0],
    ['Rank', 2_147_483_646, 2_147_483_647],
    ['Note', null, 'No'],
    ['Top', null, 'Yes'],
    ['Top', YES, null],
  ])('%s that holds %j differs from %j', (field, held, written) => {
    expect(writerOn({ [field]: held }).differs(field, written)).toBe(true);
  });

  it.each([
    ['Score', 12.5, 12.5],
    ['Score', Math.fround(12.1), 12.1],
    ['Score', undefined, null],
    ['Rank', 3, 3],
    ['Note', '', null],
    ['Note', '3', '3'],
    ['Top', YES, 'Yes'],
  ])('%s that holds %j does not differ from %j', (field, held, written) => {
    expect(writerOn({ [field]: held }).differs(field, written)).toBe(false);
  });

  it('that a condition hides in the issue is never different', () => {
    expect(writerOn({ Rank: 3 }, ['Rank']).differs('Rank', 4)).toBe(false);
  });

  it('that cannot hold the value is never different, so nobody tries for ever', () => {
    expect(writerOn({ Top: YES }).differs('Top', 'No')).toBe(false);
    expect(writerOn({}).differs('Gone', 1)).toBe(false);
    expect(writerOn({}).typeOf('Gone')).toBeNull();
  });

  it('is written as YouTrack takes it: a name as the value that bears it', () => {
    const fields: Record<string, unknown> = { Top: null, Score: 1 };
    const writer = writerOn(fields);
    writer.write('Top', 'Yes');
    writer.write('Score', null);
    expect(fields).toEqual({ Top: YES, Score: null });
  });
});
