/** Makes the bare realm an app runs in: ECMAScript with this YouTrack's clock, `console`, and CommonJS. */
import vm from 'node:vm';
import type { LogLine } from '../engine/types.ts';
import { watchPromises } from './stray-promises.ts';
import type { Realm } from './types.ts';

/** What a script left behind: YouTrack looks at `exports`, `require` answers `module.exports` (youtrack-platform §1). */
export interface Evaluated {
  readonly exports: unknown;
  readonly moduleExports: unknown;
}

export interface AppRealm extends Realm {
  /** Runs a script of an app. Throws what the script throws, and a SyntaxError for ECMAScript modules. */
  evaluate(source: string, fileName: string, require: (name: string) => unknown): Evaluated;
  /**
   * Runs `work` as code of a script: a promise that it leaves behind is told to {@link RealmOptions.stray} when it is
   * rejected, and never reaches the process.
   */
  attended<T>(script: string, work: () => T): T;
  /**
   * Runs `work` and then the jobs of promises, which is all that can happen after a call: there is nothing here to
   * wait for (youtrack-platform §1). Returns its value, or what that promise was fulfilled with; throws what it was
   * rejected with, and an error for one that nothing can settle.
   */
  finished(work: () => unknown): unknown;
  isPromise(value: unknown): boolean;
  /** Runs `work` and breaks off what it calls after so many milliseconds of real time, with an error of this realm. */
  within(ms: number, work: () => unknown): unknown;
}

export interface RealmOptions {
  /** Milliseconds since the epoch; what `Date` in the realm goes by. */
  now(): number;
  write(level: LogLine['level'], text: string): void;
  /** @param reason why a promise that `script` left behind was rejected. */
  stray(script: string, reason: string): void;
}

const LEVELS: Readonly<Record<string, LogLine['level']>> = {
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'fatal',
  trace: 'trace',
  debug: 'trace',
};

/** Runs inside the realm, so that everything it leaves there is the realm's own. */
const PREPARE = `(function (now, write, levels) {
  'use strict';
  const System = Date;
  const Promised = Promise;
  const { then } = Promise.prototype;
  globalThis.Date = new Proxy(System, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new System(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? () => now() : Reflect.get(target, name, receiver)),
  });
  Object.defineProperty(System.prototype, 'constructor', { value: globalThis.Date });
  delete globalThis.WebAssembly;
  // What it calls would run between calls of the script, in no transaction.
  globalThis.FinalizationRegistry = class FinalizationRegistry {
    register() {}
    unregister() { return false; }
  };
  const shown = (part) => {
    if (part instanceof Error) return part.stack || String(part);
    if (typeof part !== 'object' || part === null) return String(part);
    try { return JSON.stringify(part); } catch (error) { return String(part); }
  };
  globalThis.console = Object.fromEntries(
    levels.map((level) => [level, (...parts) => { write(level, parts.map(shown).join(' ')); }]),
  );
  return {
    parseJson: (json) => JSON.parse(json),
    error: (name, message) => Object.defineProperty(new Error(message), 'name', { value: name }),
    isPromise: (value) => typeof value === 'object' && value !== null && typeof value.then === 'function',
    watch: (value) => {
      const seen = { state: 'pending', value: undefined };
      Promise.resolve(value).then(
        (fulfilled) => { seen.state = 'fulfilled'; seen.value = fulfilled; },
        (reason) => { seen.state = 'rejected'; seen.value = reason; },
      );
      return seen;
    },
    heed: (promise, told) => {
      if (!(promise instanceof Promised)) return;
      Reflect.apply(then, promise, [undefined, (reason) => told(reason instanceof Error ? String(reason) : shown(reason))]);
    },
    newModule: () => ({ exports: {} }),
  };
})`;

/** Takes what it shall run out of sight before anything of an app can see it. */
const WATCHED = new vm.Script('{ const run = globalThis.$watched; delete globalThis.$watched; run(); }');

/** Evaluating anything runs the jobs of the realm's promises. */
const DRAIN = new vm.Script('undefined');

/** `eval` and `new Function` are refused, as the sandbox of YouTrack's runtime refuses them. */
export function createRealm({ now, write, stray }: RealmOptions): AppRealm {
  const context = vm.createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  const tools = vm.runInContext(PREPARE, context, { filename: 'realm.js' })(
    now,
    (level: string, text: string) => write(LEVELS[level] ?? 'info', text),
    Object.keys(LEVELS),
  );
  const run = (
    source: string,
    fileName: string,
    require: (name: string) => unknown,
    extra: Readonly<Record<string, unknown>>,
  ): Evaluated => {
    const names = ['exports', 'module', 'require', ...Object.keys(extra)];
    const compiled = vm.compileFunction(source, names, { filename: fileName, parsingContext: context });
    const module = tools.newModule();
    const { exports } = module;
    compiled(exports, module, require, ...Object.values(extra));
    return { exports, moduleExports: module.exports };
  };
  const runJobs = (): void => void DRAIN.runInContext(context);
  /** Jobs that a broken off script left may be as endless; those that are broken off are gone. */
  const dropJobs = (ms: number): void => {
    try {
      DRAIN.runInContext(context, { timeout: ms });
    } catch (error) {
      if (!isTimeout(error)) throw error;
    }
  };
  return {
    load: (source, fileName, require, extra = {}) => run(source, fileName, require, extra).moduleExports,
    evaluate: (source, fileName, require) => run(source, fileName, require, {}),
    attended(script, work) {
      const leftBehind = (promises: readonly object[]): void => {
        for (const promise of promises) tools.heed(promise, (reason: string) => stray(script, reason));
        runJobs();
      };
      return watchPromises({ runJobs, leftBehind }, work);
    },
    finished(work) {
      let seen: { readonly state: string; readonly value?: unknown } = { state: 'pending' };
      try {
        const value = work();
        seen = tools.isPromise(value) ? tools.watch(value) : { state: 'fulfilled', value };
      } finally {
        runJobs();
      }
      if (seen.state === 'rejected') throw seen.value;
      if (seen.state === 'fulfilled') return seen.value;
      throw tools.error('Error', 'The script returned a promise that nothing in this runtime can settle');
    },
    isPromise: (value) => tools.isPromise(value),
    within(ms, work) {
      let result: unknown;
      Object.defineProperty(context, '$watched', {
        configurable: true,
        value: () => {
          result = work();
        },
      });
      try {
        WATCHED.runInContext(context, { timeout: ms });
      } catch (error) {
        if (!isTimeout(error)) throw error;
        dropJobs(ms);
        throw tools.error('TimeoutException', `The script was broken off after ${ms} ms`);
      }
      return result;
    },
    parseJson: (json) => tools.parseJson(json),
    error: (name, message) => tools.error(name, message),
  };
}

/** An object of another realm, so that only its code tells what it is. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    Reflect.get(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
