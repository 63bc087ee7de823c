/**
 * Reads the grammar JetBrains publishes for search queries: `or` over `and` over terms, and terms of filters, single
 * values and text.
 */
import type { FilterValue, Item, Node, Query, SortKey } from './ast.ts';
import { QuerySyntaxError } from './errors.ts';
import type { Token } from './lexer.ts';
import { tokenize } from './lexer.ts';

export interface Vocabulary {
  /** By lower-case name. */
  isAttribute(name: string): boolean;
  isSortable(name: string): boolean;
}

const SORT = new Set(['sort by', 'order by']);
const MAX_NAME_WORDS = 6;
/** More would exhaust the stack here, or whatever reads the tree. */
const MAX_DEPTH = 100;

/** Throws {@link QuerySyntaxError}. An empty query matches everything. */
export function parseQuery(query: string, vocabulary: Vocabulary): Query {
  return new Parser(tokenize(query), vocabulary).parse();
}

class Parser {
  private at = 0;
  private depth = 0;
  private readonly sort: SortKey[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly vocabulary: Vocabulary,
  ) {}

  parse(): Query {
    const root = this.or();
    if (this.peek()) throw new QuerySyntaxError([`Unexpected "${this.peek()?.text}".`]);
    return { root, sort: this.sort };
  }

  private or(): Node {
    return this.joined('or', () => this.joined('and', () => this.term()));
  }

  private joined(kind: 'or' | 'and', operand: () => Node): Node {
    const first = operand();
    const operands = [first];
    while (this.isOperator(kind)) {
      this.at += 1;
      operands.push(operand());
    }
    return operands.length === 1 ? first : { kind, operands };
  }

  private term(): Node {
    const items: Item[] = [];
    for (let token = this.peek(); token; token = this.peek()) {
      if (token.kind === 'close' || this.isOperator('and') || this.isOperator('or')) break;
      const item = this.item(token);
      if (item) items.push(item);
    }
    return { kind: 'term', items };
  }

  private item(token: Token): Item | undefined {
    if (token.kind === 'open') {
      this.at += 1;
      this.depth += 1;
      if (this.depth > MAX_DEPTH) throw new QuerySyntaxError(['There are too many parentheses.']);
      const node = this.or();
      this.depth -= 1;
      if (this.next()?.kind !== 'close') throw new QuerySyntaxError(['Closing parenthesis is expected.']);
      return { kind: 'group', node };
    }
    const attribute = this.attribute();
    if (attribute !== undefined) {
      if (!SORT.has(attribute)) return { kind: 'filter', attribute, values: this.values(attribute) };
      this.sort.push(...this.sortKeys());
      return undefined;
    }
    this.at += 1;
    if (token.kind === 'hash' || token.kind === 'minus') return this.signed(token.kind === 'minus');
    if (token.kind === 'word' || token.kind === 'braced' || token.kind === 'quoted') {
      if (this.peek()?.kind === 'colon') {
        throw new QuerySyntaxError([`The field "${token.text}" isn't known.`]);
      }
      return { kind: 'text', negative: false, phrase: token.kind !== 'word', text: token.text };
    }
    throw new QuerySyntaxError([`Unexpected "${token.text}".`]);
  }

  private signed(first: boolean): Item {
    let negative = first;
    if (!first && this.peek()?.kind === 'minus') {
      negative = true;
      this.at += 1;
    }
    const value = this.next();
    if (value?.kind === 'quoted') return { kind: 'text', negative, phrase: true, text: value.text };
    if (value?.kind === 'word' || value?.kind === 'braced') {
      return { kind: 'single', negative, text: value.text };
    }
    throw new QuerySyntaxError(['A value is expected.']);
  }

  /** The name before a colon, consumed with it; undefined and nothing consumed when there is none. */
  private attribute(): string | undefined {
    const words: string[] = [];
    for (let offset = 0; offset < MAX_NAME_WORDS; offset += 1) {
      const token = this.tokens[this.at + offset];
      if (token?.kind === 'colon' && words.length > 0) {
        const name = words.join(' ').toLowerCase();
        if (!SORT.has(name) && !this.vocabulary.isAttribute(name)) return undefined;
        this.at += offset + 1;
        return name;
      }
      if (token?.kind !== 'word' && !(token?.kind === 'braced' && offset === 0)) return undefined;
      words.push(token.text);
    }
    return undefined;
  }

  private values(attribute: string): FilterValue[] {
    const values = [this.value(attribute)];
    while (this.peek()?.kind === 'comma') {
      this.at += 1;
      values.push(this.value(attribute));
    }
    return values;
  }

  private value(attribute: string): FilterValue {
    const negative = this.peek()?.kind === 'minus';
    if (negative) this.at += 1;
    const from = this.bound();
    if (this.peek()?.kind === 'range') {
      this.at += 1;
      return { kind: 'range', negative, from: open(from), to: open(this.bound()) };
    }
    if (from === undefined) throw new QuerySyntaxError([`A value is expected for the ${attribute} field.`]);
    return { kind: 'value', negative, text: from };
  }

  private bound(): string | undefined {
    const token = this.peek();
    if (token?.kind !== 'word' && token?.kind !== 'braced' && token?.kind !== 'quoted') return undefined;
    if (this.isOperator('and') || this.isOperator('or')) return undefined;
    this.at += 1;
    return token.text;
  }

  private sortKeys(): SortKey[] {
    const keys = [this.sortKey()];
    while (this.peek()?.kind === 'comma') {
      this.at += 1;
      keys.push(this.sortKey());
    }
    return keys;
  }

  private sortKey(): SortKey {
    for (let length = MAX_NAME_WORDS; length > 0; length -= 1) {
      const words = this.tokens.slice(this.at, this.at + length);
      if (words.length < length || !words.every(({ kind }) => kind === 'word' || kind === 'braced')) continue;
      const attribute = words
        .map(({ text }) => text)
        .join(' ')
        .toLowerCase();
      if (!this.vocabulary.isSortable(attribute)) continue;
      this.at += length;
      const direction = this.peek()?.kind === 'word' ? this.peek()?.text.toLowerCase() : undefined;
      if (direction === 'asc' || direction === 'desc') this.at += 1;
      return { attribute, descending: direction === 'desc' };
    }
    throw new QuerySyntaxError(['Sort field is expected.']);
  }

  private isOperator(name: 'and' | 'or'): boolean {
    const token = this.peek();
    return token?.kind === 'word' && token.text.toLowerCase() === name;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    return token;
  }
}

/** `*` and nothing at all both leave an end open. */
function open(bound: string | undefined): string | null {
  return bound === undefined || bound === '*' ? null : bound;
}
