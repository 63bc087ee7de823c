/** Parses what Ducalis answers. All of it is hostile until it has been read here, value by value. */
import * as v from 'valibot';
import type { HttpAnswer } from '../domain/exchange.ts';
import { DUCALIS_FIELD_TYPES } from '../domain/field-types.ts';
import {
  isObject,
  jsonIn,
  type Listed,
  listed,
  type Reading,
  readId,
  readRevision,
  readText,
  readWhole,
  readYesNo,
} from './tolerant.ts';

/** Whether the answer is any JSON object: what counts as Ducalis' word where its errors are not documented. */
export function isJsonObject(answer: HttpAnswer): boolean {
  return isObject(jsonIn(answer.body));
}

const LONGEST_TEXT = 1_000;
const HttpsUrl = v.pipe(v.string(), v.startsWith('https://'), v.maxLength(2_000));

export interface Board {
  readonly id: string;
  readonly name: string;
  readonly emoji: string | null;
}

/** What Ducalis says of one issue of a bulk call. */
export interface BulkReceipt {
  readonly external_id: string;
  readonly status: number;
  /** Of the issue as Ducalis holds it. */
  readonly revision: Reading<number>;
  /** It says that the issue was taken off the board. */
  readonly isRemoved: boolean;
  readonly url: string | null;
  readonly error: string | null;
}

export interface DucalisField {
  readonly key: string;
  readonly name: string;
  readonly type: (typeof DUCALIS_FIELD_TYPES)[number];
  readonly required: boolean;
  /** Names of a selector's options. */
  readonly options: readonly string[];
  readonly isCriterion: boolean;
}

/** Each parser returns undefined for an answer that is not of its form; a list is read item by item. */
export function parseBoards(answer: HttpAnswer): Listed<Board> | undefined {
  const boards = jsonIn(answer.body);
  return Array.isArray(boards) ? listed(boards, readBoard) : undefined;
}

function readBoard(item: unknown): Board | null {
  const { id, name, emoji } = partsOf(item);
  const read = { id: readId(id), name: readText(name, LONGEST_TEXT) };
  if (!isKnown(read.id) || !isKnown(read.name)) return null;
  return { id: read.id, name: read.name, emoji: readText(emoji, LONGEST_TEXT) ?? null };
}

/** Fields of a type that this version does not know count as unreadable: nothing could be matched with them. */
export function parseBoardFields(answer: HttpAnswer): Listed<DucalisField> | undefined {
  const items = itemsIn(answer);
  return items && listed(items, readBoardField);
}

const FieldType = v.picklist(DUCALIS_FIELD_TYPES);

function readBoardField(item: unknown): DucalisField | null {
  const { key, name, type, required, options, criterion } = partsOf(item);
  const read = { key: readId(key), name: readText(name, LONGEST_TEXT) };
  if (!isKnown(read.key) || !isKnown(read.name) || !v.is(FieldType, type)) return null;
  return {
    key: read.key,
    name: read.name,
    type,
    required: readYesNo(required) === true,
    options: Array.isArray(options) ? listed(options, readOption).items : [],
    isCriterion: isKnown(criterion),
  };
}

function readOption(item: unknown): string | null {
  return readText(partsOf(item).name, LONGEST_TEXT) ?? null;
}

/** A receipt whose id or status cannot be read is left out, as if it were missing. */
export function parseBulkReceipts(answer: HttpAnswer): readonly BulkReceipt[] | undefined {
  const items = itemsIn(answer);
  return items && listed(items, readReceipt).items;
}

function readReceipt(item: unknown): BulkReceipt | null {
  const { external_id, status, revision, removed, url, error } = partsOf(item);
  const read = { id: readId(external_id), status: readWhole(status, { least: 100, most: 599 }) };
  if (!isKnown(read.id) || !isKnown(read.status)) return null;
  return {
    external_id: read.id,
    status: read.status,
    revision: readRevision(revision),
    isRemoved: removed === true,
    url: readText(url, Number.POSITIVE_INFINITY) ?? null,
    error: readText(isObject(error) ? error.message : error, LONGEST_TEXT) ?? null,
  };
}

export interface Member {
  readonly email: string;
  readonly status: 'active' | 'pending';
}

/** A status that this version does not know counts as active: the list is of those who have access. */
export function parseMembers(answer: HttpAnswer): Listed<Member> | undefined {
  const items = itemsIn(answer);
  return items && listed(items, readMember);
}

function readMember(item: unknown): Member | null {
  const { email, status } = partsOf(item);
  const read = typeof email === 'string' ? readId(email) : null;
  return isKnown(read) ? { email: read, status: status === 'pending' ? 'pending' : 'active' } : null;
}

/** As whom Ducalis reads this YouTrack, how many projects, and what it cannot do. */
export interface Introduced {
  readonly youtrack_user: string;
  readonly projects: number | null;
  readonly notes: readonly string[];
}

export function parseIntegration(answer: HttpAnswer): Introduced | undefined {
  const { status, youtrack_user, projects, notes } = partsOf(jsonIn(answer.body));
  const user = readText(youtrack_user, LONGEST_TEXT);
  if (status !== 'connected' || !isKnown(user)) return undefined;
  return {
    youtrack_user: user,
    projects: readWhole(projects, { least: 0 }) ?? null,
    notes: Array.isArray(notes) ? listed(notes, (note) => readText(note, LONGEST_TEXT) ?? null).items : [],
  };
}

/** What Ducalis says of a call that it refused; plain text. */
export function parseComplaint(answer: HttpAnswer): string | undefined {
  const { error } = partsOf(jsonIn(answer.body));
  const { message } = partsOf(error);
  // An answer of another form is not known to be Ducalis'.
  return typeof message === 'string' ? message.slice(0, LONGEST_TEXT) : undefined;
}

/** The revision that Ducalis holds of one issue. */
export function parseRevision(answer: HttpAnswer): number | undefined {
  return readRevision(partsOf(jsonIn(answer.body)).revision) ?? undefined;
}

/** Only an https address is ever shown as a link. */
export function safeUrl(url: string | null): string | null {
  return v.is(HttpsUrl, url) ? url : null;
}

function itemsIn(answer: HttpAnswer): readonly unknown[] | undefined {
  const { items } = partsOf(jsonIn(answer.body));
  return Array.isArray(items) ? items : undefined;
}

/** Nothing has no parts, and neither has what is no object. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isKnown<T>(value: Reading<T>): value is T {
  return value !== null && value !== undefined;
}
