/** A bare realm like the one YouTrack evaluates a script in: ECMAScript, `console`, `require`, `module`, `exports`. */
import { createContext, runInContext } from 'node:vm';

/** What a script exported when it was evaluated, as `name → kind of value`, and what it wrote to the console. */
export interface Evaluated {
  readonly exported: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

/**
 * Evaluates a script. Whatever it requires is a stub on which every property is there, every call answers its first
 * argument (so a rule's definition comes back) and nothing happens.
 * @throws what the script throws while it is loaded, which would make YouTrack refuse the app
 */
export function evaluate(file: string, code: string): Evaluated {
  const exported: Record<string, unknown> = {};
  const required: string[] = [];
  const require = (name: string): unknown => {
    required.push(name);
    return stub();
  };
  const log = (): void => undefined;
  const sandbox = {
    console: { log, info: log, warn: log, error: log },
    require,
    exports: exported,
    module: { exports: exported },
  };
  runInContext(code, createContext(sandbox, { codeGeneration: { strings: false, wasm: false } }), {
    filename: file,
  });
  return { exported, required };
}

function stub(): unknown {
  return new Proxy(Object, {
    get: () => stub(),
    apply: (_target, _self, [first]) => first,
    construct: () => ({}),
  });
}
