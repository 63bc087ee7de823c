/**
 * Texts that come from a server: an answer may hold anything. Shown as text they cannot hide, turn around or push away
 * what is beside them. Pure.
 */

const LONGEST_QUOTE = 200;

/** They turn the direction of writing, also of what follows. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** On one line, shortened, and marked as a text with a direction of its own. Empty when nothing is left to read. */
export function quoted(text: string): string {
  const line = text
    .replace(TURNING, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (line === '') return '';
  const letters = [...line];
  const short =
    letters.length <= LONGEST_QUOTE ? line : `${letters.slice(0, LONGEST_QUOTE).join('').trim()}…`;
  return `\u2068${short}\u2069`;
}
