/**
 * What the widgets and the app's HTTP handlers say to each other. Each shape is a schema: a handler parses what it
 * is sent, a widget parses what it is answered; neither believes the other.
 */
import * as v from 'valibot';
import { DUCALIS_FIELD_TYPES, OTHERWISE, PERIOD_UNITS } from '../domain/field-types.ts';
import { RESULTS } from '../domain/results.ts';
import { type ErrorCode, isErrorCode } from './error-codes.ts';
import { ProblemSchema } from './problems.ts';

export const ErrorCodeSchema = v.custom<ErrorCode>((code) => typeof code === 'string' && isErrorCode(code));
export const Timestamp = v.pipe(v.number(), v.integer(), v.minValue(0));
export const Identifier = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

/** The body of every refusal. `detail` is plain text for a person: a field name, what Ducalis said. */
export const FailureSchema = v.object({
  error: v.object({
    code: ErrorCodeSchema,
    detail: v.optional(v.string()),
    reference: v.optional(v.string()),
    /** Of settings: everything that does not hold. `code` and `detail` are those of the first. */
    problems: v.optional(v.array(ProblemSchema)),
  }),
});
export type Failure = v.InferOutput<typeof FailureSchema>;

export const BoardSchema = v.object({ id: Identifier, name: v.string(), emoji: v.nullable(v.string()) });
export type Board = v.InferOutput<typeof BoardSchema>;

const BoardFieldSchema = v.object({
  key: Identifier,
  name: v.string(),
  type: v.picklist(DUCALIS_FIELD_TYPES),
  required: v.boolean(),
  /** Names of a selector's options. */
  options: v.array(v.string()),
  isCriterion: v.boolean(),
});
export type BoardField = v.InferOutput<typeof BoardFieldSchema>;

/**
 * Whether Ducalis can read this YouTrack. `asking`: the answer is on its way, for a minute at most; `by-hand`: somebody
 * says they have done it in Ducalis; `failed`: Ducalis gave no answer that could be understood.
 */
export const IntegrationSchema = v.object({
  state: v.picklist(['unknown', 'asking', 'by-hand', 'connected', 'refused', 'failed']),
  /** As whom Ducalis reads. */
  user: v.nullable(v.string()),
  /** How many projects Ducalis can read; null where it does not say. */
  projects: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
  /** What Ducalis says that this token cannot do; plain sentences. */
  notes: v.optional(v.array(v.string()), []),
  /** What Ducalis said when it refused; plain text. */
  complaint: v.nullable(v.string()),
  at: v.nullable(Timestamp),
});

/** `GET admin/overview`, and the answer to every `POST admin/…` but `project` and `connect`. */
export const OverviewSchema = v.object({
  connection: v.object({
    /** `untested`: a token is saved but Ducalis was not asked yet. */
    state: v.picklist(['no-token', 'untested', 'connected', 'suspended', 'failed']),
    reason: v.nullable(ErrorCodeSchema),
    /** With the reason `instance-changed`: what made the app ask whether this YouTrack was moved or is a copy. */
    asksAbout: v.nullable(v.picklist(['address', 'items'])),
    checkedAt: v.nullable(Timestamp),
    push: v.picklist(['supported', 'unsupported', 'unknown']),
    /** While this lies ahead nothing is sent. */
    notBefore: v.nullable(Timestamp),
  }),
  hasYouTrackToken: v.boolean(),
  integration: IntegrationSchema,
  /** As Ducalis listed them at the last successful test. */
  boards: v.array(BoardSchema),
  /** How many more Ducalis listed that this version cannot read. */
  unreadableBoards: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Ids of those that administrators of projects may choose; null: all. */
  allowedBoards: v.nullable(v.array(Identifier)),
  projects: v.array(
    v.object({
      key: Identifier,
      name: v.string(),
      board: BoardSchema,
      suspendedReason: v.nullable(ErrorCodeSchema),
      sweptAt: v.nullable(Timestamp),
      isLeaving: v.boolean(),
    }),
  ),
  /** Projects whose issues stay on a board because nothing runs for them any more. */
  abandoned: v.array(
    v.object({
      board: BoardSchema,
      /** Key. */
      project: Identifier,
      /** Null: there is no such project any more. */
      name: v.nullable(v.string()),
      why: v.picklist(['deleted', 'detached']),
      /** `waiting`: an administrator has to say what becomes of them. */
      state: v.picklist(['waiting', 'removing']),
      /** How many of its issues may be there at most; null: not known. */
      issues: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
      /** When something ran for it last; null: not known. */
      sweptAt: v.nullable(Timestamp),
      /** Whether the removal goes on while nobody looks: another project does it. */
      goesOnAlone: v.boolean(),
    }),
  ),
});
export type Overview = v.InferOutput<typeof OverviewSchema>;

