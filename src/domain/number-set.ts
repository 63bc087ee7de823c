/**
 * A set of issue numbers as a short text: six numbers a character, so that 100,000 of them take 17 kB. Pure; the runtime
 * of scripts has no base64 of its own.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BITS = 6;
const NOTHING = 'A';

/** Greater numbers are in no set: the text would outgrow what is sensible to store. */
export const GREATEST_NUMBER = 600_000;

/** @param text of {@link withNumbers}; empty: the empty set. */
export function hasNumber(text: string, number: number): boolean {
  const at = number - 1;
  return (bitsOf(text[Math.floor(at / BITS)]) & (1 << (at % BITS))) !== 0;
}

/** The set with these numbers as well. @param numbers from 1 on. */
export function withNumbers(text: string, numbers: readonly number[]): string {
  const added = numbers.filter((number) => number >= 1 && number <= GREATEST_NUMBER);
  if (added.length === 0) return text;
  const places = [...text];
  for (const number of added) {
    const at = number - 1;
    const place = Math.floor(at / BITS);
    while (places.length <= place) places.push(NOTHING);
    places[place] = ALPHABET.charAt(bitsOf(places[place]) | (1 << (at % BITS)));
  }
  return places.join('');
}

/** What is no letter of the alphabet counts as an empty place. */
function bitsOf(letter = NOTHING): number {
  return Math.max(0, ALPHABET.indexOf(letter));
}
