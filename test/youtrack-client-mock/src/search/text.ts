/** Text search: whole words in any order, or a phrase; a word also finds its longer forms, as stemming would. */

function escapePattern(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
}

/** @param phrase whether all words must follow one another. `*` in a single word stands for any letters. */
export function textMatcher(text: string, phrase: boolean): (content: string) => boolean {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const escaped = words.map((word) => escapePattern(word).replaceAll('\\*', '[\\p{L}\\p{N}]*'));
  const sources = phrase ? [escaped.join('\\s+')] : escaped;
  const patterns = sources.map((source) => new RegExp(`(?<![\\p{L}\\p{N}])${source}`, 'iu'));
  return (content) => patterns.every((pattern) => pattern.test(content));
}
