/**
 * Parses what Ducalis thinks of issues: item by item, and each item part by part. What cannot be read hides nothing
 * else, and is counted.
 */
import type { HttpAnswer } from '../domain/exchange.ts';
import { safeUrl } from './answers.ts';
import {
  isObject,
  jsonIn,
  type Listed,
  type Reading,
  readId,
  readNumber,
  readPage,
  readPercent,
  readRevision,
  readText,
  readTime,
  readWhole,
  readYesNo,
} from './tolerant.ts';

const MOST_INBOUND = 500;
const MOST_CRITERIA = 100;
const LONGEST_NAME = 1_000;

export interface Criterion {
  readonly key: string;
  readonly name: string;
  /** Null for a type that this version does not know. */
  readonly kind: 'value' | 'effort' | null;
  readonly score: number | null;
}

/** What Ducalis thinks of one issue. Null: it does not say, or what it says cannot be read. */
export interface IssueResult {
  readonly source: string | null;
  readonly externalId: string;
  /** Under which id a person finds it in Ducalis; the external id where Ducalis does not say. */
  readonly id: string;
  readonly url: string | null;
  /** Of the issue as Ducalis holds it. */
  readonly revision: number | null;
  readonly totalScore: number | null;
  readonly priority: number | null;
  readonly isTopPriority: boolean;
  readonly votingPercent: number | null;
  readonly isFinal: boolean;
  readonly alignment: number | null;
  readonly criteria: readonly Criterion[];
  /** Milliseconds since the epoch. */
  readonly updatedAt: number | null;
  /** Names of the parts that cannot be read, as the contract has them. */
  readonly gaps: readonly string[];
}

export interface UnreadableResult {
  readonly source: string | null;
  /** The id under which Ducalis has it, or its place in the list, counted from 1: `#3`. */
  readonly id: string;
}

export interface Results {
  readonly results: readonly IssueResult[];
  readonly unreadable: readonly UnreadableResult[];
  /** Of all items, whatever they are. */
  readonly count: number;
}

/** Undefined for an answer that is no list of items. YouTrack itself cuts one off at 1 MB. */
export function parseResultPage(
  answer: HttpAnswer,
): (Results & { readonly next: string | null }) | undefined {
  const page = readPage(answer.body);
  return page === undefined ? undefined : { ...resultsIn(page.items), next: page.next ?? null };
}

/** The body of an inbound `scores` call; undefined for one that is no list of items, or a longer one than is taken. */
export function parseInboundResults(body: string): Results | undefined {
  const list = jsonIn(body);
  if (!isObject(list) || !Array.isArray(list.items) || list.items.length > MOST_INBOUND) return undefined;
  return resultsIn(list.items);
}

function resultsIn(items: readonly unknown[]): Results {
  const results: IssueResult[] = [];
  const unreadable: UnreadableResult[] = [];
  for (const [at, item] of items.entries()) {
    const read = isObject(item) ? readItem(item) : 'unreadable';
    if (read === 'pulled') continue;
    if (read === 'unreadable') unreadable.push(unreadableAt(at, item));
    else results.push(read);
  }
  return { results, unreadable, count: items.length };
}

function unreadableAt(at: number, item: unknown): UnreadableResult {
  const id = isObject(item) ? readId(item.id) : null;
  return { source: isObject(item) ? sourceOf(item) : null, id: id ?? `#${at + 1}` };
}

type Item = Readonly<Record<string, unknown>>;

function sourceOf(item: Item): string | null {
  return readText(item.source, Number.POSITIVE_INFINITY) ?? null;
}

/** `pulled`: Ducalis has it from somewhere else than this app, and says so. */
function readItem(item: Item): IssueResult | 'pulled' | 'unreadable' {
  const externalId = readId(item.external_id);
  if (externalId === null && item.source === null) return 'pulled';
  if (externalId === null || externalId === undefined) return 'unreadable';
  const gaps: string[] = [];
  const part = <T>(name: string, read: (value: unknown) => Reading<T>): T | null => {
    const found = read(item[name]);
    if (found === undefined) gaps.push(name);
    return found ?? null;
  };
  const criteria = readCriteria(item.criteria);
  if (criteria.unreadable > 0) gaps.push('criteria');
  return {
    source: sourceOf(item),
    externalId,
    id: readId(item.id) ?? externalId,
    totalScore: part('total_score', readNumber),
    priority: part('priority', (value) => readWhole(value, { least: 1 })),
    isTopPriority: part('top_priority', readYesNo) === true,
    votingPercent: part('voting_percent', readPercent),
    isFinal: part('all_voted', readYesNo) === true,
    alignment: part('alignment', readPercent),
    criteria: criteria.items,
    url: part('url', readUrl),
    revision: part('revision', readRevision),
    updatedAt: part('updated_at', readTime),
    gaps,
  };
}

function readUrl(value: unknown): Reading<string> {
  const text = readText(value, Number.POSITIVE_INFINITY);
  return typeof text === 'string' ? safeUrl(text) : text;
}

/** What is unreadable of a criterion that is kept counts too. */
function readCriteria(value: unknown): Listed<Criterion> {
  if (value === null || value === undefined) return { items: [], unreadable: 0 };
  if (!Array.isArray(value)) return { items: [], unreadable: 1 };
  const read = value.slice(0, MOST_CRITERIA).map(readCriterion);
  const criteria = read.flatMap((one) => one?.criterion ?? []);
  const whole = read.filter((one) => one?.isWhole === true);
  return { items: criteria, unreadable: value.length - whole.length };
}

/** Null without a key, by which a criterion is found. A name is what its key says, where it has none. */
function readCriterion(item: unknown): { readonly criterion: Criterion; readonly isWhole: boolean } | null {
  const key = isObject(item) ? readId(item.key) : null;
  if (!isObject(item) || key === null || key === undefined) return null;
  const name = readText(item.name, LONGEST_NAME);
  const score = readNumber(item.score);
  const kind = item.type === 'value' || item.type === 'effort' ? item.type : null;
  return {
    criterion: { key, name: name ?? key, kind, score: score ?? null },
    isWhole: name !== undefined && score !== undefined,
  };
}
