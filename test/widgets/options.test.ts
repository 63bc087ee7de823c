import { describe, expect, it } from 'vitest';
import {
  boardOptions,
  builtInOptions,
  ducalisFieldOptions,
  youtrackFieldOptions,
} from '../../widgets/settings/editor/options.ts';
import { youtrackTypeName } from '../../widgets/settings/editor/type-names.ts';
import { BOARD_FIELDS, DEBT, FIELDS, GROWTH } from './project-view.ts';

const chosen = (options: { key: string; disabled?: boolean }[]) =>
  options.filter(({ disabled }) => disabled !== true).map(({ key }) => key);

describe('options', () => {
  it('offers for a built-in part only fields of a suitable type', () => {
    expect(chosen(builtInOptions('assignee', FIELDS, null))).toEqual(['Assignee']);
  });

  it('keeps a stored field that is gone, and marks it', () => {
    expect(builtInOptions('status', FIELDS, 'Old state')[0]).toEqual({
      key: 'Old state',
      label: 'Old state',
      description: 'no longer exists',
    });
  });

  it('keeps a stored board that is gone under its name', () => {
    expect(boardOptions([DEBT], GROWTH).map(({ label }) => label)).toEqual(['🚀 Growth', 'Tech debt']);
  });

  it('shows what cannot be chosen, with the reason', () => {
    const row = { id: 0, field: 'Story points', key: null };
    const options = ducalisFieldOptions(BOARD_FIELDS, row, FIELDS, new Set(['impact']));
    expect(options).toEqual([
      {
        key: 'impact',
        label: 'Impact',
        description: 'Number, required',
        details: 'Already fed by another row',
        disabled: true,
      },
      { key: 'notes', label: 'Notes', description: 'Text Long' },
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
    const row = { id: 0, field: null, key: 'impact' };
    expect(chosen(youtrackFieldOptions(FIELDS, row, BOARD_FIELDS))).toEqual(['Story points']);
  });

  it('never offers a YouTrack field of an unknown type', () => {
    const options = youtrackFieldOptions(FIELDS, { id: 0, field: null, key: null }, BOARD_FIELDS);
    expect(chosen(options)).not.toContain('Whatever');
  });

  it("does not call a stored Ducalis field gone while the board's fields are not known", () => {
    const row = { id: 0, field: 'Story points', key: 'impact' };
    expect(ducalisFieldOptions(null, row, FIELDS, new Set())).toEqual([{ key: 'impact', label: 'impact' }]);
  });

  it.each([
    ['enum[1]', 'enum'],
    ['version[*]', 'version (multiple)'],
    ['date and time', 'date and time'],
    ['ownedField[1]', 'owned field'],
  ])('calls %s "%s"', (type, name) => {
    expect(youtrackTypeName(type)).toBe(name);
  });
});
