/**
 * The extension properties this app keeps, with their types. YouTrack drops a write to an undeclared property
 * silently (youtrack-platform §5), so a test holds these against `entity-extensions.json`.
 */
import type { ExtensionProperties, Issue } from '@jetbrains/youtrack-scripting-api/entities';
import { noteEffect } from './effects.ts';

export const DELIVERY_PROPERTIES = {
  changeToken: 'string',
  queue: 'string',
  externalId: 'string',
  sent: 'string',
  sentBatch: 'string',
  boardId: 'string',
  ackedToken: 'string',
  ackedHash: 'string',
  ackedAt: 'integer',
  failedAt: 'integer',
  attempts: 'integer',
  retryAt: 'integer',
  batchLimit: 'integer',
  failure: 'string',
  failureDetail: 'string',
  attention: 'string',
  ducalisUrl: 'string',
  excludedBy: 'string',
  departures: 'string',
  leavingQueue: 'string',
} as const;

export const RESULT_PROPERTIES = {
  scoreTotal: 'decimal',
  priority: 'integer',
  isTopPriority: 'boolean',
  scoreVotingPercent: 'decimal',
  isFinal: 'boolean',
  scoreAlignment: 'decimal',
  scoreCriteria: 'string',
  scoredAt: 'integer',
  postedAt: 'integer',
  resultTrouble: 'string',
  resultsQueue: 'string',
  resultsQueuedAt: 'integer',
} as const;

/** Whose the facts are, besides `externalId`: written by `ownership.ts`. */
export const OWNERSHIP_PROPERTIES = { self: 'Issue', adopted: 'string' } as const;

export const ISSUE_PROPERTIES = {
  ...DELIVERY_PROPERTIES,
  ...RESULT_PROPERTIES,
  ...OWNERSHIP_PROPERTIES,
} as const;

/** Where a project is on its way onto a board, on it, and off it: written by the transitions of `domain/membership.ts`. */
export const MEMBERSHIP_PROPERTIES = {
  connected: 'boolean',
  boardId: 'string',
  leaving: 'boolean',
  keptOn: 'string',
  suspendedReason: 'string',
  boardEpoch: 'integer',
  unread: 'boolean',
} as const;

const OTHER_PROJECT_FACTS = {
  queueId: 'string',
  sweptAt: 'integer',
  feedSince: 'integer',
  chain: 'string',
  nextTurn: 'string',
  resumesAt: 'integer',
  readsOnAt: 'integer',
  invitesTeam: 'boolean',
  invitedAt: 'integer',
} as const;

export const PROJECT_FACTS = { ...MEMBERSHIP_PROPERTIES, ...OTHER_PROJECT_FACTS } as const;

/** Long texts, read one by one: every edit asks for the facts. */
export const PROJECT_DOCUMENTS = {
  configuration: 'string',
  rounds: 'string',
  listing: 'string',
  listed: 'string',
  tombstones: 'string',
  importState: 'string',
  checkState: 'string',
  adoption: 'string',
  journal: 'string',
  notices: 'string',
} as const;

/** What use cases write by name; the membership has transitions of its own. */
export const PROJECT_RECORDS = { ...OTHER_PROJECT_FACTS, ...PROJECT_DOCUMENTS } as const;

export const PROJECT_PROPERTIES = { ...MEMBERSHIP_PROPERTIES, ...PROJECT_RECORDS } as const;

/** Written by the transitions of `domain/connection.ts`. */
export const CONNECTION_PROPERTIES = {
  instanceId: 'string',
  baseUrl: 'string',
  connectionState: 'string',
  connectionReason: 'string',
  connectionEpoch: 'integer',
  checkedAt: 'integer',
  answeredAt: 'integer',
} as const;

export const STORAGE_RECORDS = {
  schema: 'integer',
  callSlotA: 'string',
  callSlotB: 'string',
  lanes: 'string',
  boards: 'string',
  feeds: 'string',
  abandoned: 'string',
  capabilities: 'string',
  integration: 'string',
  allowedBoards: 'string',
  sources: 'string',
  readBoards: 'string',
} as const;

export const STORAGE_PROPERTIES = { ...CONNECTION_PROPERTIES, ...STORAGE_RECORDS } as const;

/**
 * `decimal` is a number that is kept as text: whether YouTrack takes a whole number for a property of its own type
 * `float` is not documented (youtrack-platform §15 U4).
 */
type ScalarType = 'string' | 'integer' | 'decimal' | 'boolean';

interface TypeOf {
  readonly string: string;
  readonly integer: number;
  readonly decimal: number;
  readonly boolean: boolean;
}

type Declaration = Readonly<Record<string, ScalarType | 'Issue'>>;

/** The scalar properties of a declaration; null: never written, or cleared. References are left to the adapters. */
export type Values<Declared extends Declaration> = {
  readonly [Name in keyof Declared as Declared[Name] extends ScalarType ? Name : never]:
    | (Declared[Name] extends ScalarType ? TypeOf[Declared[Name]] : never)
    | null;
};

/**
 * Reads one property. Integers arrive as numbers or as Java longs, so they go through `Number`
 * (youtrack-platform §2).
 */
function read(
  properties: ExtensionProperties,
  name: string,
  type: ScalarType,
): string | number | boolean | null {
  const value = properties[name];
  if (value === undefined || value === null) return null;
  if (type === 'string') return String(value);
  if (type === 'boolean') return value === true;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Null when it was never written. */
export function readString(properties: ExtensionProperties, name: string): string | null {
  const value = read(properties, name, 'string');
  return value === null ? null : String(value);
}

/** Null when it was never written, or is no number. */
export function readNumber(properties: ExtensionProperties, name: string): number | null {
  const value = read(properties, name, 'integer');
  return value === null ? null : Number(value);
}

/** Reads all scalar properties of a declaration. */
export function readAll<Declared extends Declaration>(
  properties: ExtensionProperties,
  declared: Declared,
): Values<Declared>;
export function readAll(properties: ExtensionProperties, declared: Declaration): object {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, type]) =>
      type === 'Issue' ? [] : [[name, read(properties, name, type)]],
    ),
  );
}

/** Writes only what differs: an equal write would still count as a change of the entity. */
export function write(
  properties: ExtensionProperties,
  declared: Declaration,
  patch: Readonly<Record<string, string | number | boolean | null | undefined>>,
): void {
  for (const [name, value] of Object.entries(patch)) {
    const type = declared[name];
    if (value === undefined || type === undefined || type === 'Issue') continue;
    if (read(properties, name, type) === value) continue;
    assign(properties, name, type === 'decimal' && value !== null ? String(value) : value);
  }
}

/** Names the issue that the facts beside it were written for. */
export function writeSelf(properties: ExtensionProperties, issue: Issue): void {
  assign(properties, 'self', issue);
}

function assign(
  properties: ExtensionProperties,
  name: string,
  value: string | number | boolean | Issue | null,
): void {
  properties[name] = value;
  noteEffect();
}
