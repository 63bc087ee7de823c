/** What the administration page and the app say to each other, besides the overview. */
import * as v from 'valibot';
import { LANE_KINDS } from '../domain/lane.ts';
import { SPEAKERS } from '../domain/speaker.ts';
import { ErrorCodeSchema, Identifier, OverviewSchema, Timestamp } from './api.ts';
import { NoticeSchema } from './notices.ts';

const Names = v.array(v.string());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `POST admin/integration`: lets Ducalis read this YouTrack, whose address is taken from an issue of `project`. */
export const IntroduceSchema = v.variant('how', [
  v.object({ how: v.literal('send'), project: Identifier }),
  /** An administrator has done it in Ducalis. */
  v.object({ how: v.literal('by-hand') }),
]);

/** `GET admin/address?project=KEY`: this YouTrack's base URL, null while the project has no issue. */
export const AddressSchema = v.object({ baseUrl: v.nullable(v.string()) });

/** `POST admin/connect`: puts projects on a board, with suggested matches where nothing was chosen before. */
export const ConnectSchema = v.object({
  projects: v.pipe(v.array(Identifier), v.minLength(1), v.maxLength(50)),
  board: Identifier,
});

/** The answer to `POST admin/connect`: those that are not named were connected, or had been before. */
export const ConnectedSchema = v.object({
  overview: OverviewSchema,
  refused: v.array(v.object({ key: Identifier, code: ErrorCodeSchema, detail: v.optional(v.string()) })),
});
export type Connected = v.InferOutput<typeof ConnectedSchema>;

/** `POST admin/disconnect`. */
export const DisconnectSchema = v.object({
  project: Identifier,
  /** The one that the administrator saw: a project that is on another by now stays there. */
  board: Identifier,
  /** What becomes of the project's issues on the board. */
  onBoard: v.picklist(['keep', 'remove']),
});

/** `POST admin/abandoned`: what becomes of issues on a board that their project cannot look after any more. */
export const DecideAbandonedSchema = v.object({
  project: Identifier,
  board: Identifier,
  answer: v.picklist(['remove', 'leave']),
});

/** `GET admin/abandoned-count?board=ID&project=KEY`: issues that a removal would concern; `isWhole` false: at least so many. */
export const AbandonedCountSchema = v.object({ issues: Count, isWhole: v.boolean() });
export type AbandonedCount = v.InferOutput<typeof AbandonedCountSchema>;

const BoardChoice = v.nullable(v.pipe(v.array(Identifier), v.maxLength(2_000)));

/** `POST admin/allowed-boards`: those that administrators of projects may choose; null: all. */
export const AllowedBoardsSchema = v.object({
  boards: BoardChoice,
  /** As the overview told it. Refused with `conflict` unless it is still so: somebody else has chosen meanwhile. */
  before: BoardChoice,
});

/** How many projects `GET admin/issue-counts` takes at once. */
export const MOST_COUNTED = 50;

/** `GET admin/issue-counts?projects=KEY,KEY`; a project that does not exist is left out. */
export const IssueCountsSchema = v.object({
  counts: v.array(v.object({ key: Identifier, issues: Count })),
});

/** `GET admin/health`. Names of fields and values, never content. */
export const HealthSchema = v.object({
  /** When Ducalis answered last, to the minute. */
  answeredAt: v.nullable(v.number()),
  /** Kinds of calls that fail and wait, each by itself. */
  lanes: v.array(
    v.object({
      kind: v.picklist(LANE_KINDS),
      /** Null for calls that concern no single board. `name` is the id of a board that is not known any more. */
      board: v.nullable(v.object({ id: v.string(), name: v.string() })),
      since: Timestamp,
      /** When it is tried again; null: with the next call. */
      retryAt: v.nullable(Timestamp),
      speaker: v.picklist(SPEAKERS),
      status: v.nullable(v.number()),
      /** What Ducalis said, the first words of a page, or why there was no answer; plain text. */
      detail: v.string(),
    }),
  ),
  projects: v.array(
    v.object({
      key: Identifier,
      /** Whether this version of the app can read what was chosen for it. */
      settings: v.picklist(['readable', 'newer', 'damaged']),
      /** Issues that are queued, and that wait for a person; counted up to 1,000. */
      queued: Count,
      needsAttention: Count,
      /** Issues that somebody has deleted in Ducalis, as the last check of the project has found. */
      removedInDucalis: Count,
      importState: v.picklist(['none', 'running', 'paused', 'done']),
      /** Issues that the import has looked at, of `total`; 0 of 0 before the first. */
      checked: Count,
      total: Count,
      /** Nothing of the project is sent before what is on its board was read. Why that fails, the lane `feed` says. */
      isUnread: v.boolean(),
      sweptAt: v.nullable(v.number()),
      /** Whether YouTrack runs rules for it: not while it has no issue or is archived. */
      rulesRun: v.boolean(),
      /** Chosen fields that the project does not have any more. */
      missingFields: Names,
      /** Matched fields whose type does not fit any more. */
      unfitFields: Names,
      /** Values named by the filter that do not exist: while there are any, no issue leaves the board. */
      missingValues: Names,
      syncBackFields: Names,
      /** Sync Back fields of a board whose emoji is not in use any more. */
      staleSyncBackFields: Names,
      /** What could not be read, kept or written. */
      notices: v.array(NoticeSchema),
    }),
  ),
});
export type Health = v.InferOutput<typeof HealthSchema>;
