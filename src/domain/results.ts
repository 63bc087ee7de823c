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

/**
 * Integer fields hold 32 bits. Whether float fields hold 32 or 64 is not documented: what 32 cannot hold might be kept
 * as `Infinity`.
 */
const BOUNDS: Readonly<Record<string, readonly [least: number, greatest: number]>> = {
  integer: [-2_147_483_648, 2_147_483_647],
  float: [-3.402_823_466_385_288_6e38, 3.402_823_466_385_288_6e38],
};

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

export interface Fitted {
  readonly written: Written;
  /** The result is too great for the field, which is cleared: an old number would look like the result. */
  readonly isTooGreat: boolean;
}

/** @returns what a field of the type should hold; undefined when it never holds this result, so that it is left alone. */
export function fittedTo(
  match: { readonly result: ResultName; readonly criterion?: string | undefined },
  results: KnownResults,
  type: string,
): Fitted | undefined {
  if (!TARGET_TYPES[match.result].includes(type)) return undefined;
  const value = resultOf(match, results);
  const fits = (written: Written): Fitted => ({ written, isTooGreat: false });
  if (typeof value === 'boolean') return fits(value ? YES : NO);
  if (typeof value !== 'number') return fits(value);
  if (type === 'string') return fits(String(rounded(value)));
  // The sum makes 0 of −0.
  const number = type === 'integer' ? Math.round(value) + 0 : value;
  const [least, greatest] = BOUNDS[type] ?? [value, value];
  return number >= least && number <= greatest ? fits(number) : { written: null, isTooGreat: true };
}

/** Text is read by people: no `12.333333333333334`. What is too great for cents has none. */
function rounded(value: number): number {
  const cents = Math.round(value * 100);
  return Number.isSafeInteger(cents) ? cents / 100 : value;
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
