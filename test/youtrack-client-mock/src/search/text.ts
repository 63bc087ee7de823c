/** Text search: whole words in any order, or a phrase; a word also finds its longer forms, as stemming would. */
import { QuerySyntaxError } from './errors.ts';

/** Characters; a pattern cannot be made of much more. */
const MAX_LENGTH = 1_000;

function escapePattern(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
}

/**
 * @param phrase whether all words must follow one another. `*` in a single word stands for any letters.
 * @throws QuerySyntaxError for a text that is too long.
 */
export function textMatcher(text: string, phrase: boolean): (content: string) => boolean {
  if (text.length > MAX_LENGTH) throw new QuerySyntaxError(['The text is too long.']);
  const words = text.split(/\s+/).filter((word) => word !== '');
  const escaped = words.map((word) => escapePattern(word).replaceAll('\\*', '[\\p{L}\\p{N}]*'));
  const sources = phrase ? [escaped.join('\\s+')] : escaped;
  const patterns = sources.map((source) => new RegExp(`(?<![\\p{L}\\p{N}])${source}`, 'iu'));
  return (content) => patterns.every((pattern) => pattern.test(content));
}
