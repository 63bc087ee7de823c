/**
 * What the app could not read, keep or write, so that nothing is dropped silently: as it is kept on a project and shown
 * under *Health*.
 */
import * as v from 'valibot';
import { Timestamp } from './api.ts';

export const NOTICE_KINDS = [
  /** A result of Ducalis that cannot be read; subject: the id under which Ducalis has it, or its place in the list. */
  'result-unreadable',
  /** Parts of a result that say nothing; subject: their names. */
  'result-incomplete',
  /** A member of the board that cannot be read; subject: the board's id. */
  'member-unreadable',
  /** YouTrack did not let a result be kept. */
  'result-not-kept',
  /** A result that a field cannot hold; subject: the field. */
  'field-too-small',
  /** An issue of ours that should not be on a board is still there after it was removed; subject: the board's id. */
  'orphan-not-removed',
  /** Items of a board that no issue could adopt: they cannot be read, or YouTrack did not let it; subject: the board. */
  'item-not-adopted',
  /** One more item on the board for an issue that has another there; subject: the id under which Ducalis has it. */
  'issue-doubled',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NoticeSchema = v.object({
  kind: v.picklist(NOTICE_KINDS),
  /** Which of its kind it is: never content of an issue. */
  subject: v.pipe(v.string(), v.maxLength(255)),
  since: Timestamp,
  at: Timestamp,
  /** How often it was met. */
  times: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type Notice = v.InferOutput<typeof NoticeSchema>;
