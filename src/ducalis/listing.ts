/**
 * Parses a page of a board as a list of what is there. What cannot be read of an item hides neither the item nor its
 * neighbours: whether an issue is on the board must not depend on what Ducalis thinks of it.
 */
import type { HttpAnswer } from '../domain/exchange.ts';
import { isObject, readId, readPage, readRevision } from './tolerant.ts';

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

/**
 * Undefined for an answer that is no page of a board; YouTrack itself cuts one off at 1 MB. One that does not say whether
 * another page follows is none either: whatever comes behind it would be taken for deleted.
 */
export function parseListing({ body }: HttpAnswer): Listing | undefined {
  const page = readPage(body);
  if (page?.next === undefined) return undefined;
  return { items: page.items.map(readItem), next: page.next };
}

function readItem(item: unknown): ListedIssue {
  const { source, external_id, key, revision } = isObject(item) ? item : NOTHING;
  return {
    source: readId(source) ?? null,
    externalId: readId(external_id) ?? null,
    key: readId(key) ?? null,
    revision: readRevision(revision) ?? null,
  };
}

const NOTHING: Readonly<Record<string, unknown>> = {};
