/** What the tab in a project's settings and the app say to each other, besides import and journal. */
import * as v from 'valibot';
import {
  BoardSchema,
  ConfigurationSchema,
  FilterSchema,
  Identifier,
  OverviewSchema,
  ProjectViewSchema,
  SaveProjectSchema,
} from './api.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `GET project/settings` and the answer to `POST`. */
export const ProjectPageSchema = v.object({
  project: ProjectViewSchema,
  /** Those the user may choose, and the one that is chosen. */
  boards: v.array(BoardSchema),
  connection: OverviewSchema.entries.connection,
  /** False also for a project that was disconnected and whose settings are kept. */
  isConnected: v.boolean(),
  /** True while issues are being taken off the board, after which the project has none. */
  isLeaving: v.boolean(),
});
export type ProjectPage = v.InferOutput<typeof ProjectPageSchema>;

/** `POST project/settings`. */
export const SaveSettingsSchema = v.omit(SaveProjectSchema, ['project']);

/** `POST project/preview`: what would be sent of an issue with settings that are not saved yet. */
export const PreviewRequestSchema = v.object({ issue: Identifier, configuration: ConfigurationSchema });

const Value = v.union([v.string(), v.number(), v.array(v.string()), v.null()]);

export const PreviewSchema = v.object({
  issue: v.string(),
  /** Why the issue would not be sent; null: it would. */
  excludedBy: v.nullable(v.picklist(['restricted', 'filter'])),
  name: v.string(),
  status: v.nullable(v.string()),
  type: v.nullable(v.string()),
  assignee: v.nullable(v.string()),
  labels: v.array(v.string()),
  resolved: v.boolean(),
  /** By key of the Ducalis field. */
  fields: v.record(v.string(), Value),
  /** Values that a person has to decide about first, as `field: value`. */
  undecided: v.array(v.string()),
});
export type Preview = v.InferOutput<typeof PreviewSchema>;

/** `POST project/count`: how many issues a filter lets through. */
export const CountRequestSchema = v.object({ filter: FilterSchema });
export const CountSchema = v.object({
  matching: Count,
  /** Issues looked at: fewer than `total` in a large project. */
  looked: Count,
  total: Count,
});
export type CountView = v.InferOutput<typeof CountSchema>;

/** `GET project/people` and the answer to `POST project/invite`. */
export const PeopleSchema = v.object({
  members: v.array(
    v.object({
      login: v.string(),
      name: v.string(),
      email: v.nullable(v.string()),
      /** On the board; `unknown`: Ducalis has not been told of them; `no-email`: it cannot be. */
      access: v.picklist(['active', 'pending', 'unknown', 'no-email']),
    }),
  ),
  /** People with access to the board who are not in the project team. */
  others: Count,
  /** New team members are invited by themselves. */
  keepsInStep: v.boolean(),
});
export type People = v.InferOutput<typeof PeopleSchema>;

/** How many people `POST project/invite` takes at once. */
export const MOST_INVITED = 200;

/** `POST project/invite`: logins of team members. */
export const InviteSchema = v.object({
  logins: v.pipe(v.array(Identifier), v.minLength(1), v.maxLength(MOST_INVITED)),
});

/** `POST project/people` and its answer. */
export const KeepInStepSchema = v.object({ keepsInStep: v.boolean() });
export type KeepInStep = v.InferOutput<typeof KeepInStepSchema>;
