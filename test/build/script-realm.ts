/** A bare realm like the one YouTrack evaluates scripts in: ECMAScript, `console`, `require`, `module`, `exports`. */
import { compileFunction, createContext } from 'node:vm';

/** What a script exported when it was evaluated, and the modules outside the package that were loaded for it. */
export interface Evaluated {
  readonly exported: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

/**
 * Evaluates a script, and those of the package that it requires, once each. Whatever else it requires is a stub on
 * which every property is there, every call answers its first argument (so a rule's definition comes back) and nothing
 * happens.
 * @param scripts texts of the package's scripts by file name
 * @throws what the script throws while it is loaded, which would make YouTrack refuse the app
 */
export function evaluate(file: string, scripts: ReadonlyMap<string, string>): Evaluated {
  const log = (): void => undefined;
  const context = createContext(
    { console: { log, info: log, warn: log, error: log } },
    { codeGeneration: { strings: false, wasm: false } },
  );
  const loaded = new Map<string, Record<string, unknown>>();
  const required: string[] = [];
  const load = (name: string): Record<string, unknown> => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const code = scripts.get(name);
    if (code === undefined) throw new Error(`There is no ${name}`);
    const exported: Record<string, unknown> = {};
    loaded.set(name, exported);
    const run = compileFunction(code, ['exports', 'module', 'require'], {
      filename: name,
      parsingContext: context,
    });
    run(exported, { exports: exported }, require);
    return exported;
  };
  const require = (name: string): unknown => {
    if (name.startsWith('./')) return load(`${name.slice(2)}.js`);
    required.push(name);
    return stub();
  };
  return { exported: load(file), required };
}

function stub(): unknown {
  return new Proxy(Object, {
    get: () => stub(),
    apply: (_target, _self, [first]) => first,
    construct: () => ({}),
  });
}
