/** What a script exports, read into shapes the engine works with. Refuses what YouTrack would not run. */
import * as v from 'valibot';
import { MACHINE_PROPERTIES, problemOf } from './machine-definition.ts';
import { quartzProblem } from './quartz.ts';
import type { Requirements } from './requirements.ts';
import { messageOf } from './thrown.ts';
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

const CronSchema = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? quartzProblem(dataset.value) : null;
    if (problem !== null) addIssue({ message: `is no Quartz cron expression: ${problem}` });
  }),
);

const ScheduleRuleSchema = v.looseObject({
  ...COMMON,
  ruleType: v.literal('onSchedule'),
  action: FunctionSchema,
  cron: CronSchema,
  search: v.union([v.pipe(v.string(), v.nonEmpty('must not be empty')), FunctionSchema]),
  modifyUpdatedProperties: v.optional(v.boolean(), false),
});
export type ScheduleRule = v.InferOutput<typeof ScheduleRuleSchema>;

const ActionRuleSchema = v.looseObject({
  ...COMMON,
  ruleType: v.literal('action'),
  action: FunctionSchema,
  command: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))),
  /** What it asks of its user; the type is a class of `entities` or one of the types of fields. */
  userInput: v.optional(v.looseObject({ type: v.unknown(), description: v.optional(v.string(), '') })),
});
export type ActionRule = v.InferOutput<typeof ActionRuleSchema>;

const MachineRuleSchema = v.looseObject({
  ...COMMON,
  ...MACHINE_PROPERTIES,
  ruleType: v.literal('stateMachine'),
});
export type MachineRule = v.InferOutput<typeof MachineRuleSchema>;

/** Loaded and listed, but never run here: there is no helpdesk. */
const SlaRuleSchema = v.looseObject({ ...COMMON, ruleType: v.literal('sla') });

const RuleSchema = v.variant('ruleType', [
  ChangeRuleSchema,
  ScheduleRuleSchema,
  ActionRuleSchema,
  MachineRuleSchema,
  SlaRuleSchema,
]);
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

const AiToolSchema = v.looseObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9_]+$/, 'must be in snake_case')),
  description: v.optional(v.string(), ''),
  inputSchema: v.optional(v.looseObject({ type: v.picklist(['object', 'array']) })),
  annotations: v.optional(v.record(v.string(), v.unknown()), {}),
  execute: FunctionSchema,
  requirements: RequirementsSchema,
  asyncFunctions: AsyncFunctionsSchema,
});
export type AiTool = v.InferOutput<typeof AiToolSchema>;

export type Definition =
  | { readonly kind: 'rule'; readonly title: string; readonly rule: Rule }
  | { readonly kind: 'httpHandler'; readonly title: string; readonly handler: Handler }
  | { readonly kind: 'aiTool'; readonly title: string; readonly tool: AiTool };

/**
 * @param exported what YouTrack looks at: `exports`, not `module.exports` (youtrack-platform §1).
 * @returns undefined for a utility module. Throws ImportRejected, whatever a getter or a proxy of the script throws.
 */
export function readDefinition(file: string, exported: unknown): Definition | undefined {
  try {
    return definitionOf(file, exported);
  } catch (error) {
    if (error instanceof ImportRejected) throw error;
    throw new ImportRejected(`${file}.js could not be read: ${messageOf(error)}`);
  }
}

function definitionOf(file: string, exported: unknown): Definition | undefined {
  if (typeof exported !== 'object' || exported === null) return undefined;
  if ('rule' in exported) {
    return ruleFrom(file, exported.rule);
  }
  if ('stateMachine' in exported) {
    const stateMachine: unknown = exported.stateMachine;
    return ruleFrom(file, Object.assign({ ruleType: 'stateMachine' }, stateMachine));
  }
  if ('httpHandler' in exported) {
    return { kind: 'httpHandler', title: file, handler: parsed(file, HandlerSchema, exported.httpHandler) };
  }
  if (!('aiTool' in exported)) return undefined;
  return { kind: 'aiTool', title: file, tool: parsed(file, AiToolSchema, exported.aiTool) };
}

function ruleFrom(file: string, exported: unknown): Definition {
  const rule = parsed(file, RuleSchema, exported);
  const problem = rule.ruleType === 'stateMachine' ? problemOf(rule) : undefined;
  if (problem !== undefined) throw new ImportRejected(`${file}.js: the state machine ${problem}`);
  return { kind: 'rule', title: rule.title ?? file, rule };
}

export function requiredBy(definition: Definition): Requirements {
  if (definition.kind === 'rule') return definition.rule.requirements;
  return definition.kind === 'httpHandler' ? definition.handler.requirements : definition.tool.requirements;
}

/** State machines and SLA rules have none (youtrack-platform §3). */
export function asyncFunctionsOf(definition: Definition): Readonly<Record<string, ScriptFunction>> {
  if (definition.kind === 'httpHandler') return definition.handler.asyncFunctions;
  if (definition.kind === 'aiTool') return definition.tool.asyncFunctions;
  const { ruleType, asyncFunctions } = definition.rule;
  return ruleType === 'stateMachine' || ruleType === 'sla' ? {} : asyncFunctions;
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
