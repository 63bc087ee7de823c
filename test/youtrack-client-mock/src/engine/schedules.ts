/** On-schedule rules: when each is due, and one transaction for every issue its search finds (youtrack-platform §4). */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { findIssues, QuerySyntaxError } from '../search/search.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { AppRegistry } from './apps.ts';
import type { ScheduleRule } from './definitions.ts';
import type { Execution } from './execution.ts';
import type { InstalledApp } from './installed-app.ts';
import type { Metrics } from './metrics.ts';
import { Interrupted } from './overlaps.ts';
import { nextRun } from './quartz.ts';
import type { Runner } from './runner.ts';
import { messageOf } from './thrown.ts';

export interface SchedulesHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  readonly metrics: Metrics;
  /** The Workflow User. */
  readonly user: EntityId;
  /** IANA; schedules go by its clocks. */
  readonly timeZone: string;
  /** Whether look-ups by extension properties find nothing in the function that makes a search. */
  readonly isBlind: boolean;
  /** Called before each search of a rule. */
  searched(): void;
  now(): number;
  read<T>(work: (tx: Transaction) => T): T;
  /**
   * @param work null: the guard did not hold.
   * @param stampUpdated `updated` stays as it is unless the rule wants otherwise.
   * @returns null once it is kept; a promise of that while it is held.
   */
  transact(work: (tx: Transaction) => Execution | null, stampUpdated: boolean): Promise<unknown> | null;
  log(app: string, script: string, level: 'warn' | 'error', text: string): void;
}

interface Scheduled {
  readonly app: InstalledApp;
  readonly script: LoadedScript;
  readonly rule: ScheduleRule;
}

export class Schedules {
  private readonly lastRun = new Map<string, number>();
  /** The clock asks after every step, and the next time takes long to find. */
  private readonly dueTimes = new Map<
    string,
    { readonly last: number; readonly cron: string; readonly due: number | undefined }
  >();

  constructor(private readonly host: SchedulesHost) {}

  /** When the next rule is due; undefined when there is none. */
  nextDue(): number | undefined {
    const times = this.rules().flatMap((scheduled) => this.dueAt(scheduled) ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  runDue(): void {
    const now = this.host.now();
    for (const scheduled of this.rules()) {
      const due = this.dueAt(scheduled);
      if (due === undefined || due > now) continue;
      this.lastRun.set(keyOf(scheduled), now);
      for (const { project } of this.host.apps.usages({ app: scheduled.app.name })) {
        const { apps } = this.host;
        const { app, script } = scheduled;
        if (apps.isActive(app, project) && apps.standing(project, app, script.name).enabled) {
          this.runIn(project, scheduled);
        }
      }
    }
  }

  /** A rule counts from the moment it is first seen. */
  private dueAt(scheduled: Scheduled): number | undefined {
    const key = keyOf(scheduled);
    const last = this.lastRun.get(key) ?? this.host.now();
    this.lastRun.set(key, last);
    const { cron } = scheduled.rule;
    const known = this.dueTimes.get(key);
    if (known?.last === last && known.cron === cron) return known.due;
    const due = nextRun(cron, last, this.host.timeZone);
    this.dueTimes.set(key, { last, cron, due });
    return due;
  }

  private rules(): readonly Scheduled[] {
    return this.host.apps.active(null).flatMap((app) =>
      [...app.runtime.scripts.values()].flatMap((script) => {
        const { definition } = script;
        if (definition.kind !== 'rule') return [];
        const { rule } = definition;
        return rule.ruleType === 'onSchedule' ? [{ app, script, rule }] : [];
      }),
    );
  }

  private runIn(project: EntityId, scheduled: Scheduled): void {
    const obstacle = this.host.read((tx) => this.host.runner.obstacle(tx, scheduled.script, project));
    if (obstacle !== null) {
      this.complain(scheduled, obstacle);
      return;
    }
    for (const issue of this.find(project, scheduled)) {
      const complain = (error: unknown): void => {
        if (error instanceof Interrupted) return;
        this.complain(scheduled, `it failed on ${issue}: ${messageOf(error)}`);
      };
      try {
        this.host
          .transact((tx) => this.runOn(tx, project, issue, scheduled), scheduled.rule.modifyUpdatedProperties)
          ?.catch(complain);
      } catch (error) {
        complain(error);
      }
    }
  }

  private find(project: EntityId, scheduled: Scheduled): readonly EntityId[] {
    this.host.searched();
    try {
      return this.host.read((tx) => {
        const query = this.queryOf(tx, project, scheduled);
        if (query === '') throw new Error('the search is empty');
        return findIssues(tx, query, { user: this.host.user, project, now: this.host.now() });
      });
    } catch (error) {
      const details =
        error instanceof QuerySyntaxError ? [error.message, ...error.children] : [messageOf(error)];
      this.complain(scheduled, details.join(': '));
      return [];
    }
  }

  /** A function gets the project's context, without an issue. */
  private queryOf(tx: Transaction, project: EntityId, { app, script, rule }: Scheduled): string {
    const { search } = rule;
    if (typeof search === 'string') return search;
    const entry = { app: app.name, script: script.name, project, issue: null, user: this.host.user };
    const { isBlind } = this.host;
    const opened = this.host.runner.open({ app, script, entry, tx, insideEdit: false, isBlind });
    return String(opened.call(search) ?? '');
  }

  private runOn(
    tx: Transaction,
    project: EntityId,
    issue: EntityId,
    { app, script, rule }: Scheduled,
  ): Execution | null {
    const started = performance.now();
    const entry = { app: app.name, script: script.name, project, issue, user: this.host.user };
    const opened = this.host.runner.open({ app, script, entry, tx, insideEdit: false });
    const hasFired = rule.guard === undefined || opened.asks(rule.guard);
    if (hasFired) opened.call(rule.action);
    this.host.metrics.count(opened.execution, hasFired, performance.now() - started);
    return hasFired ? opened.execution : null;
  }

  private complain({ app, script }: Scheduled, text: string): void {
    this.host.log(app.name, script.name, 'error', text);
  }
}

function keyOf({ app, script }: Scheduled): string {
  return `${app.name}/${script.name}`;
}
