/**
 * On-change rules of issues and articles: every rule of the document's project, again and again until no guard holds
 * (youtrack-platform §2).
 */

import { documentOf, entryOf } from '../model/documents.ts';
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
  /** Called after each action with its issue or article, and after each round for all, so that rules see what follows. */
  settle(tx: Transaction, document?: EntityId): void;
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
    for (const document of changedDocuments(tx)) {
      const isIssue = tx.typeOf(document) === 'Issue';
      if (isIssue && host.machines.settle(tx, document, circumstances.insideEdit)) {
        host.settle(tx, document);
        isSettled = false;
      }
      for (const attached of rulesFor(tx, document, host.apps)) {
        const key = `${attached.app.name}/${attached.script.name}/${document}`;
        if (executed.has(key)) continue;
        const execution = fire(tx, document, attached, circumstances, host);
        if (execution === null) continue;
        executed.add(key);
        if (executed.size > host.most) {
          throw new ChangeRejected(
            `More than ${host.most} rules ran in one transaction, the last ${attached.app.name}/${attached.script.name}: do they make issues for each other?`,
          );
        }
        executions.push(execution);
        host.settle(tx, document);
        isSettled = false;
      }
    }
    if (!isSettled) host.settle(tx);
  }
  return executions;
}

/** Issues and articles that changed themselves or by a comment, work item or attachment of theirs. */
function changedDocuments(tx: Transaction): ReadonlySet<EntityId> {
  const documents = new Set<EntityId>();
  for (const id of tx.touched()) {
    const hasChanged = tx.isRemoved(id) || tx.changedProps(id).length > 0;
    const document = hasChanged ? documentOf(tx, id) : null;
    if (document !== null) documents.add(document);
  }
  return documents;
}

/** By their priority; of a move, the rules of the project it goes to (youtrack-platform §2). */
function rulesFor(tx: Transaction, document: EntityId, apps: AppRegistry): readonly AttachedRule[] {
  const project = refOf(tx, document, 'project');
  if (project === null) return [];
  const isRemoval = tx.isRemoved(document);
  const rules = apps.active(project).flatMap((app) =>
    [...app.runtime.scripts.values()].flatMap((script) => {
      const { definition } = script;
      if (definition.kind !== 'rule' || definition.rule.ruleType !== 'onChange') return [];
      const { rule } = definition;
      const { change = true, removal = false } = rule.runOn ?? {};
      const runs = rule.target === tx.typeOf(document) && (isRemoval ? removal : change);
      const { enabled, priority } = apps.standing(project, app, script.name);
      return runs && enabled ? [{ app, script, rule, priority }] : [];
    }),
  );
  return rules.sort((left, right) => right.priority - left.priority);
}

/** Null when the guard does not hold. */
function fire(
  tx: Transaction,
  document: EntityId,
  { app, script, rule }: AttachedRule,
  { insideEdit, isMcpRequest }: Circumstances,
  host: ChangeRulesHost,
): Execution | null {
  const project = refOf(tx, document, 'project');
  const obstacle = host.runner.obstacle(tx, script, project);
  if (obstacle !== null) {
    host.warn(app.name, script.name, obstacle);
    return null;
  }
  const entry = {
    app: app.name,
    script: script.name,
    project,
    ...entryOf(tx, document),
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
    host.warn(app.name, script.name, `The change of ${document} is refused: ${message}`);
    throw new ChangeRejected(message);
  } finally {
    host.metrics.count(opened.execution, hasFired, performance.now() - started);
  }
  return hasFired ? opened.execution : null;
}
