/** `$skip` and `$top` as recorded (youtrack-platform §10). */
import { badRequest, serverError } from './errors.ts';

const DEFAULT_TOP = 42;
/** Hub's collections have their own default. */
export const HUB_TOP = 100;
export const MAX_ISSUES = 3_500;

export interface Page {
  readonly skip: number;
  readonly top: number;
}

export interface PagingRules {
  /** The collection refuses to show everything at once. */
  readonly limited?: boolean;
  readonly defaultTop?: number;
}

/** @throws RestError 500 for what is no number, 400 for a negative `$top` of a limited collection. */
export function readPage(skip: string | undefined, top: string | undefined, rules: PagingRules = {}): Page {
  const wanted = integer(top) ?? rules.defaultTop ?? DEFAULT_TOP;
  if (wanted < 0 && rules.limited) {
    throw badRequest(`This resource does not allow requesting all entities, max limit is ${MAX_ISSUES}`);
  }
  const all = rules.limited ? MAX_ISSUES : Number.POSITIVE_INFINITY;
  return { skip: Math.max(0, integer(skip) ?? 0), top: wanted < 0 ? all : Math.min(wanted, all) };
}

export function slice<T>(items: Iterable<T>, { skip, top }: Page): T[] {
  const page: T[] = [];
  let index = 0;
  for (const item of items) {
    if (page.length >= top) break;
    if (index >= skip) page.push(item);
    index += 1;
  }
  return page;
}

function integer(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^[-+]?\d+$/.test(text)) throw serverError('HTTP 404 Not Found');
  return Number(text);
}
