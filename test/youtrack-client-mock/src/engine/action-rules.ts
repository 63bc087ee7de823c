/** Action rules: what a user calls by a command or from a menu, in the transaction of that command. */
import { documentOf, entryOf } from '../model/documents.ts';
import { refOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { AppRegistry } from './apps.ts';
import type { ActionCall, ActionDescription, ActionInput } from './automation.ts';
import type { ActionRule } from './definitions.ts';
import type { Execution } from './execution.ts';
import type { InstalledApp } from './installed-app.ts';
import type { Metrics } from './metrics.ts';
import type { Opened, Runner } from './runner.ts';
import { messageOf } from './thrown.ts';
import { ChangeRejected } from './types.ts';

export interface ActionRulesHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  readonly metrics: Metrics;
  read<T>(work: (tx: Transaction) => T): T;
  /** Makes an execution one of those whose calls are scheduled when `tx` is kept. */
  join(tx: Transaction, execution: Execution): void;
  warn(app: string, script: string, text: string): void;
}

interface Attached {
  readonly app: InstalledApp;
  readonly script: LoadedScript;
  readonly rule: ActionRule;
}

/** Under which name `ctx` holds what an action is called on. */
const ALIASES: Readonly<Record<string, string>> = {
  Issue: 'issue',
  IssueComment: 'issueComment',
  IssueAttachment: 'issueAttachment',
  Article: 'article',
  ArticleComment: 'articleComment',
  ArticleAttachment: 'articleAttachment',
};

export class ActionRules {
  constructor(private readonly host: ActionRulesHost) {}

  available(user: EntityId, entity: EntityId): readonly ActionDescription[] {
    return this.host.read((tx) =>
      this.attached(tx, entity)
        .filter((one) => this.holds(tx, user, entity, one))
        .map(({ app, script, rule }) => ({
          app: app.name,
          script: script.name,
          title: script.definition.title,
          command: rule.command ?? null,
          userInput: rule.userInput
            ? { type: inputType(rule.userInput.type), description: rule.userInput.description }
            : null,
        })),
    );
  }

  call(tx: Transaction, user: EntityId, { app, script, entity, input }: ActionCall): void {
    const found = this.attached(tx, entity).find((one) => one.app.name === app && one.script.name === script);
    if (!found) throw new ChangeRejected(`There is no action ${app}/${script} for ${entity}`);
    this.run(tx, user, entity, found, input);
  }

  /** @returns what follows the command; undefined when no action is called so. */
  command(tx: Transaction, user: EntityId, issue: EntityId, text: string): string | undefined {
    for (const one of this.attached(tx, issue)) {
      const rest = one.rule.command === undefined ? undefined : after(text, one.rule.command);
      if (rest === undefined) continue;
      this.run(tx, user, issue, one, undefined);
      return rest;
    }
    return undefined;
  }

  private run(
    tx: Transaction,
    user: EntityId,
    entity: EntityId,
    one: Attached,
    input: ActionInput | undefined,
  ): void {
    const { app, script, rule } = one;
    if (rule.userInput && input === undefined) {
      throw new ChangeRejected(
        `The action "${script.definition.title}" asks its user for something: ${rule.userInput.description}`,
      );
    }
    const started = performance.now();
    const opened = this.open(tx, user, entity, one, input);
    let hasRun = false;
    try {
      if (rule.guard && !opened.asks(rule.guard)) {
        throw new ChangeRejected(`The action "${script.definition.title}" cannot be applied here`);
      }
      hasRun = true;
      opened.call(rule.action);
    } catch (error) {
      this.host.warn(app.name, script.name, `The action on ${entity} is refused: ${messageOf(error)}`);
      throw error instanceof ChangeRejected ? error : new ChangeRejected(messageOf(error));
    } finally {
      this.host.metrics.count(opened.execution, hasRun, performance.now() - started);
    }
    this.host.join(tx, opened.execution);
  }

  /** A guard that throws hides its action. */
  private holds(tx: Transaction, user: EntityId, entity: EntityId, one: Attached): boolean {
    const { guard } = one.rule;
    if (!guard) return true;
    try {
      return this.open(tx, user, entity, one, undefined).asks(guard);
    } catch (error) {
      this.host.warn(one.app.name, one.script.name, `The guard failed: ${messageOf(error)}`);
      return false;
    }
  }

  private open(
    tx: Transaction,
    user: EntityId,
    entity: EntityId,
    { app, script, rule }: Attached,
    input: ActionInput | undefined,
  ): Opened {
    const document = documentOf(tx, entity);
    const project = document === null ? null : refOf(tx, document, 'project');
    const { runtime } = app;
    return this.host.runner.open({
      app,
      script,
      entry: { app: app.name, script: script.name, project, ...entryOf(tx, document), user },
      tx,
      insideEdit: true,
      parts: () => [
        [ALIASES[rule.target] ?? 'issue', runtime.wrap(entity)],
        ['isSilentOperation', tx.isSilent],
        ['isMcpRequest', false],
        [
          'userInput',
          input === undefined ? null : 'entity' in input ? runtime.wrap(input.entity) : input.value,
        ],
      ],
    });
  }

  private attached(tx: Transaction, entity: EntityId): readonly Attached[] {
    const type = tx.typeOf(entity);
    const document = documentOf(tx, entity);
    const project = document === null ? null : refOf(tx, document, 'project');
    if (project === null) return [];
    return this.host.apps.active(project).flatMap((app) =>
      [...app.runtime.scripts.values()].flatMap((script) => {
        const { definition } = script;
        if (definition.kind !== 'rule' || definition.rule.ruleType !== 'action') return [];
        const { rule } = definition;
        if (rule.target !== type || !this.host.apps.standing(project, app, script.name).enabled) return [];
        const obstacle = this.host.runner.obstacle(tx, script, project);
        if (obstacle !== null) this.host.warn(app.name, script.name, obstacle);
        return obstacle === null ? [{ app, script, rule }] : [];
      }),
    );
  }
}

/** The name of a class, or that of a type of field. */
function inputType(type: unknown): string {
  return typeof type === 'function' ? type.name : String(type);
}

/** What follows `command` at the start of `text`, in whatever case. */
export function after(text: string, command: string): string | undefined {
  if (text.slice(0, command.length).toLowerCase() !== command.toLowerCase()) return undefined;
  const rest = text.slice(command.length);
  return rest === '' || /^\s/.test(rest) ? rest.trimStart() : undefined;
}
