/** What Ducalis thinks of an issue, as it can be written into a YouTrack field. Pure. */

export const RESULTS = [
  'totalScore',
  'priority',
  'topPriority',
  'votingPercent',
  'isFinal',
  'alignment',
  'url',
  'criterion',
] as const;

export type ResultName = (typeof RESULTS)[number];

const NUMBERS = ['integer', 'float', 'string'] as const;
const CHOICES = ['string', 'enum[1]'] as const;

/** Type ids of the YouTrack fields that can hold each result. State fields never can: a state machine may own them. */
export const TARGET_TYPES: Readonly<Record<ResultName, readonly string[]>> = {
  totalScore: NUMBERS,
  priority: ['integer', 'string'],
  topPriority: CHOICES,
  votingPercent: NUMBERS,
  isFinal: CHOICES,
  alignment: NUMBERS,
  url: ['string', 'text'],
  criterion: NUMBERS,
};

/** What stands for a yes-or-no result; an enum field that takes one has both values. */
export const YES = 'Yes';
export const NO = 'No';

/** YouTrack's integer fields hold 32 bits. */
const GREATEST_INTEGER = 2_147_483_647;

/** Null means "not known", never 0. */
export interface KnownResults {
  readonly totalScore: number | null;
  readonly priority: number | null;
  readonly isTopPriority: boolean | null;
  readonly votingPercent: number | null;
  readonly isFinal: boolean | null;
  readonly alignment: number | null;
  readonly url: string | null;
  readonly criteria: readonly { readonly key: string; readonly score: number | null }[];
}

/** What is written into a field: a number, a text or the name of a value; null clears it. */
export type Written = number | string | null;

/** @returns what a field of the type should hold; undefined when it can't hold this result, so that it is left alone. */
export function writtenAs(
  match: { readonly result: ResultName; readonly criterion?: string | undefined },
  results: KnownResults,
  type: string,
): Written | undefined {
  if (!TARGET_TYPES[match.result].includes(type)) return undefined;
  const value = resultOf(match, results);
  if (typeof value === 'boolean') return value ? YES : NO;
  if (typeof value !== 'number' || type === 'float') return value;
  // Text is read by people: no `12.333333333333334`.
  if (type === 'string') return String(Math.round(value * 100) / 100);
  const rounded = Math.round(value);
  return Math.abs(rounded) <= GREATEST_INTEGER ? rounded : undefined;
}

function resultOf(
  { result, criterion }: { readonly result: ResultName; readonly criterion?: string | undefined },
  results: KnownResults,
): number | boolean | string | null {
  switch (result) {
    case 'topPriority':
      return results.isTopPriority;
    case 'criterion':
      return results.criteria.find(({ key }) => key === criterion)?.score ?? null;
    default:
      return results[result];
  }
}
