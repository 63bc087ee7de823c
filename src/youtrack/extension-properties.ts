/**
 * The extension properties this app keeps, with their types. YouTrack drops a write to an undeclared property
 * silently (youtrack-platform §5), so a test holds these against `entity-extensions.json`.
 */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';

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
  attempts: 'integer',
  retryAt: 'integer',
  batchLimit: 'integer',
  failure: 'string',
  failureDetail: 'string',
  attention: 'string',
  ducalisUrl: 'string',
  excludedBy: 'string',
} as const;

export const RESULT_PROPERTIES = {
  totalScore: 'float',
  priority: 'integer',
  isTopPriority: 'boolean',
  votingPercent: 'float',
  isFinal: 'boolean',
  alignment: 'float',
  criteriaScores: 'string',
  scoredAt: 'integer',
  resultsQueue: 'string',
  resultsQueuedAt: 'integer',
} as const;

export const ISSUE_PROPERTIES = { ...DELIVERY_PROPERTIES, ...RESULT_PROPERTIES, self: 'Issue' } as const;

export const PROJECT_FACTS = {
  connected: 'boolean',
  queueId: 'string',
  boardId: 'string',
  sweptAt: 'integer',
  scoresCursor: 'string',
  suspendedReason: 'string',
  boardEpoch: 'integer',
  keptOn: 'string',
  leaving: 'boolean',
  invitesTeam: 'boolean',
  invitedAt: 'integer',
} as const;

/** Long texts, read one by one: every edit asks for the facts. */
export const PROJECT_DOCUMENTS = {
  configuration: 'string',
  rounds: 'string',
  tombstones: 'string',
  importState: 'string',
  checkState: 'string',
  journal: 'string',
} as const;

export const PROJECT_PROPERTIES = { ...PROJECT_FACTS, ...PROJECT_DOCUMENTS } as const;

export const STORAGE_PROPERTIES = {
  instanceId: 'string',
  baseUrl: 'string',
  connectionState: 'string',
  connectionReason: 'string',
  connectionEpoch: 'integer',
  checkedAt: 'integer',
  notBefore: 'integer',
  answeredAt: 'integer',
  capabilities: 'string',
  integration: 'string',
  allowedBoards: 'string',
} as const;

type ScalarType = 'string' | 'integer' | 'float' | 'boolean';

interface TypeOf {
  readonly string: string;
  readonly integer: number;
  readonly float: number;
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
    if (read(properties, name, type) !== value) properties[name] = value;
  }
}
