/** Finding rows of a list by words. Pure. */

import { type Message, message } from '../messages/message.ts';

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

/** What a list is of. */
export type RowKind = 'board' | 'value' | 'person' | 'finding' | 'connectedProject' | 'project';

/** How many rows there are, or are in sight; null for an empty list. */
export function foundInWords(rows: RowKind, shown: number, matching: number, all: number): Message | null {
  if (all === 0) return null;
  if (shown < matching) return message(`pages.found.${rows}.part`, { shown, matching });
  return matching === all
    ? message(`pages.found.${rows}.all`, { all })
    : message(`pages.found.${rows}.matching`, { matching, all });
}
