/** The seed format, version 1: what a YouTrack holds at the start, in words a person would write. */
import { IANAZone } from 'luxon';
import * as v from 'valibot';
import type { RoleName } from '../model/access.ts';
import { FIELD_TYPES } from '../model/types.ts';
import { SeedError } from './error.ts';

const ROLE_NAMES = [
  'Observer',
  'Reporter',
  'Developer',
  'Project Admin',
  'System Admin',
] as const satisfies readonly RoleName[];

const Text = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'must not be empty'),
);
const Login = v.pipe(v.string(), v.regex(/^[^\s/]+$/, 'must be a login without spaces'));
const Key = v.pipe(
  v.string(),
  v.regex(/^(?!\d+$)\w+$/, 'must be a project key of letters, digits and _, and no number'),
);
const TimeZone = v.pipe(
  v.string(),
  v.check((zone) => IANAZone.isValidZone(zone), 'must be a time zone such as Europe/Berlin'),
);
/** Days before the clock's now. */
const Days = v.pipe(v.number(), v.finite(), v.minValue(0));

const RoleSchema = v.strictObject({
  role: v.picklist(ROLE_NAMES),
  /** A project's key; without it the role holds everywhere. */
  project: v.optional(Key),
});

export const UserSchema = v.strictObject({
  login: Login,
  fullName: Text,
  email: v.optional(v.pipe(v.string(), v.email('must be an e-mail address'))),
  timeZone: v.optional(TimeZone),
  banned: v.optional(v.boolean(), false),
  /** Who is not logged in. A banned guest can see the login page and nothing else. */
  guest: v.optional(v.boolean(), false),
  /** A permanent token that never changes; one is drawn where none is given. */
  token: v.optional(v.pipe(v.string(), v.regex(/^\S{8,}$/, 'must be at least 8 characters without spaces'))),
  roles: v.optional(v.array(RoleSchema), []),
});

const GroupSchema = v.strictObject({ name: Text, users: v.optional(v.array(Login), []) });

const ElementSchema = v.strictObject({
  name: Text,
  description: v.optional(v.string()),
  resolved: v.optional(v.boolean(), false),
  archived: v.optional(v.boolean(), false),
});
const FieldSchema = v.strictObject({
  name: Text,
  type: v.picklist(FIELD_TYPES),
  /** Names of the values; logins for a field of users, which without them takes everybody. */
  values: v.optional(v.array(nameOr(ElementSchema))),
});

const HumanValue = v.union([v.string(), v.number(), v.null(), v.array(v.string())]);

const ProjectFieldSchema = v.strictObject({
  name: Text,
  canBeEmpty: v.optional(v.boolean(), true),
  emptyText: v.optional(v.string()),
  default: v.optional(v.union([v.string(), v.array(v.string())])),
  /** The field is hidden unless another one of the project, told before it, has one of these values. */
  showWhen: v.optional(v.strictObject({ field: Text, values: v.pipe(v.array(Text), v.minLength(1)) })),
});
const ProjectSchema = v.strictObject({
  key: Key,
  name: Text,
  description: v.optional(v.string()),
  leader: Login,
  /** Besides the leader, who is always in it. */
  team: v.optional(v.array(Login), []),
  fields: v.optional(v.array(nameOr(ProjectFieldSchema)), []),
});

const TagSchema = v.strictObject({ name: Text, owner: Login, sharedWith: v.optional(v.array(Text), []) });

const CommentSchema = v.strictObject({ author: Login, text: Text, ageDays: v.optional(Days) });
const IssueSchema = v.strictObject({
  project: Key,
  summary: Text,
  description: v.optional(v.string()),
  reporter: Login,
  ageDays: v.optional(Days, 0),
  fields: v.optional(v.record(v.string(), HumanValue), {}),
  tags: v.optional(v.array(Text), []),
  visibleTo: v.optional(
    v.strictObject({ users: v.optional(v.array(Login), []), groups: v.optional(v.array(Text), []) }),
  ),
  comments: v.optional(v.array(CommentSchema), []),
});

const ArticleSchema = v.strictObject({
  project: Key,
  summary: Text,
  content: v.optional(v.string()),
  author: Login,
});

const SprintSchema = v.strictObject({
  name: Text,
  /** Days such as `2026-10-31` or `+10d`; a sprint without them runs for ever. */
  start: v.optional(Text),
  finish: v.optional(Text),
  archived: v.optional(v.boolean(), false),
  /** Readable ids. */
  issues: v.optional(v.array(Text), []),
});
const BoardSchema = v.strictObject({
  name: Text,
  owner: Login,
  projects: v.pipe(v.array(Key), v.minLength(1, 'must name a project')),
  sprints: v.optional(v.array(SprintSchema), []),
});

export const SeedSchema = v.strictObject({
  $schema: v.optional(v.string()),
  version: v.literal(1),
  users: v.array(UserSchema),
  groups: v.optional(v.array(GroupSchema), []),
  fields: v.optional(v.array(FieldSchema), []),
  projects: v.optional(v.array(ProjectSchema), []),
  tags: v.optional(v.array(TagSchema), []),
  issues: v.optional(v.array(IssueSchema), []),
  articles: v.optional(v.array(ArticleSchema), []),
  boards: v.optional(v.array(BoardSchema), []),
});

/** As it is written: what has a default may be left out. */
export type SeedInput = v.InferInput<typeof SeedSchema>;
export type Seed = v.InferOutput<typeof SeedSchema>;
export type SeedUser = Seed['users'][number];
export type SeedRole = SeedUser['roles'][number];
export type SeedField = Seed['fields'][number];
export type SeedProject = Seed['projects'][number];
export type SeedIssue = Seed['issues'][number];
export type SeedSprint = Seed['boards'][number]['sprints'][number];
export type HumanFieldValue = v.InferOutput<typeof HumanValue>;

/** @throws SeedError that names the path of the first thing that is not of the format. */
export function parseSeed(written: unknown): Seed {
  const parsed = v.safeParse(SeedSchema, written);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new SeedError(v.getDotPath(issue) ?? 'The seed', issue.message);
}

/** A name alone stands for an object that has nothing else; chosen by type, so that an error keeps its path. */
function nameOr<Schema extends v.GenericSchema<{ name: string }, unknown>>(schema: Schema) {
  const named = v.pipe(
    Text,
    v.transform((name) => ({ name })),
    schema,
  );
  return v.lazy((written) => (typeof written === 'string' ? named : schema));
}
