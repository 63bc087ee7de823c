/** Joins YouTrack's contexts to the use cases: opens the execution, and lets no failure reach a user's edit. */
import {
  type AsyncFunction,
  type Execution,
  openExecution,
  resumeExecution,
  type ScriptContext,
} from '../youtrack/execution.ts';
import { type IssueHandle, issueHandle } from '../youtrack/issue.ts';
import { type IssueContext, onChange, onSchedule } from '../youtrack/rules.ts';
import { acknowledge, acknowledgeRemoval } from './acknowledge.ts';
import { drain } from './drain.ts';
import { guarded } from './guarded.ts';
import { introduced } from './integration.ts';
import { scan } from './orphans.ts';
import { probed } from './probe.ts';
import { forget, remove } from './removal.ts';
import { pull, receive } from './sweep.ts';
import { greet, meet } from './team.ts';

/** Whatever a script schedules runs in the script's own name (youtrack-platform §3), so each declares all of them. */
const FUNCTIONS = {
  drain,
  acknowledge,
  acknowledgeRemoval,
  remove,
  forget,
  pull,
  receive,
  scan,
  probed,
  meet,
  greet,
  introduced,
} as const satisfies Readonly<Record<AsyncFunction, (execution: Execution) => void>>;

export const asyncFunctions = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, run]) => [name, (ctx: ScriptContext) => run(resumeExecution(ctx))]),
);

/**
 * A rule that runs inside users' edits. A guard that fails counts as true, so that no change is missed, but for what
 * YouTrack cannot tell (`isTold`); an action that fails is logged.
 */
export function changeRule(rule: {
  readonly title: string;
  readonly runOn: { readonly change: boolean; readonly removal: boolean };
  readonly guard: (issue: IssueHandle) => boolean;
  readonly action: (execution: Execution, issue: IssueHandle) => void;
}): unknown {
  const { title, runOn, guard, action } = rule;
  return onChange({
    title,
    runOn,
    ...shielded(title, guard, true, action),
    asyncFunctions,
  });
}

/** A scheduled rule whose failures end here: the next run tries again. */
export function scheduledRule(rule: {
  readonly title: string;
  readonly cron: string;
  readonly search: () => string;
  /** The query when `search` fails. */
  readonly otherwise: string;
  readonly guard: (issue: IssueHandle) => boolean;
  readonly action: (execution: Execution, issue: IssueHandle) => void;
}): unknown {
  const { title, cron, search, otherwise, guard, action } = rule;
  return onSchedule({
    title,
    cron,
    search: () => guarded(`search of "${title}"`, search, () => otherwise),
    ...shielded(title, guard, false, action),
    asyncFunctions,
  });
}

/** @param otherwise what a guard that fails counts as. */
function shielded(
  title: string,
  guard: (issue: IssueHandle) => boolean,
  otherwise: boolean,
  action: (execution: Execution, issue: IssueHandle) => void,
): { guard(ctx: IssueContext): boolean; action(ctx: IssueContext): void } {
  return {
    guard: (ctx) =>
      guarded(
        `guard of "${title}"`,
        () => guard(issueHandle(ctx.issue)),
        () => otherwise,
      ),
    action: (ctx) =>
      guarded(
        `action of "${title}"`,
        () => action(openExecution(ctx), issueHandle(ctx.issue)),
        () => undefined,
      ),
  };
}
