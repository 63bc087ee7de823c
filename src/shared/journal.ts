/** The journal of a project, and the issues that wait for a person, as handlers and widgets exchange them. */
import * as v from 'valibot';
import { ErrorCodeSchema, Timestamp } from './api.ts';

/** `scored`: results came in. `suspended` and `resumed` concern the project or the whole connection. */
export const JOURNAL_KINDS = [
  'pushed',
  'acknowledged',
  'removed',
  'retried',
  'needs-attention',
  'suspended',
  'resumed',
  'imported',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

export const JournalEntrySchema = v.object({
  at: Timestamp,
  kind: v.picklist(JOURNAL_KINDS),
  /** Readable id; null for an entry about several issues or about none. */
  issue: v.nullable(v.string()),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  reason: v.nullable(ErrorCodeSchema),
  /** Failed attempts so far. */
  attempt: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type JournalEntry = v.InferOutput<typeof JournalEntrySchema>;

const WaitingIssueSchema = v.object({
  issue: v.string(),
  reason: ErrorCodeSchema,
  /** What Ducalis said, or what answered instead of it, as plain text. */
  detail: v.nullable(v.string()),
  /** When it failed first, or was refused; null: it was never sent. */
  since: v.nullable(Timestamp),
  /** When it is tried again by itself; null: it waits for a person. */
  retryAt: v.nullable(Timestamp),
});
export type WaitingIssue = v.InferOutput<typeof WaitingIssueSchema>;

/** `GET project/activity`. Issues that the user cannot see are left out. */
export const ActivitySchema = v.object({
  /** Latest first. */
  journal: v.array(JournalEntrySchema),
  needsAttention: v.array(WaitingIssueSchema),
  /** True when more issues wait than are listed. */
  hasMore: v.boolean(),
  /** Of this YouTrack, without a trailing slash; null while the project has no issue. */
  baseUrl: v.nullable(v.string()),
});
export type Activity = v.InferOutput<typeof ActivitySchema>;

/** `POST project/retry`: one issue by its readable id, or, with null, all that are listed. */
export const RetrySchema = v.object({ issue: v.nullable(v.string()) });

/** `GET project/import` and the answer to `POST`. */
export const ImportViewSchema = v.object({
  state: v.picklist(['none', 'running', 'paused', 'done']),
  /** Issues looked at, of `total`. */
  checked: v.pipe(v.number(), v.integer(), v.minValue(0)),
  total: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Issues that Ducalis had to hear of, and that no change had queued before. */
  marked: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Issues that are still to be sent, whatever queued them; counted up to 1,000. */
  queued: v.pipe(v.number(), v.integer(), v.minValue(0)),
  needsAttention: v.pipe(v.number(), v.integer(), v.minValue(0)),
  startedAt: v.nullable(Timestamp),
  endedAt: v.nullable(Timestamp),
});
export type ImportView = v.InferOutput<typeof ImportViewSchema>;

/** `POST project/import`. `continue` sends on without waiting for the next round: for a page that is open. */
export const ImportActionSchema = v.object({ action: v.picklist(['start', 'pause', 'resume', 'continue']) });
