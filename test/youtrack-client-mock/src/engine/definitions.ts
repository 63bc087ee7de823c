/** What a script exports, read into shapes the engine works with. Refuses what YouTrack would not run. */
import { Cron } from 'croner';
import * as v from 'valibot';
import { ImportRejected } from './types.ts';

const FunctionSchema = v.function();
export type ScriptFunction = v.InferOutput<typeof FunctionSchema>;

const AsyncFunctionsSchema = v.optional(v.record(v.string(), FunctionSchema), {});
const RequirementsSchema = v.optional(v.record(v.string(), v.looseObject({})), {});

const COMMON = {
  target: v.optional(v.string(), 'Issue'),
  title: v.optional(v.string()),
  guard: v.optional(FunctionSchema),
  requirements: RequirementsSchema,
  asyncFunctions: AsyncFunctionsSchema,
};

const ChangeRuleSchema = v.looseObject({
  ...COMMON,
  ruleType: v.literal('onChange'),
  action: FunctionSchema,
  runOn: v.optional(v.looseObject({ change: v.optional(v.boolean()), removal: v.optional(v.boolean()) })),
});
export type ChangeRule = v.InferOutput<typeof ChangeRuleSchema>;

const ScheduleRuleSchema = v.looseObject({
  ...COMMON,
  ruleType: v.literal('onSchedule'),
  action: FunctionSchema,
  cron: v.pipe(v.string(), v.check(isQuartz, 'is no Quartz cron expression')),
  search: v.union([v.pipe(v.string(), v.nonEmpty('must not be empty')), FunctionSchema]),
  modifyUpdatedProperties: v.optional(v.boolean(), false),
});
export type ScheduleRule = v.InferOutput<typeof ScheduleRuleSchema>;

/** Loaded and listed, but never run here: there is nothing yet that would call it. */
const IdleRuleSchema = v.looseObject({
  ...COMMON,
  ruleType: v.picklist(['action', 'stateMachine', 'sla']),
});

const RuleSchema = v.variant('ruleType', [ChangeRuleSchema, ScheduleRuleSchema, IdleRuleSchema]);
export type Rule = v.InferOutput<typeof RuleSchema>;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const SCOPES = ['GLOBAL', 'PROJECT', 'ISSUE', 'ARTICLE', 'USER'] as const;

const EndpointSchema = v.looseObject({
  method: v.pipe(v.string(), v.toUpperCase(), v.picklist(METHODS)),
  /** Fixed, without parameters (youtrack-platform §7). */
  path: v.pipe(
    v.string(),
    v.transform((path) => path.replace(/^\/+/, '')),
    v.regex(/^[^{}:*]*$/, 'must be a fixed path'),
  ),
  scope: v.optional(v.pipe(v.string(), v.toUpperCase(), v.picklist(SCOPES)), 'GLOBAL'),
  permissions: v.optional(v.array(v.string()), []),
  handle: FunctionSchema,
});
export type Endpoint = v.InferOutput<typeof EndpointSchema>;

const HandlerSchema = v.looseObject({
  endpoints: v.pipe(
    v.array(EndpointSchema),
    v.check(
      isOneFamily,
      'must be all of issues, articles and projects, or all of users and the global scope',
    ),
  ),
  requirements: RequirementsSchema,
  asyncFunctions: AsyncFunctionsSchema,
});
export type Handler = v.InferOutput<typeof HandlerSchema>;

export type Definition =
  | { readonly kind: 'rule'; readonly title: string; readonly rule: Rule }
  | { readonly kind: 'httpHandler'; readonly title: string; readonly handler: Handler }
  | { readonly kind: 'aiTool'; readonly title: string };

/**
 * @param exported what YouTrack looks at: `exports`, not `module.exports` (youtrack-platform §1).
 * @returns undefined for a utility module. Throws ImportRejected.
 */
export function readDefinition(file: string, exported: unknown): Definition | undefined {
  if (typeof exported !== 'object' || exported === null) return undefined;
  if ('rule' in exported) {
    const rule = parsed(file, RuleSchema, exported.rule);
    return { kind: 'rule', title: rule.title ?? file, rule };
  }
  if ('stateMachine' in exported) {
    const stateMachine: unknown = exported.stateMachine;
    const rule = parsed(file, RuleSchema, Object.assign({ ruleType: 'stateMachine' }, stateMachine));
    return { kind: 'rule', title: rule.title ?? file, rule };
  }
  if ('httpHandler' in exported) {
    return { kind: 'httpHandler', title: file, handler: parsed(file, HandlerSchema, exported.httpHandler) };
  }
  return 'aiTool' in exported ? { kind: 'aiTool', title: file } : undefined;
}

/** Logged for what is left out because of its requirements. */
export const CANNOT_CHECK_REQUIREMENTS = 'It has requirements, which this emulator cannot check yet: not run';

/** What has requirements runs only where they are met (youtrack-platform §2). */
export function hasRequirements({ requirements }: { readonly requirements: object }): boolean {
  return Object.keys(requirements).length > 0;
}

export function asyncFunctionsOf(definition: Definition): Readonly<Record<string, ScriptFunction>> {
  if (definition.kind === 'rule') return definition.rule.asyncFunctions;
  return definition.kind === 'httpHandler' ? definition.handler.asyncFunctions : {};
}

/** By the name of the entity where one is given, else by the alias. */
export function requirementsOf(definition: Definition): readonly string[] {
  if (definition.kind === 'aiTool') return [];
  const { requirements } = definition.kind === 'rule' ? definition.rule : definition.handler;
  return Object.entries(requirements).map(([alias, { name }]) => (typeof name === 'string' ? name : alias));
}

/** The next time after `after`, in milliseconds; times are those of UTC. Undefined: never. */
export function nextRun(cron: string, after: number): number | undefined {
  return quartz(cron).nextRun(new Date(after))?.getTime();
}

/** Seconds first; a week begins with Sunday as 1 (youtrack-platform §4). */
function quartz(cron: string): Cron {
  return new Cron(cron, {
    paused: true,
    timezone: 'UTC',
    mode: '6-or-7-parts',
    alternativeWeekdays: true,
    sloppyRanges: true,
  });
}

function isQuartz(cron: string): boolean {
  try {
    quartz(cron);
    return true;
  } catch {
    return false;
  }
}

function isOneFamily(endpoints: Endpoint[]): boolean {
  const families = endpoints.map(({ scope }) => scope === 'GLOBAL' || scope === 'USER');
  return families.every((family) => family === families[0]);
}

function parsed<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ImportRejected(`${file}.js: ${v.getDotPath(issue) ?? 'its export'}: ${issue.message}`);
}
