/**
 * What can be wrong with a project's settings, and at which control. Closed lists, as handlers and pages say them to
 * each other. Pure.
 */
import type { BuiltInPart } from './field-types.ts';

/** Every code that the check of settings can give; a part of the app's error codes. */
export const SETTINGS_CODES = [
  'not-chosen',
  'too-many',
  'board-not-found',
  'board-not-allowed',
  'push-unsupported',
  'field-not-found',
  'fields-incompatible',
  'field-matched-twice',
  'unit-not-applicable',
  'values-not-applicable',
  'filter-field-unsuitable',
  'value-not-found',
  'result-unsuitable',
  'field-both-ways',
  'listed-twice',
] as const;
export type SettingsCode = (typeof SETTINGS_CODES)[number];

/** What can be chosen of a match: what it comes from, what it feeds, and how values are turned. */
export const MATCH_CONTROLS = ['source', 'target', 'unit', 'values'] as const;
export type MatchControl = (typeof MATCH_CONTROLS)[number];

/** A result comes from Ducalis and goes into a YouTrack field. */
export const RESULT_CONTROLS = ['source', 'target'] as const;
export type ResultControl = (typeof RESULT_CONTROLS)[number];

/** The lists as a whole, and what is there once. */
export const WHOLE_PARTS = ['board', 'matches', 'results', 'conditions', 'tags'] as const;

/** The control that fixes a problem. Indexes count from 0, in the order in which the settings list them. */
export type Place =
  | { readonly part: (typeof WHOLE_PARTS)[number] }
  | { readonly part: 'builtIn'; readonly name: BuiltInPart }
  | { readonly part: 'match'; readonly index: number; readonly control: MatchControl }
  | { readonly part: 'result'; readonly index: number; readonly control: ResultControl }
  | { readonly part: 'condition'; readonly index: number };

export interface Problem {
  readonly place: Place;
  readonly code: SettingsCode;
  /** Names that say more: of fields, values, a board. Null: the place says enough. */
  readonly detail: string | null;
}

/** The same text for the same place only. */
export function pathOf(place: Place): string {
  switch (place.part) {
    case 'builtIn':
      return `builtIn.${place.name}`;
    case 'match':
    case 'result':
      return `${place.part}.${place.index}.${place.control}`;
    case 'condition':
      return `condition.${place.index}`;
    default:
      return place.part;
  }
}
