/** Formats messages in one language. The only file that knows the library; it has no parser, so that a widget carries none. */
import { type Formatters, formatToParts } from 'intl-messageformat';
import type { Message, MessageId, Shown, Value } from './message.ts';

type Syntax = Parameters<typeof formatToParts>[0];

/** Messages as the build compiles them: a text without places stays a text. */
export type Catalogue = Readonly<Record<string, string | Syntax>>;

/** Draws what stands between two tags of a message. */
export type Tag<T> = (chunks: readonly (string | T)[]) => T;

export interface Words {
  /** A name stays as it is. */
  readonly text: (shown: Shown) => string;
  /** The text in parts, between which something else may be drawn. */
  readonly parts: <T>(
    id: MessageId,
    values?: Readonly<Record<string, Value | T | Tag<T>>>,
  ) => readonly (string | T)[];
}

/** The language of the catalogue. */
export const LANGUAGE = 'en';

/** No message names a style of numbers or dates. */
const STYLES = { number: {}, date: {}, time: {} };

/**
 * @param language of the catalogue: decides about plurals and lists.
 * @param locale of the user: decides about numbers.
 */
export function wordsOf(catalogue: Catalogue, language: string, locale: string): Words {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  const formatters: Formatters = {
    getNumberFormat: () => numbers,
    getPluralRules: () => plurals,
    getDateTimeFormat: () => new Intl.DateTimeFormat(locale),
  };

  const text = (shown: Shown): string =>
    typeof shown === 'string' ? shown : parts(shown.id, shown.values).join('');

  function filled<T>(value: Value | T | Tag<T>): string | number | T | Tag<T> {
    if (isList(value)) return lists.format(value.map(text));
    return isMessage(value) ? text(value) : value;
  }

  function parts<T>(
    id: MessageId,
    values: Readonly<Record<string, Value | T | Tag<T>>> = {},
  ): readonly (string | T)[] {
    const syntax = catalogue[id] ?? id;
    if (typeof syntax === 'string') return [syntax];
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filled(value)]));
    return formatToParts<T>(syntax, language, formatters, STYLES, given).map(({ value }) => value);
  }

  return { text, parts };
}

function isList<T>(value: T | readonly Shown[]): value is readonly Shown[] {
  return Array.isArray(value);
}

function isMessage<T>(value: T | Message): value is Message {
  return typeof value === 'object' && value !== null && 'id' in value;
}
