/** The entries of the editor's selects. What can't be chosen stays in sight, with the reason. Pure. */
import { suits } from '../../../src/domain/field-types.ts';
import type { Board, BoardField, ProjectView } from '../../../src/shared/api.ts';
import type { Option } from '../../common/choice.tsx';
import { ducalisTypeName, mismatch, youtrackTypeName } from '../../common/type-names.ts';
import { type BuiltInPart, type MatchRow, sourceType } from './draft.ts';

/** A stored value stays an option although what it names is gone, so that opening a form never changes it. */
export function withStored(options: readonly Option[], stored: string | null, label = stored): Option[] {
  if (stored === null || options.some(({ key }) => key === stored)) return [...options];
  return [{ key: stored, label: label ?? stored, description: 'no longer exists' }, ...options];
}

/** Null board fields are not known at the moment: a stored one is then shown by its key, and not called gone. */
type KnownFields = readonly BoardField[] | null;

export function boardOptions(boards: readonly Board[], stored: Board | null): Option[] {
  const title = ({ name, emoji }: Board) => (emoji === null ? name : `${emoji} ${name}`);
  const options = boards.map((board) => ({ key: board.id, label: title(board) }));
  return withStored(options, stored?.id ?? null, stored === null ? null : title(stored));
}

export function builtInOptions(
  part: BuiltInPart,
  fields: ProjectView['fields'],
  stored: string | null,
): Option[] {
  const options = fields
    .filter(({ type }) => suits(part, type))
    .map(({ name, type }) => ({ key: name, label: name, description: youtrackTypeName(type) }));
  return withStored(options, stored);
}

export function youtrackFieldOptions(
  fields: ProjectView['fields'],
  row: MatchRow,
  boardFields: KnownFields,
): Option[] {
  const target = boardFields?.find(({ key }) => key === row.key);
  const options = fields.map(({ name, type }) => {
    const reason = mismatch(type, target?.type ?? 'text_long');
    const option = { key: name, label: name, description: youtrackTypeName(type) };
    return reason === null ? option : { ...option, details: reason, disabled: true };
  });
  if (row.kept?.source !== 'attribute' || row.field === null) return withStored(options, row.field);
  return [{ key: row.field, label: row.field, description: 'of the issue itself' }, ...options];
}

export function ducalisFieldOptions(
  boardFields: KnownFields,
  row: MatchRow,
  fields: ProjectView['fields'],
  takenElsewhere: ReadonlySet<string>,
): Option[] {
  if (boardFields === null) return row.key === null ? [] : [{ key: row.key, label: row.key }];
  const source = sourceType(row, fields);
  const options = boardFields.map(({ key, name, type, required }) => {
    const reason = takenElsewhere.has(key)
      ? 'Already fed by another row'
      : source === undefined
        ? null
        : mismatch(source, type);
    const option = {
      key,
      label: name,
      description: required ? `${ducalisTypeName(type)}, required` : ducalisTypeName(type),
    };
    return reason === null ? option : { ...option, details: reason, disabled: true };
  });
  return withStored(options, row.key);
}
