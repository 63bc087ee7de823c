/** Finding rows of a list by words. Pure. */

/**
 * Those whose text has every word of the search in it, in any case and order.
 *
 * @param textOf what of a row is searched.
 */
export function searched<T>(rows: readonly T[], search: string, textOf: (row: T) => string): readonly T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What the rows of a list are called. */
export interface RowWords {
  readonly one: string;
  readonly many: string;
  /** By what they are found: "name or key". */
  readonly by: string;
}

/** How many rows there are, or are in sight; nothing of an empty list. */
export function foundInWords(shown: number, matching: number, all: number, { one, many }: RowWords): string {
  if (all === 0) return '';
  const of = matching === all ? '' : ` of ${all}`;
  return shown === matching
    ? `${matching}${of} ${all === 1 ? one : many}`
    : `${shown} of ${matching} ${many} shown`;
}
