/** What an administrator is about to save for a project, and how it comes from and becomes a configuration. Pure. */
import { suggestBuiltIn } from '../../../src/domain/suggestions.ts';
import type { Board, Configuration, FieldMatch, ProjectView } from '../../../src/shared/api.ts';

export type BuiltInPart = keyof Configuration['builtIn'];

/** A match under construction: either side may still be open. `id` tells rows apart and is never saved. */
export interface MatchRow {
  readonly id: number;
  readonly field: string | null;
  readonly key: string | null;
  /** What is stored of this pair and not shown here; it goes when the pair does. */
  readonly kept?: Omit<FieldMatch, 'field' | 'key'>;
}

export interface Draft {
  readonly board: Board | null;
  readonly builtIn: Readonly<Record<BuiltInPart, string | null>>;
  readonly matches: readonly MatchRow[];
}

type Fields = ProjectView['fields'];

/** The draft a project starts from: what is stored, or a first guess. */
export function draftOf(view: ProjectView): Draft {
  const { configuration } = view;
  if (configuration === null) {
    return { board: null, builtIn: suggestBuiltIn(view.fields), matches: [] };
  }
  return {
    board: configuration.board,
    builtIn: configuration.builtIn,
    matches: configuration.matches.map(({ field, key, ...kept }, id) => ({ id, field, key, kept })),
  };
}

/** Null while something is still open. */
export function configurationOf(draft: Draft): Configuration | null {
  if (draft.board === null) return null;
  const matches: Configuration['matches'] = [];
  for (const { field, key, kept } of draft.matches) {
    if (field === null || key === null) return null;
    matches.push({ field, key, ...kept });
  }
  return { board: draft.board, builtIn: { ...draft.builtIn }, matches };
}

/** Type id of the row's field, or the name of its attribute; undefined for a field that the project lacks. */
export function sourceType({ field, kept }: MatchRow, fields: Fields): string | undefined {
  if (field !== null && kept?.source === 'attribute') return field;
  return fields.find(({ name }) => name === field)?.type;
}

/** Equal in what would be saved; row ids do not count, nor does a renamed board. */
export function sameDraft(one: Draft, other: Draft): boolean {
  const essence = ({ board, builtIn, matches }: Draft) =>
    JSON.stringify([
      board?.id ?? null,
      [builtIn.status, builtIn.type, builtIn.assignee],
      matches.map(({ field, key, kept = {} }) => [field, key, kept]),
    ]);
  return essence(one) === essence(other);
}
