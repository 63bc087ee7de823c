/**
 * The extension properties this app keeps, with their types. YouTrack drops a write to an undeclared property
 * silently (youtrack-platform §5), so a test holds these against `entity-extensions.json`.
 */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';

export const ISSUE_PROPERTIES = {
  changeToken: 'string',
  queue: 'string',
  externalId: 'string',
  self: 'Issue',
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

export const PROJECT_PROPERTIES = {
  connected: 'boolean',
  queueId: 'string',
  boardId: 'string',
  configuration: 'string',
  sweptAt: 'integer',
  scoresCursor: 'string',
  orphanCursor: 'string',
  tombstones: 'string',
  importState: 'string',
  checkState: 'string',
  suspendedReason: 'string',
  journal: 'string',
} as const;

export const STORAGE_PROPERTIES = {
  instanceId: 'string',
  baseUrl: 'string',
  connectionState: 'string',
  connectionReason: 'string',
  connectionEpoch: 'integer',
  checkedAt: 'integer',
  notBefore: 'integer',
  capabilities: 'string',
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
