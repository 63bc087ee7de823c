/**
 * Parses a page of a board as a list of what is there. What cannot be read of an item hides neither the item nor its
 * neighbours: whether an issue is on the board must not depend on what Ducalis thinks of it.
 */
import * as v from 'valibot';
import type { HttpAnswer } from '../domain/exchange.ts';
import { GREATEST_REVISION, LONGEST_CURSOR, LONGEST_ID } from './tolerant.ts';

const Id = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  v.transform(String),
  v.minLength(1),
  v.maxLength(LONGEST_ID),
);
const orNull = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.fallback(v.optional(v.nullable(schema), null), null);

const Item = v.object({
  source: orNull(v.string()),
  external_id: orNull(Id),
  key: orNull(v.string()),
  revision: orNull(v.pipe(v.number(), v.safeInteger(), v.maxValue(GREATEST_REVISION))),
});

const Page = v.object({
  items: v.array(v.unknown()),
  next: v.nullable(
    v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.maxLength(LONGEST_CURSOR)),
  ),
});

/** One issue on a board. Null: Ducalis does not say, or what it says cannot be read. */
export interface ListedIssue {
  readonly source: string | null;
  readonly externalId: string | null;
  /** Readable id when the issue was sent last; it may have another by now. */
  readonly key: string | null;
  readonly revision: number | null;
}

export interface Listing {
  readonly items: readonly ListedIssue[];
  /** Null: nothing comes after this page. */
  readonly next: string | null;
}

/** Undefined for an answer that is no page of a board; YouTrack itself cuts one off at 1 MB. */
export function parseListing(answer: HttpAnswer): Listing | undefined {
  const page = v.safeParse(v.pipe(v.string(), v.parseJson(), Page), answer.body);
  if (!page.success) return undefined;
  const items = page.output.items.map((item): ListedIssue => {
    const read = v.safeParse(Item, item);
    if (!read.success) return { source: null, externalId: null, key: null, revision: null };
    const { source, external_id: externalId, key, revision } = read.output;
    return { source, externalId, key, revision };
  });
  return { items, next: page.output.next };
}
