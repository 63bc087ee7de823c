/** First guesses for a project without settings, by name and type. Pure. */
import {
  type BuiltInPart,
  type DucalisFieldType,
  isCompatible,
  isYouTrackFieldType,
  suits,
} from './field-types.ts';

interface NamedField {
  readonly name: string;
  /** YouTrack's type id. */
  readonly type: string;
}

interface BoardField {
  readonly key: string;
  readonly name: string;
  readonly type: DucalisFieldType;
}

type BuiltIn = Readonly<Record<BuiltInPart, string | null>>;

export function suggestBuiltIn(fields: readonly NamedField[]): BuiltIn {
  const named = (part: BuiltInPart): string | null =>
    fields.find(({ name, type }) => name.toLowerCase() === part && suits(part, type))?.name ?? null;
  return {
    status: fields.find(({ type }) => type === 'state[1]')?.name ?? null,
    type: named('type'),
    assignee: named('assignee'),
  };
}

/**
 * Pairs of fields with the same name, as far as one may feed the other; each is used once. Case, spaces and
 * punctuation do not count: `Story points` is `story_points`.
 *
 * @param taken names and keys that are matched already.
 */
export function suggestMatches(
  fields: readonly NamedField[],
  boardFields: readonly BoardField[],
  taken: ReadonlySet<string>,
): readonly { readonly field: string; readonly key: string }[] {
  const free = new Map<string, NamedField>();
  for (const field of fields) {
    if (!taken.has(field.name) && essence(field.name) !== '') free.set(essence(field.name), field);
  }
  return boardFields.flatMap(({ key, name, type }) => {
    if (taken.has(key)) return [];
    const field = [name, key].flatMap((known) => free.get(essence(known)) ?? [])[0];
    if (field === undefined || !isYouTrackFieldType(field.type) || !isCompatible(field.type, type)) return [];
    free.delete(essence(field.name));
    return [{ field: field.name, key }];
  });
}

function essence(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
