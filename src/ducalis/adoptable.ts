/**
 * Parses a board's listing as far as it says whose issues are on the board. Item by item: one that says nothing hides no
 * other. What people think of the issues is read by `results.ts`.
 */
import type { AdoptableIssue } from '../domain/adoption.ts';
import type { HttpAnswer } from '../domain/exchange.ts';
import { isObject, listed, readId, readNumber, readPage, readRevision } from './tolerant.ts';

export interface AdoptablePage {
  readonly items: readonly AdoptableIssue[];
  /** Items that an app has sent, and that say nothing to this version. */
  readonly unreadable: number;
  /** All items of the page. */
  readonly count: number;
  /** Null: there is no next page. */
  readonly next: string | null;
}

const LONGEST_ADDRESS = 2_000;

/** Undefined for an answer that is no page of a listing. */
export function parseAdoptable({ body }: HttpAnswer): AdoptablePage | undefined {
  const page = readPage(body);
  if (page === undefined) return undefined;
  const { items, next = null } = page;
  return { ...listed(items.filter(isSent), readItem), count: items.length, next };
}

/** What Ducalis has read from a tracker by itself has neither. */
function isSent(item: unknown): boolean {
  return !isObject(item) || (item.source ?? item.external_id ?? null) !== null;
}

function readItem(item: unknown): AdoptableIssue | null {
  if (!isObject(item)) return null;
  const source = readId(item.source);
  const externalId = readId(item.external_id);
  const baseUrl = readId(item.base_url, LONGEST_ADDRESS);
  const key = readId(item.key);
  if (!source || !externalId || !baseUrl || !key) return null;
  const revision = Math.max(readRevision(item.revision) ?? 0, 0);
  return { source, externalId, baseUrl, key, revision, isEvaluated: isEvaluated(item) };
}

function isEvaluated({ total_score, voting_percent, criteria }: Readonly<Record<string, unknown>>): boolean {
  const scores = Array.isArray(criteria) ? criteria.map((one) => (isObject(one) ? one.score : null)) : [];
  return (readNumber(voting_percent) ?? 0) > 0 || [total_score, ...scores].some(isScore);
}

function isScore(value: unknown): boolean {
  return typeof readNumber(value) === 'number';
}
