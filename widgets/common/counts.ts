/** Counts as people read them. Pure. */

/** The app counts no further. */
const COUNTED = 1_000;

export function capped(count: number, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(count);
  return count >= COUNTED ? `${number} or more` : number;
}

const MOST_NAMED = 5;

/** The first few names, and how many more there are. */
export function someNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
