/** Splits a search query into tokens. Words keep their case; nothing is looked up here. */
import { QuerySyntaxError } from './errors.ts';

export interface Token {
  readonly kind:
    | 'word'
    /** Text in braces. */
    | 'braced'
    /** Text in double quotes. */
    | 'quoted'
    | 'colon'
    | 'comma'
    | 'range'
    | 'open'
    | 'close'
    | 'hash'
    | 'minus';
  readonly text: string;
}

const SYMBOLS: Readonly<Record<string, Token['kind']>> = {
  ':': 'colon',
  ',': 'comma',
  '(': 'open',
  ')': 'close',
};

/** Dates with a time and addresses hold a colon that separates nothing. */
const WORD_WITH_COLON = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?|[a-z]+:\/\/[^\s,(){}]+/iy;
const WORD = /(?:(?!\.\.)[^\s:,(){}"])+/y;

/** Throws {@link QuerySyntaxError} for a brace or quote that is not closed. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const char = query.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const token = read(query, at);
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function read(query: string, at: number): { token: Token; end: number } {
  const char = query.charAt(at);
  const symbol = SYMBOLS[char];
  if (symbol) return { token: { kind: symbol, text: char }, end: at + 1 };
  if (query.startsWith('..', at)) return { token: { kind: 'range', text: '..' }, end: at + 2 };
  if (char === '{') return enclosed(query, at, '}', 'braced');
  if (char === '"') return enclosed(query, at, '"', 'quoted');
  const follows = /\S/.test(query.charAt(at + 1));
  if (char === '#' && follows) return { token: { kind: 'hash', text: char }, end: at + 1 };
  if (char === '-' && follows) return { token: { kind: 'minus', text: char }, end: at + 1 };
  const word = match(WORD_WITH_COLON, query, at) ?? match(WORD, query, at) ?? char;
  return { token: { kind: 'word', text: word }, end: at + word.length };
}

function match(pattern: RegExp, query: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(query)?.[0];
}

function enclosed(
  query: string,
  at: number,
  closing: string,
  kind: 'braced' | 'quoted',
): { token: Token; end: number } {
  const end = query.indexOf(closing, at + 1);
  if (end < 0) throw new QuerySyntaxError([`Closing ${kind === 'braced' ? 'brace' : 'quote'} is expected.`]);
  return { token: { kind, text: query.slice(at + 1, end).trim() }, end: end + 1 };
}