/** `POST admin/instance`: whether this YouTrack was moved, or is a copy of another. */
export const InstanceSchema = v.object({ answer: v.picklist(['moved', 'copy']) });

/** `GET project/board?id=…`: the fields of one board, asked from Ducalis now. */
const Unreadable = v.pipe(v.number(), v.integer(), v.minValue(0));

export const BoardFieldsSchema = v.object({
  fields: v.array(BoardFieldSchema),
  /** How many more Ducalis lists that this version cannot read. */
  unreadable: Unreadable,
});
export type BoardFields = v.InferOutput<typeof BoardFieldsSchema>;

/** What to send for values of a selector: `map` by name; `otherwise`: for a value that is not in it. */
const ValueMapSchema = v.object({
  map: v.array(v.object({ from: Identifier, to: Identifier })),
  otherwise: v.picklist(OTHERWISE),
});

/** A YouTrack custom field (by name), or an attribute of every issue, that feeds a Ducalis board field (by key). */
export const FieldMatchSchema = v.object({
  /** Absent: a custom field. For an attribute, `field` is one of {@link ATTRIBUTES}. */
  source: v.optional(v.picklist(['field', 'attribute'])),
  field: Identifier,
  key: Identifier,
  /** What a period is counted in when it feeds a number; absent: hours. */
  unit: v.optional(v.picklist(PERIOD_UNITS)),
  /** Absent: each value is sent under its own name. */
  values: v.optional(ValueMapSchema),
});
export type FieldMatch = v.InferOutput<typeof FieldMatchSchema>;

/** Which issues of a project belong on its board. Names; all conditions must hold. */
export const FilterSchema = v.object({
  /** The issue's value of each field must be one of these. */
  fields: v.array(v.object({ field: Identifier, values: v.array(Identifier) })),
  unresolvedOnly: v.boolean(),
  /** Tags that the project team can see; others are not offered. */
  includeTag: v.nullable(Identifier),
  excludeTag: v.nullable(Identifier),
  includeRestricted: v.boolean(),
  /** What happens on the board to an issue that no longer fits. A restricted one is always removed. */
  whenLeaving: v.picklist(['remove', 'keep']),
});
export type Filter = v.InferOutput<typeof FilterSchema>;

/** A result of Ducalis that is written into a YouTrack field. `criterion` is its key, for that result only. */
const ResultMatchSchema = v.pipe(
  v.object({ result: v.picklist(RESULTS), criterion: v.optional(Identifier), field: Identifier }),
  v.check(({ result, criterion }) => (result === 'criterion') === (criterion !== undefined)),
);
export type ResultMatch = v.InferOutput<typeof ResultMatchSchema>;

/**
 * What an administrator chooses for a project. Names are those of YouTrack custom fields. Only the shape: what else has
 * to hold, sizes too, is for `domain/settings-check.ts`.
 */
export const ConfigurationSchema = v.object({
  board: BoardSchema,
  /** The YouTrack fields behind the built-in parts of an issue; null: not sent. */
  builtIn: v.object({
    status: v.nullable(Identifier),
    type: v.nullable(Identifier),
    assignee: v.nullable(Identifier),
  }),
  matches: v.array(FieldMatchSchema),
  /** Absent in a save: stays as it is. Never saved: everything but restricted issues. */
  filter: v.optional(FilterSchema),
  /** Absent in a save: stays as it is. */
  results: v.optional(v.array(ResultMatchSchema)),
});
export type Configuration = v.InferOutput<typeof ConfigurationSchema>;

