/** Joins YouTrack's contexts to the use cases: opens the execution, and lets no failure reach a user's edit. */
import { openExecution, resumeExecution, type ScriptContext } from '../youtrack/execution.ts';
import { externalIdsOf } from '../youtrack/external-ids.ts';
import { issueHandle } from '../youtrack/issue.ts';
import type { AsyncFunction, Execution, IssueHandle } from '../youtrack/ports.ts';
import { type IssueContext, onChange, onSchedule } from '../youtrack/rules.ts';
import { type ScheduledSearch, scheduledSearch } from '../youtrack/scheduled-search.ts';
import { guarded } from './calling/guarded.ts';
import { runAnswer } from './chain.ts';
import { migrate } from './migration.ts';
import { isFromNewer } from './stored/schema.ts';
import { onDeletionDue, onEditDue, onRoundDue, onTurnDue } from './tasks.ts';

/** What YouTrack calls later. It keeps these names in calls that wait: each says what it handles. */
const FUNCTIONS: Readonly<Record<AsyncFunction, (execution: Execution) => void>> = {
  onEditDue,
  onRoundDue,
  onTurnDue,
  onDeletionDue,
  onReceipts: (execution) => runAnswer(execution, 'onReceipts'),
  onDepartureAnswer: (execution) => runAnswer(execution, 'onDepartureAnswer'),
  onRemovals: (execution) => runAnswer(execution, 'onRemovals'),
  onDeletionAnswer: (execution) => runAnswer(execution, 'onDeletionAnswer'),
  onDeletionReceipts: (execution) => runAnswer(execution, 'onDeletionReceipts'),
  onResultsPage: (execution) => runAnswer(execution, 'onResultsPage'),
  onOrphansPage: (execution) => runAnswer(execution, 'onOrphansPage'),
  onBoards: (execution) => runAnswer(execution, 'onBoards'),
  onBoardProbe: (execution) => runAnswer(execution, 'onBoardProbe'),
  onAdoptionPage: (execution) => runAnswer(execution, 'onAdoptionPage'),
  onMembers: (execution) => runAnswer(execution, 'onMembers'),
  onInvitation: (execution) => runAnswer(execution, 'onInvitation'),
  onIntroduction: (execution) => runAnswer(execution, 'onIntroduction'),
};

/** Names of version 0.1. What such a call was to do, the next round does. */
const FORMER_FUNCTIONS = [
  'drain',
  'acknowledge',
  'acknowledgeRemoval',
  'remove',
  'forget',
  'pull',
  'receive',
  'scan',
  'probed',
  'meet',
  'greet',
  'introduced',
] as const;

/** Whatever a script schedules runs in the script's own name (youtrack-platform §3), so each declares all of them. */
export const asyncFunctions = Object.fromEntries([
  ...Object.entries(FUNCTIONS).map(([name, run]) => [
    name,
    (ctx: ScriptContext) => {
      const execution = resumeExecution(ctx);
      if (migrate(execution)) run(execution);
    },
  ]),
  ...FORMER_FUNCTIONS.map((name) => [
    name,
    () =>
      console.warn(
        `[ducalis] "${name}" was scheduled by version 0.1 of the app; the next round does its work`,
      ),
  ]),
]);

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
  const unlessNewer: typeof action = (execution, issue) => {
    if (!isFromNewer(execution)) action(execution, issue);
  };
  return onChange({ title, runOn, ...shielded(title, guard, true, unlessNewer), asyncFunctions });
}

/** A scheduled rule whose failures end here: the next run tries again. */
export function scheduledRule(rule: {
  readonly title: string;
  readonly cron: string;
  readonly search: (asked: ScheduledSearch) => string;
  /** The query when `search` fails, or YouTrack does not tell for which project it is. */
  readonly otherwise: string;
  readonly guard: (issue: IssueHandle) => boolean;
  readonly action: (execution: Execution, issue: IssueHandle) => void;
}): unknown {
  const { title, cron, search, otherwise, guard, action } = rule;
  return onSchedule({
    title,
    cron,
    search: (ctx) =>
      guarded(
        `search of "${title}"`,
        () => {
          const asked = scheduledSearch(ctx);
          return asked === null ? otherwise : search(asked);
        },
        () => otherwise,
      ),
    ...shielded(title, guard, false, (execution, issue) => {
      if (migrate(execution)) action(execution, issue);
    }),
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
        () => guard(handleOf(ctx)),
        () => otherwise,
      ),
    action: (ctx) =>
      guarded(
        `action of "${title}"`,
        () => action(openExecution(ctx), handleOf(ctx)),
        () => undefined,
      ),
  };
}

function handleOf({ issue, globalStorage }: IssueContext): IssueHandle {
  return issueHandle(issue, externalIdsOf(globalStorage));
}
