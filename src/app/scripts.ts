/** Joins YouTrack's contexts to the use cases: opens the execution, and lets no failure reach a user's edit. */
import {
  type AsyncFunction,
  type Execution,
  openExecution,
  type ScriptContext,
} from '../youtrack/execution.ts';
import { type IssueHandle, issueHandle } from '../youtrack/issue.ts';
import { onChange, onSchedule } from '../youtrack/rules.ts';
import { acknowledge } from './acknowledge.ts';
import { drain } from './drain.ts';
import { guarded } from './guarded.ts';

type Functions = Readonly<Partial<Record<AsyncFunction, (ctx: ScriptContext) => void>>>;

/** Every script that schedules a drain declares these. */
export const deliveryFunctions = {
  drain: (ctx) => drain(openExecution(ctx)),
  acknowledge: (ctx) => acknowledge(openExecution(ctx)),
} satisfies Functions;

/**
 * A rule that runs inside users' edits. A guard that fails counts as true, so that no change is missed; an action
 * that fails is logged.
 */
export function changeRule(
  title: string,
  isRelevant: (issue: IssueHandle) => boolean,
  act: (execution: Execution, issue: IssueHandle) => void,
): unknown {
  return onChange({
    title,
    guard: (ctx) =>
      guarded(
        `guard of "${title}"`,
        () => isRelevant(issueHandle(ctx.issue)),
        () => true,
      ),
    action: (ctx) =>
      guarded(
        `action of "${title}"`,
        () => act(openExecution(ctx), issueHandle(ctx.issue)),
        () => undefined,
      ),
    asyncFunctions: deliveryFunctions,
  });
}

export function scheduledRule(rule: {
  readonly title: string;
  readonly cron: string;
  readonly search: () => string;
  readonly guard: (issue: IssueHandle) => boolean;
  readonly action: (execution: Execution, issue: IssueHandle) => void;
  readonly functions: Functions;
}): unknown {
  return onSchedule({
    title: rule.title,
    cron: rule.cron,
    search: rule.search,
    guard: (ctx) => rule.guard(issueHandle(ctx.issue)),
    action: (ctx) => rule.action(openExecution(ctx), issueHandle(ctx.issue)),
    asyncFunctions: { ...deliveryFunctions, ...rule.functions },
  });
}
