import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EVERYTHING,
  exclusion,
  type Filter,
  type Filtered,
  fieldsOfFilter,
  staleValues,
} from '../../src/domain/filter.ts';

const ISSUE: Filtered = {
  isRestricted: false,
  isResolved: false,
  tags: ['release', 'ux'],
  fields: new Map([
    ['Type', { value: { kind: 'names', names: ['Bug'] } }],
    ['Platforms', { value: { kind: 'names', names: ['Web', 'iOS'] } }],
    ['Component', { value: null }],
    ['Customer', { value: { kind: 'text', text: 'Bug' } }],
  ]),
};

const why = (filter: Partial<Filter>, issue: Partial<Filtered> = {}) =>
  exclusion({ ...ISSUE, ...issue }, { ...EVERYTHING, ...filter });
const only = (field: string, ...values: string[]): Partial<Filter> => ({ fields: [{ field, values }] });

describe('an issue belongs on the board', () => {
  it.each<[string, Partial<Filter>, Partial<Filtered>]>([
    ['when nothing was chosen', {}, {}],
    ['resolved, when nothing was chosen', {}, { isResolved: true }],
    ['without tags, when nothing was chosen', {}, { tags: [] }],
    ['with one of the values', only('Type', 'Feature', 'Bug'), {}],
    ['with one of its several values', only('Platforms', 'iOS'), {}],
    [
      'with all conditions met',
      {
        fields: [
          { field: 'Type', values: ['Bug'] },
          { field: 'Platforms', values: ['Web'] },
        ],
      },
      {},
    ],
    ['unresolved, when only those are wanted', { unresolvedOnly: true }, {}],
    ['with the tag it needs', { includeTag: 'ux' }, {}],
    ['without the tag it must not have', { excludeTag: 'internal' }, {}],
    ['restricted, when that was allowed', { includeRestricted: true }, { isRestricted: true }],
  ])('%s', (_what, filter, issue) => {
    expect(why(filter, issue)).toBeNull();
  });
});

describe('an issue stays off the board', () => {
  it.each<[string, Partial<Filter>, Partial<Filtered>]>([
    ['with another value', only('Type', 'Feature'), {}],
    ['with a value in other letters', only('Type', 'bug'), {}],
    ['with an empty field', only('Component', 'Checkout'), {}],
    ['without the field', only('Gone', 'x'), {}],
    ['with a field whose values have no names', only('Customer', 'Bug'), {}],
    [
      'with one condition unmet',
      {
        fields: [
          { field: 'Type', values: ['Bug'] },
          { field: 'Platforms', values: ['Android'] },
        ],
      },
      {},
    ],
    ['resolved, when only unresolved ones are wanted', { unresolvedOnly: true }, { isResolved: true }],
    ['without the tag it needs', { includeTag: 'roadmap' }, {}],
    ['with the tag in other letters', { includeTag: 'UX' }, {}],
    ['with the tag it must not have', { excludeTag: 'ux' }, {}],
    [
      'restricted but unfit, when restricted ones are allowed',
      { includeRestricted: true, includeTag: 'roadmap' },
      { isRestricted: true },
    ],
  ])('%s', (_what, filter, issue) => {
    expect(why(filter, issue)).toBe('filter');
  });

  it('because it is restricted, before anything else is looked at', () => {
    expect(why({ unresolvedOnly: true }, { isRestricted: true, isResolved: true })).toBe('restricted');
    expect(why({}, { isRestricted: true })).toBe('restricted');
  });
});

describe('a filter', () => {
  it('never lets an issue in by asking for more', () => {
    const tag = fc.option(fc.constantFrom('release', 'ux', 'roadmap'), { nil: null });
    const field = fc.record({
      field: fc.constantFrom('Type', 'Platforms', 'Component', 'Gone'),
      values: fc.array(fc.constantFrom('Bug', 'Web', 'iOS', 'Checkout'), { minLength: 1, maxLength: 3 }),
    });
    const filters = fc.record({
      fields: fc.array(field, { maxLength: 3 }),
      unresolvedOnly: fc.boolean(),
      includeTag: tag,
      excludeTag: tag,
      includeRestricted: fc.boolean(),
      whenLeaving: fc.constantFrom('remove', 'keep'),
    });
    fc.assert(
      fc.property(filters, field, fc.boolean(), fc.boolean(), (filter, more, isRestricted, isResolved) => {
        const issue = { ...ISSUE, isRestricted, isResolved };
        const stricter = { ...filter, fields: [...filter.fields, more] };
        if (exclusion(issue, filter) !== null) expect(exclusion(issue, stricter)).not.toBeNull();
        else expect(issue.isRestricted && !filter.includeRestricted).toBe(false);
      }),
    );
  });

  const filter: Filter = {
    ...EVERYTHING,
    fields: [
      { field: 'Type', values: ['Bug', 'Defect'] },
      { field: 'State', values: ['Open'] },
    ],
  };

  it('names the fields it looks at', () => {
    expect(fieldsOfFilter(filter)).toEqual(['Type', 'State']);
    expect(fieldsOfFilter(EVERYTHING)).toEqual([]);
  });

  it('names the values that no longer exist', () => {
    expect(staleValues(filter, ({ value }) => value !== 'Defect')).toEqual([
      { field: 'Type', value: 'Defect' },
    ]);
    expect(staleValues(filter, ({ field }) => field !== 'State')).toEqual([
      { field: 'State', value: 'Open' },
    ]);
    expect(staleValues(filter, () => true)).toEqual([]);
  });
});
