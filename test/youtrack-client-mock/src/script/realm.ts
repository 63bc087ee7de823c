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
  /**
   * Runs a script of an app. Throws what the script throws, and a SyntaxError for ECMAScript modules. A promise that
   * it leaves behind, and that is rejected, is written down as an error.
   */
  evaluate(source: string, fileName: string, require: (name: string) => unknown): Evaluated;
  /**
   * Runs the jobs of promises, which is all that can happen after a call: there is nothing here to wait for
   * (youtrack-platform §1). Returns the value, or what its promise was fulfilled with; throws what it was rejected
   * with, and an error for one that nothing can settle.
   */
  finished(value: unknown): unknown;
  isPromise(value: unknown): boolean;
  /** Runs `work` and breaks off what it calls after so many milliseconds of real time, with an error of this realm. */
  within(ms: number, work: () => unknown): unknown;
}

export interface RealmOptions {
  /** Milliseconds since the epoch; what `Date` in the realm goes by. */
  now(): number;
  write(level: LogLine['level'], text: string): void;
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
  const { then } = Promise.prototype;
  globalThis.Date = new Proxy(System, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new System(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? () => now() : Reflect.get(target, name, receiver)),
  });
  Object.defineProperty(System.prototype, 'constructor', { value: globalThis.Date });
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
    heed: (promise, fileName) => {
      const told = (reason) => (reason instanceof Error ? String(reason) : shown(reason));
      Reflect.apply(then, promise, [undefined, (reason) =>
        write('error', 'A promise that ' + fileName + ' made while it was loaded was rejected, and nothing handles it: ' + told(reason))]);
    },
    newModule: () => ({ exports: {} }),
  };
})`;

/** Takes what it shall run out of sight before anything of an app can see it. */
const WATCHED = new vm.Script('{ const run = globalThis.$watched; delete globalThis.$watched; run(); }');

/** Evaluating anything runs the jobs of the realm's promises. */
const DRAIN = new vm.Script('undefined');

/** `eval` and `new Function` are refused, as the sandbox of YouTrack's runtime refuses them. */
export function createRealm({ now, write }: RealmOptions): AppRealm {
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
  let isLoading = false;
  const drain = (): unknown => DRAIN.runInContext(context);
  return {
    load: (source, fileName, require, extra = {}) => run(source, fileName, require, extra).moduleExports,
    evaluate(source, fileName, require) {
      // What a script requires is watched with it.
      if (isLoading) return run(source, fileName, require, {});
      isLoading = true;
      try {
        const evaluated = watchPromises(
          () => {
            const result = run(source, fileName, require, {});
            drain();
            return result;
          },
          (promise) => tools.heed(promise, fileName),
        );
        drain();
        return evaluated;
      } finally {
        isLoading = false;
      }
    },
    finished(value) {
      const seen = tools.isPromise(value) ? tools.watch(value) : { state: 'fulfilled', value };
      drain();
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
        if (isTimeout(error))
          throw tools.error('TimeoutException', `The script was broken off after ${ms} ms`);
        throw error;
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
