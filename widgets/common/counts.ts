/** Counts as people read them. Pure. */

/** The app counts no further. */
const COUNTED = 1_000;

export function capped(count: number, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(count);
  return count >= COUNTED ? `${number} or more` : number;
}
