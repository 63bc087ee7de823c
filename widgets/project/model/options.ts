/** The entries of the page's selects. What can't be chosen stays in sight, with the reason. Pure. */

import { ATTRIBUTES, type BuiltInPart, hasNamedValues, suits } from '../../../src/domain/field-types.ts';
import { TARGET_TYPES } from '../../../src/domain/results.ts';
import type { Board, BoardField } from '../../../src/shared/api.ts';
import { boardTitle } from '../../common/board-title.ts';
import type { Option } from '../../common/choice.tsx';
import { type Message, message, type Shown } from '../../messages/message.ts';
import { type MatchRow, type ProjectField, sourceType } from './draft.ts';
import type { Pair, ResultTarget } from './editor-state.ts';
import { ducalisTypeName, type Mismatch, mismatch, youtrackTypeName } from './type-names.ts';

/** A stored value stays an option although what it names is gone, so that opening a form never changes it. */
export function withStored(
  options: readonly Option[],
  stored: string | null,
  label: Shown | null = stored,
  description = message('project.option.gone'),
): Option[] {
  if (stored === null || options.some(({ key }) => key === stored)) return [...options];
  return [{ key: stored, label: label ?? stored, description }, ...options];
}

/** Null board fields are not known at the moment: a stored one is then shown by its key, and not called gone. */
type KnownFields = readonly BoardField[] | null;

/** A stored board may be missing because it is gone, or because a system administrator has not released it. */
export function boardOptions(boards: readonly Board[], stored: Board | null): Option[] {
  const options = boards.map((board) => ({ key: board.id, label: boardTitle(board) }));
  if (stored === null) return options;
  return withStored(options, stored.id, boardTitle(stored), message('project.option.boardGone'));
}

/** A stored field of another type than can be chosen is not called gone. */
export function builtInOptions(
  part: BuiltInPart,
  fields: readonly ProjectField[],
  stored: string | null,
): Option[] {
  const options = fields
    .filter(({ name, type }) => suits(part, type) || name === stored)
    .map(({ name, type }) => ({ key: name, label: name, description: youtrackTypeName(type) }));
  return withStored(options, stored);
}

const ATTRIBUTE = 'attribute:';
const FIELD = 'field:';

/** A field and an attribute may bear the same name. */
export function sourceKey({ isAttribute, field }: Pick<Pair, 'isAttribute' | 'field'>): string | null {
  return field === null ? null : `${isAttribute ? ATTRIBUTE : FIELD}${field}`;
}

export function sourceOf(key: string | null): Pick<Pair, 'isAttribute' | 'field'> {
  if (key === null) return { isAttribute: false, field: null };
  const isAttribute = key.startsWith(ATTRIBUTE);
  return { isAttribute, field: key.slice(isAttribute ? ATTRIBUTE.length : FIELD.length) };
}

function refusable(option: Option, reason: Message | null): Option {
  return reason === null ? option : { ...option, details: reason, disabled: true };
}

function reasonOf(found: Mismatch | null): Message | null {
  return found === null ? null : found.reason;
}

/** What can be chosen comes first, so that a list opens on it. */
function usableFirst(options: readonly Option[]): Option[] {
  const isUsable = ({ disabled = false }: Option) => !disabled;
  return [...options.filter(isUsable), ...options.filter((option) => !isUsable(option))];
}

export function youtrackFieldOptions(
  fields: readonly ProjectField[],
  row: MatchRow,
  boardFields: KnownFields,
): Option[] {
  const target = boardFields?.find(({ key }) => key === row.key);
  const wanted = target?.type ?? 'text_long';
  const own = fields.map(({ name, type }) =>
    refusable(
      { key: `${FIELD}${name}`, label: name, description: youtrackTypeName(type) },
      reasonOf(mismatch(type, wanted)),
    ),
  );
  const common = ATTRIBUTES.map((name) =>
    refusable(
      { key: `${ATTRIBUTE}${name}`, label: name, description: message('project.option.attribute') },
      reasonOf(mismatch(name, wanted)),
    ),
  );
  return withStored(usableFirst([...own, ...common]), sourceKey(row), row.field);
}

export function ducalisFieldOptions(
  boardFields: KnownFields,
  row: MatchRow,
  fields: readonly ProjectField[],
  takenElsewhere: ReadonlySet<string>,
): Option[] {
  if (boardFields === null) return row.key === null ? [] : [{ key: row.key, label: row.key }];
  const source = sourceType(row, fields);
  const options = boardFields.map(({ key, name, type, required, isCriterion }) => {
    const words = [
      ducalisTypeName(type),
      ...(isCriterion ? [message('project.option.criterion')] : []),
      ...(required ? [message('project.option.required')] : []),
    ];
    const option = { key, label: name, description: message('project.option.words', { words }) };
    if (takenElsewhere.has(key)) return refusable(option, message('project.option.taken'));
    return refusable(option, source === undefined ? null : reasonOf(mismatch(source, type)));
  });
  return withStored(usableFirst(options), row.key);
}

/**
 * Fields that can hold the result; one that is sent to Ducalis, or taken by another result, says so. A stored one of
 * another type is not called gone.
 */
export function resultFieldOptions(
  { result }: ResultTarget,
  fields: readonly ProjectField[],
  stored: string | null,
  watched: ReadonlySet<string>,
  takenElsewhere: ReadonlySet<string>,
): Option[] {
  const options = fields
    .filter(({ name, type }) => TARGET_TYPES[result].includes(type) || name === stored)
    .map(({ name, type }) => {
      const option = { key: name, label: name, description: youtrackTypeName(type) };
      if (watched.has(name)) return refusable(option, message('project.option.watched'));
      return refusable(option, takenElsewhere.has(name) ? message('project.option.takesResult') : null);
    });
  return withStored(usableFirst(options), stored);
}

/** Fields that a filter can look at and does not yet. */
export function conditionOptions(fields: readonly ProjectField[], used: readonly string[]): Option[] {
  return fields
    .filter(({ name, type }) => hasNamedValues(type) && !used.includes(name))
    .map(({ name, type }) => ({ key: name, label: name, description: youtrackTypeName(type) }));
}

export interface ValueRow {
  readonly name: string;
  readonly label: Shown;
}

/**
 * The rows of a value map: those that are mapped and gone, so that they are in sight among many, and every value of the field.
 *
 * @param names null: not known at the moment, so nothing is called gone.
 */
export function valueRows(names: readonly string[] | null, mapped: readonly string[]): readonly ValueRow[] {
  const known = new Set(names ?? mapped);
  const gone = mapped.filter((name) => !known.has(name));
  return [
    ...gone.map((name) => ({ name, label: message('project.option.goneValue', { name }) })),
    ...[...known].map((name) => ({ name, label: name })),
  ];
}

export function namedOptions(names: readonly string[], stored: readonly string[]): Option[] {
  const options = names.map((name) => ({ key: name, label: name }));
  return stored.reduce<Option[]>((all, name) => withStored(all, name), options);
}
