/** Opens an execution of a script with its `ctx`, and calls the script's functions in it. */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { ScriptFunction } from './definitions.ts';
import { requiredBy } from './definitions.ts';
import type { Entry, Executions, StoredValue } from './execution.ts';
import { Execution } from './execution.ts';
import type { InstalledApp } from './installed-app.ts';
import { checkRequirements } from './requirements.ts';
import type { Workload } from './workload.ts';

export interface Start {
  readonly app: InstalledApp;
  readonly script: LoadedScript;
  readonly entry: Entry;
  /** Whose settings `ctx` holds, where that is not the entry's project; null: the global ones. */
  readonly settingsOf?: EntityId | null;
  readonly tx: Transaction;
  readonly insideEdit: boolean;
  readonly hop?: number;
  readonly inherited?: ReadonlyMap<string, StoredValue>;
  readonly forbiddenKey?: string | null;
  readonly isBlind?: boolean;
  /** What this kind of `ctx` holds besides the common parts; asked while the execution runs, so it may hold entities. */
  readonly parts?: () => readonly (readonly [string, unknown])[];
}

export interface Opened {
  readonly execution: Execution;
  /** Runs one of the script's functions with `ctx`, as a method of what the script exported, and its promises. */
  call(work: ScriptFunction): unknown;
  /** Like {@link call} for a guard, which cannot be asynchronous: a promise would count as true. */
  asks(guard: ScriptFunction): boolean;
}

export interface TimeLimit {
  readonly scriptMs: number;
  /** Whether a script is broken off, and not only refused when it ends too late. */
  readonly isWatched: boolean;
}

export class Runner {
  constructor(
    private readonly executions: Executions,
    private readonly limits: TimeLimit,
    private readonly workload: Workload,
  ) {}

  /** Why YouTrack would not run it: what it needs and is not there. Null: it may run. */
  obstacle(tx: Transaction, { definition }: LoadedScript, project: EntityId | null): string | null {
    const { problems } = checkRequirements(tx, requiredBy(definition), project);
    if (problems.length === 0) return null;
    return `It requires setup. ${problems.map(({ sentence }) => sentence).join('. ')}`;
  }

  open(start: Start): Opened {
    const { app, script, entry, tx, insideEdit, hop = 0, inherited = new Map(), parts = () => [] } = start;
    const { settingsOf = entry.project, forbiddenKey = null, isBlind = false } = start;
    const { runtime } = app;
    const execution = new Execution({
      entry,
      tx,
      insideEdit,
      hop,
      inherited,
      forbiddenKey,
      isBlind,
      workload: this.workload,
      asyncFunctions: Object.keys(runtime.asyncFunctions(script.name)),
      error: (name, message) => runtime.error(name, message),
    });
    const present = (id: string | null): object | null =>
      runtime.wrap(id !== null && tx.typeOf(id) !== undefined ? id : null);
    const ctx = this.executions.run(execution, () =>
      runtime.createContext(execution, [
        ...(entry.issue === null ? [] : [['issue', present(entry.issue)] as const]),
        ...(entry.article === undefined ? [] : [['article', present(entry.article)] as const]),
        ...(entry.project === null ? [] : [['project', present(entry.project)] as const]),
        ['currentUser', present(entry.user)],
        ['settings', runtime.settings(app.settings, settingsOf)],
        ['globalStorage', present(app.storage)],
        ...checkRequirements(tx, requiredBy(script.definition), entry.project).met.map(
          ([alias, met]) => [alias, runtime.requirement(met)] as const,
        ),
        ...parts(),
      ]),
    );
    const run = (work: ScriptFunction, check: (result: unknown) => unknown): unknown =>
      this.executions.run(execution, () =>
        runtime.attended(script.name, () =>
          this.timed(app, () => runtime.finished(() => check(Reflect.apply(work, script.exported, [ctx])))),
        ),
      );
    return {
      execution,
      call: (work) => run(work, (result) => result),
      asks: (guard) =>
        Boolean(
          run(guard, (result) => {
            if (runtime.isPromise(result)) throw runtime.error('Error', 'A guard must not be asynchronous');
            return result;
          }),
        ),
    };
  }

  private timed({ runtime }: InstalledApp, work: () => unknown): unknown {
    const { scriptMs, isWatched } = this.limits;
    if (isWatched) return runtime.within(scriptMs, work);
    const started = performance.now();
    const result = work();
    if (performance.now() - started > scriptMs) {
      throw runtime.error('TimeoutException', `The script took longer than ${scriptMs} ms`);
    }
    return result;
  }
}
