import { describe, expect, it } from 'vitest';
import {
  boardOptions,
  builtInOptions,
  conditionOptions,
  ducalisFieldOptions,
  resultFieldOptions,
  sourceKey,
  sourceOf,
  valueRows,
  youtrackFieldOptions,
} from '../../widgets/project/model/options.ts';
import { youtrackTypeName } from '../../widgets/project/model/type-names.ts';
import { english, inEnglish } from './english.ts';
import { BOARD_FIELDS, DEBT, FIELDS, GROWTH, matchRow } from './project-view.ts';

const chosen = (options: { key: string; disabled?: boolean }[]) =>
  options.filter(({ disabled }) => disabled !== true).map(({ key }) => key);

describe('options', () => {
  it('offers for a built-in part only fields of a suitable type', () => {
    expect(chosen(builtInOptions('assignee', FIELDS, null))).toEqual(['Assignee']);
  });

  it('keeps a stored field that is gone, and marks it', () => {
    expect(inEnglish(builtInOptions('status', FIELDS, 'Old state')[0])).toEqual({
      key: 'Old state',
      label: 'Old state',
      description: 'no longer exists',
    });
  });

  it('calls a mapped value gone only where the values of its field are known', () => {
    const labels = (names: readonly string[] | null) =>
      valueRows(names, ['Search', 'Checkout']).map(({ label }) => english(label));
    expect(labels(['Accounts', 'Search'])).toEqual(['Checkout (no longer exists)', 'Accounts', 'Search']);
    expect(labels(null)).toEqual(['Search', 'Checkout']);
  });

  it('keeps a stored board that is gone, or not released, under its name, and does not say which', () => {
    expect(
      boardOptions([DEBT], GROWTH).map(({ label, description }) => [label, english(description)]),
    ).toEqual([
      ['🚀 Growth', 'cannot be chosen any more'],
      ['Tech debt', null],
    ]);
  });

  it('shows what cannot be chosen last, with the reason', () => {
    const row = matchRow({ field: 'Story points' });
    const options = ducalisFieldOptions(BOARD_FIELDS, row, FIELDS, new Set(['impact']));
    expect(inEnglish(options)).toEqual([
      { key: 'notes', label: 'Notes', description: 'Text Long' },
      {
        key: 'impact',
        label: 'Impact',
        description: 'Number, criterion, required',
        details: 'Already fed by another row',
        disabled: true,
      },
      {
        key: 'due',
        label: 'Due',
        description: 'Date',
        details: 'integer does not fit Date',
        disabled: true,
      },
    ]);
  });

  it('offers only YouTrack fields that fit the chosen Ducalis field', () => {
    const row = matchRow({ key: 'impact' });
    expect(chosen(youtrackFieldOptions(FIELDS, row, BOARD_FIELDS))).toEqual([
      'field:Story points',
      'attribute:votes',
      'attribute:spent time',
    ]);
  });

  it('never offers a YouTrack field of an unknown type', () => {
    const options = youtrackFieldOptions(FIELDS, matchRow({}), BOARD_FIELDS);
    expect(chosen(options)).not.toContain('field:Whatever');
  });

  it("does not call a stored Ducalis field gone while the board's fields are not known", () => {
    const row = matchRow({ field: 'Story points', key: 'impact' });
    expect(ducalisFieldOptions(null, row, FIELDS, new Set())).toEqual([{ key: 'impact', label: 'impact' }]);
  });

  it('tells a field and an attribute of the same name apart', () => {
    for (const isAttribute of [true, false]) {
      const source = { isAttribute, field: 'votes' };
      expect(sourceOf(sourceKey(source))).toEqual(source);
    }
    expect(sourceOf(null)).toEqual({ isAttribute: false, field: null });
  });

  it('offers for a result only fields that can hold it, and refuses one that is sent', () => {
    const target = { result: 'totalScore' } as const;
    const none = new Set<string>();
    expect(chosen(resultFieldOptions(target, FIELDS, null, none, none))).toEqual(['Story points']);
    expect(chosen(resultFieldOptions(target, FIELDS, null, new Set(['Story points']), none))).toEqual([]);
    expect(chosen(resultFieldOptions(target, FIELDS, 'Gone', none, none))).toContain('Gone');
  });

  it('offers for a condition fields with named values that have none yet', () => {
    expect(chosen(conditionOptions(FIELDS, ['Type']))).toEqual(['Priority', 'Stage']);
  });

  it.each([
    ['enum[1]', 'enum'],
    ['version[*]', 'version (multiple)'],
    ['date and time', 'date and time'],
    ['ownedField[1]', 'owned field'],
  ])('calls %s "%s"', (type, name) => {
    expect(english(youtrackTypeName(type))).toBe(name);
  });
});
