/** On-change rules: every rule of the issue's project, again and again until no guard holds (youtrack-platform §2). */

import { refOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { AppRegistry } from './apps.ts';
import type { ChangeRule } from './definitions.ts';
import type { Execution } from './execution.ts';
import type { InstalledApp } from './installed-app.ts';
import type { Metrics } from './metrics.ts';
import type { Runner } from './runner.ts';
import type { StateMachines } from './state-machines.ts';
import { messageOf } from './thrown.ts';
import { ChangeRejected } from './types.ts';

interface AttachedRule {
  readonly app: InstalledApp;
  readonly script: LoadedScript;
  readonly rule: ChangeRule;
}

export interface Circumstances {
  /** Whether a user waits for this transaction. */
  readonly insideEdit: boolean;
  /** Whether it is the doing of an AI tool. */
  readonly isMcpRequest: boolean;
}

export interface ChangeRulesHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  readonly metrics: Metrics;
  readonly machines: StateMachines;
  /** Actions that may run in one transaction. */
  readonly most: number;
  warn(app: string, script: string, text: string): void;
  /** Called after each action with its issue, and after each round for all, so that rules see what follows. */
  settle(tx: Transaction, issue?: EntityId): void;
}

/**
 * @returns the executions of the actions that ran. Throws ChangeRejected when a guard or action throws.
 */
export function runChangeRules(
  tx: Transaction,
  circumstances: Circumstances,
  host: ChangeRulesHost,
): readonly Execution[] {
  const executed = new Set<string>();
  const executions: Execution[] = [];
  let isSettled = false;
  while (!isSettled) {
    isSettled = true;
    for (const issue of changedIssues(tx)) {
      if (host.machines.settle(tx, issue, circumstances.insideEdit)) {
        host.settle(tx, issue);
        isSettled = false;
      }
      for (const attached of rulesFor(tx, issue, host.apps)) {
        const key = `${attached.app.name}/${attached.script.name}/${issue}`;
        if (executed.has(key)) continue;
        const execution = fire(tx, issue, attached, circumstances, host);
        if (execution === null) continue;
        executed.add(key);
        if (executed.size > host.most) {
          throw new ChangeRejected(
            `More than ${host.most} rules ran in one transaction, the last ${attached.app.name}/${attached.script.name}: do they make issues for each other?`,
          );
        }
        executions.push(execution);
        host.settle(tx, issue);
        isSettled = false;
      }
    }
    if (!isSettled) host.settle(tx);
  }
  return executions;
}

/** Issues that changed themselves or by a comment, work item or attachment of theirs. */
function changedIssues(tx: Transaction): ReadonlySet<EntityId> {
  const issues = new Set<EntityId>();
  for (const id of tx.touched()) {
    const hasChanged = tx.isRemoved(id) || tx.changedProps(id).length > 0;
    if (!hasChanged) continue;
    const type = tx.typeOf(id);
    if (type === 'Issue') issues.add(id);
    if (type !== 'IssueComment' && type !== 'IssueWorkItem' && type !== 'IssueAttachment') continue;
    const issue = refOf(tx, id, 'issue');
    if (issue !== null) issues.add(issue);
  }
  return issues;
}

/** By their priority; of a move, the rules of the project it goes to (youtrack-platform §2). */
function rulesFor(tx: Transaction, issue: EntityId, apps: AppRegistry): readonly AttachedRule[] {
  const project = refOf(tx, issue, 'project');
  if (project === null) return [];
  const isRemoval = tx.isRemoved(issue);
  const rules = apps.active(project).flatMap((app) =>
    [...app.runtime.scripts.values()].flatMap((script) => {
      const { definition } = script;
      if (definition.kind !== 'rule' || definition.rule.ruleType !== 'onChange') return [];
      const { rule } = definition;
      const { change = true, removal = false } = rule.runOn ?? {};
      const runs = rule.target === 'Issue' && (isRemoval ? removal : change);
      const { enabled, priority } = apps.standing(project, app, script.name);
      return runs && enabled ? [{ app, script, rule, priority }] : [];
    }),
  );
  return rules.sort((left, right) => right.priority - left.priority);
}

/** Null when the guard does not hold. */
function fire(
  tx: Transaction,
  issue: EntityId,
  { app, script, rule }: AttachedRule,
  { insideEdit, isMcpRequest }: Circumstances,
  host: ChangeRulesHost,
): Execution | null {
  const project = refOf(tx, issue, 'project');
  const obstacle = host.runner.obstacle(tx, script, project);
  if (obstacle !== null) {
    host.warn(app.name, script.name, obstacle);
    return null;
  }
  const entry = {
    app: app.name,
    script: script.name,
    project,
    issue,
    user: tx.user,
  };
  const started = performance.now();
  const opened = host.runner.open({
    app,
    script,
    entry,
    tx,
    insideEdit,
    parts: () => [
      ['isSilentOperation', tx.isSilent],
      ['isMcpRequest', isMcpRequest],
    ],
  });
  let hasFired = false;
  try {
    hasFired = rule.guard === undefined || opened.asks(rule.guard);
    if (hasFired) opened.call(rule.action);
  } catch (error) {
    const message = messageOf(error);
    host.warn(app.name, script.name, `The change of ${issue} is refused: ${message}`);
    throw new ChangeRejected(message);
  } finally {
    host.metrics.count(opened.execution, hasFired, performance.now() - started);
  }
  return hasFired ? opened.execution : null;
}