/** `GET admin/project?project=KEY`, and the answer to a save. */
export const ProjectViewSchema = v.object({
  key: Identifier,
  name: v.string(),
  /** 0 before the first save. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Of the last save; empty before the first save. */
  nonce: v.string(),
  configuration: v.nullable(ConfigurationSchema),
  /** The project's live custom fields; `type` is YouTrack's type id, also one this app does not know. */
  fields: v.array(v.object({ name: v.string(), type: v.string() })),
  suspendedReason: v.nullable(ErrorCodeSchema),
});
export type ProjectView = v.InferOutput<typeof ProjectViewSchema>;

/** `POST admin/project`. Refused with `conflict` unless `revision` is the stored one. */
export const SaveProjectSchema = v.object({
  project: Identifier,
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Random, made by the widget for this save: read back, a foreign one means somebody else won. */
  nonce: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
  configuration: ConfigurationSchema,
});
export type SaveProject = v.InferOutput<typeof SaveProjectSchema>;

/** What Ducalis thinks of an issue. Null means "not known", never 0. */
export const ResultSchema = v.object({
  /** Rank on the board, 1 is first. */
  priority: v.nullable(v.number()),
  isTopPriority: v.boolean(),
  totalScore: v.nullable(v.number()),
  /** 0–100. */
  votingPercent: v.nullable(v.number()),
  isFinal: v.boolean(),
  /** 0–100. */
  alignment: v.nullable(v.number()),
  criteria: v.array(
    v.object({
      name: v.string(),
      /** Null for a score read from a Sync Back field, which doesn't tell. */
      kind: v.nullable(v.picklist(['value', 'effort'])),
      score: v.nullable(v.number()),
    }),
  ),
  /** Null for results read from Sync Back fields, which carry no time. */
  scoredAt: v.nullable(Timestamp),
  source: v.picklist(['board', 'sync-back']),
});
export type Result = v.InferOutput<typeof ResultSchema>;

/** `GET issue/panel` and `POST issue/retry`. */
export const PanelSchema = v.object({
  status: v.variant('state', [
    /** The project has no board. */
    v.object({ state: v.literal('not-connected') }),
    /** Connected, but this issue was never sent and is not queued. */
    v.object({ state: v.literal('not-pushed') }),
    /** Kept out of Ducalis on purpose: by its visibility, or by the filter of the project. */
    v.object({ state: v.literal('excluded'), by: v.picklist(['restricted', 'filter']) }),
    /** Queued or on its way. `retryAt` is set while the app waits before it tries again. */
    v.object({
      state: v.literal('sending'),
      retryAt: v.nullable(Timestamp),
      reason: v.nullable(ErrorCodeSchema),
    }),
    /** Nothing is sent until an administrator acts. */
    v.object({ state: v.literal('suspended'), reason: ErrorCodeSchema }),
    /**
     * This issue did not arrive, while others do. `detail`: what Ducalis said, or what answered instead of it, as plain
     * text; `retryAt`: when it is tried again by itself, null: it waits for a person.
     */
    v.object({
      state: v.literal('failed'),
      reason: ErrorCodeSchema,
      detail: v.nullable(v.string()),
      retryAt: v.nullable(Timestamp),
    }),
    v.object({ state: v.literal('push-unsupported') }),
    /** In Ducalis, as last sent. Whether it has a score is in `result`. */
    v.object({ state: v.literal('synced') }),
  ]),
  board: v.nullable(BoardSchema),
  result: v.nullable(ResultSchema),
  ducalisUrl: v.nullable(v.pipe(v.string(), v.startsWith('https://'))),
  syncedAt: v.nullable(Timestamp),
  /** Whether the current user may ask to send this issue again. */
  canRetry: v.boolean(),
});
export type Panel = v.InferOutput<typeof PanelSchema>;
