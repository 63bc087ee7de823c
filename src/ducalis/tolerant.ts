/**
 * Reads single values of what Ducalis says. What is meant is taken: a number that is written as a text, a percentage
 * that is off by a rounding error. What is not meant for certain is not guessed.
 */

/** Null: absent or null, so it says nothing. Undefined: it says something that cannot be read. */
export type Reading<T> = T | null | undefined;

/** A list that was read item by item. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  /** How many items could not be read. */
  readonly unreadable: number;
}

export const LONGEST_ID = 255;
const LONGEST_CURSOR = 4_000;
const LONGEST_NUMBER = 400;
/** As JSON writes it, with a sign or without. Not `""`, `0x10` or `Infinity`, which `Number` takes too. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Percentages that are added up or rounded miss 0 and 100 by as much. */
const ROUNDING = 0.01;

/** Undefined for text that is not JSON; no JSON text means undefined, so nothing is lost. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every item that `read` makes something of; null is an item that cannot be read. */
export function listed<Item>(items: readonly unknown[], read: (item: unknown) => Item | null): Listed<Item> {
  const found = items.map(read).filter((item) => item !== null);
  return { items: found, unreadable: items.length - found.length };
}

/** A page of a list. */
export interface Page {
  readonly items: readonly unknown[];
  /** Null: there is no next page. Undefined: it says nothing about one. */
  readonly next: string | null | undefined;
}

/** Undefined for what is no page, or says of its next one what cannot be read: nothing behind it would ever be read. */
export function readPage(body: string): Page | undefined {
  const page = jsonIn(body);
  if (!isObject(page) || !Array.isArray(page.items)) return undefined;
  const { items, next } = page;
  if (next === undefined || next === null) return { items, next };
  if (next === '') return { items, next: null };
  const cursor = readId(next, LONGEST_CURSOR);
  return typeof cursor === 'string' ? { items, next: cursor } : undefined;
}

/** A text or a number, cut to `longest`. */
export function readText(value: unknown, longest: number): Reading<string> {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  // Half of a character that takes two would not be text any more.
  return value.length <= longest ? value : value.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}

/** An id is a text or a whole number, and is never cut. */
export function readId(value: unknown, longest = LONGEST_ID): Reading<string> {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  const text = readText(value, Number.POSITIVE_INFINITY);
  return text === '' || (text?.length ?? 0) > longest ? undefined : text;
}

export function readNumber(value: unknown): Reading<number> {
  if (value === null || value === undefined) return null;
  const number = typeof value === 'string' ? numberIn(value) : value;
  // The sum makes 0 of −0, which is written as another text than it is read from.
  return typeof number === 'number' && Number.isFinite(number) ? number + 0 : undefined;
}

function numberIn(text: string): number | undefined {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST_NUMBER && NUMBER.test(trimmed) ? Number(trimmed) : undefined;
}

/** A whole number that JSON carries exactly. */
export function readWhole(
  value: unknown,
  { least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER } = {},
): Reading<number> {
  const number = readNumber(value);
  if (number === null || number === undefined) return number;
  return Number.isSafeInteger(number) && number >= least && number <= most ? number : undefined;
}

/** The next revisions have to stay whole numbers that JSON carries exactly. One that is greater says nothing. */
const GREATEST_REVISION = Number.MAX_SAFE_INTEGER - 1_000_000_000;

export function readRevision(value: unknown): Reading<number> {
  return readWhole(value, { most: GREATEST_REVISION });
}

/** From 0 to 100, also with a percent sign. */
export function readPercent(value: unknown): Reading<number> {
  const number = readNumber(typeof value === 'string' ? withoutPercentSign(value.trim()) : value);
  if (number === null || number === undefined) return number;
  const isPercent = number >= -ROUNDING && number <= 100 + ROUNDING;
  return isPercent ? Math.min(Math.max(number, 0), 100) : undefined;
}

function withoutPercentSign(text: string): string {
  return text.endsWith('%') ? text.slice(0, -1) : text;
}

const YES = ['true', '1'];
const NO = ['false', '0'];

export function readYesNo(value: unknown): Reading<boolean> {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return undefined;
  const word = String(value).trim().toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : undefined;
}

/** An instant in milliseconds since the epoch. */
export function readTime(value: unknown): Reading<number> {
  if (value === null || value === undefined) return null;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return time >= 0 ? time : undefined;
}
