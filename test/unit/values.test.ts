import { describe, expect, it } from 'vitest';
import { readFieldValue, readInstant, readPerson, restoredProject } from '../../src/youtrack/values.ts';

/** YouTrack's own set has `forEach` and no iterator. */
function set(...elements: unknown[]): object {
  return { forEach: (visit: (element: unknown) => void) => elements.forEach(visit) };
}
const named = (name: unknown) => ({ name });
const period = (weeks: number, days: number, hours: number, minutes: number) => ({
  getWeeks: () => weeks,
  getDays: () => days,
  getHours: () => hours,
  getMinutes: () => minutes,
});

describe('a value as YouTrack hands it to scripts', () => {
  it.each(['enum[1]', 'state[1]', 'ownedField[1]', 'version[1]', 'build[1]', 'group[1]'])(
    '%s is a name',
    (type) => {
      expect(readFieldValue(type, named(' "Ünï} {code}" 🚀 שלום '))).toEqual({
        kind: 'names',
        names: [' "Ünï} {code}" 🚀 שלום '],
      });
    },
  );

  it.each(['enum[*]', 'ownedField[*]', 'version[*]', 'build[*]', 'group[*]'])(
    '%s is several names',
    (type) => {
      expect(readFieldValue(type, set(named('b'), named('a')))).toEqual({ kind: 'names', names: ['b', 'a'] });
    },
  );

  it.each([
    ['an empty set', 'enum[*]', set()],
    ['a set of nothing but what was removed', 'enum[*]', set(null, undefined, named(null), named(''), {})],
    ['a value whose name is missing', 'enum[1]', named(undefined)],
    ['a set of people that is empty', 'user[*]', set()],
    ['a set of people who are gone', 'user[*]', set(null, undefined)],
    ['nothing', 'enum[1]', null],
    ['nothing', 'string', undefined],
    ['a number that is none', 'integer', 'many'],
    ['an endless number', 'float', Number.POSITIVE_INFINITY],
    ['a date that is none', 'date', 'soon'],
    ['a date beyond all dates', 'date and time', 9e15],
  ])('%s is empty (%s)', (_what, type, value) => {
    expect(readFieldValue(type, value)).toBeNull();
  });

  it('removed values leave the others of a set', () => {
    expect(readFieldValue('version[*]', set(null, named('1.0'), named(null)))).toEqual({
      kind: 'names',
      names: ['1.0'],
    });
    expect(readFieldValue('user[*]', set(null, { fullName: 'Ada', email: 'a@example.com' }))).toEqual({
      kind: 'people',
      people: [{ name: 'Ada', email: 'a@example.com' }],
    });
  });

  it('a person without an address, or with a hidden one, has none', () => {
    expect(readPerson({ fullName: 'Ada', login: 'ada', email: '' })).toEqual({ name: 'Ada', email: null });
    expect(readPerson({ login: 'ada', email: undefined })).toEqual({ name: 'ada', email: null });
  });

  it('a period is counted in days of 8 hours and weeks of 5 days', () => {
    expect(readFieldValue('period', period(1, 2, 3, 4))).toEqual({ kind: 'period', minutes: 7 * 480 + 184 });
  });

  it('zero is a value', () => {
    expect(readFieldValue('integer', 0)).toEqual({ kind: 'number', number: 0 });
    expect(readFieldValue('date', 0)).toEqual({ kind: 'instant', at: 0 });
    expect(readInstant(0)).toEqual({ kind: 'instant', at: 0 });
    expect(readFieldValue('period', period(0, 0, 0, 0))).toEqual({ kind: 'period', minutes: 0 });
  });

  it('an unresolved issue was resolved at no time', () => {
    expect(readInstant(null)).toBeNull();
    expect(readInstant(undefined)).toBeNull();
  });
});

describe('a project that was stored for a later function', () => {
  /** Reads its key and tells of nothing that it has any member. */
  const restored: unknown = new Proxy(
    {},
    { get: (_target, name) => (name === 'key' ? 'DEMO' : undefined), has: () => false },
  );
  const demo = Object.assign(Object.create(null), { key: 'DEMO' });
  const find = (key: string) => (key === 'DEMO' ? demo : null);

  it('is looked up anew by its key', () => {
    expect(restoredProject(restored, find)).toBe(demo);
  });

  it.each([null, undefined, 'DEMO', {}, { key: 7 }, { key: 'GONE' }])('is none: %s', (loaded) => {
    expect(restoredProject(loaded, find)).toBeNull();
  });
});
