/**
 * The scripts at the package's root, which YouTrack runs in a bare GraalJS: ECMAScript, `console`, `require`,
 * `exports` and nothing else (youtrack-platform §1). What a script reaches for beyond that fails the import of the
 * whole app or, worse, refuses somebody's edit.
 */
import globals from 'globals';
import { type PackageFiles, readText } from '../package-files.ts';
import { readScript, type Script } from './javascript.ts';
import type { Problem } from './problem.ts';

const MAX_SCRIPT_BYTES = 60_000;
const MAX_TOTAL_BYTES = 250_000;
const SCRIPTING_API = '@jetbrains/youtrack-scripting-api/';

/** What makes a file more than a utility module; YouTrack looks at one of them per file. */
const ENTRY_POINTS = ['rule', 'stateMachine', 'httpHandler', 'aiTool'];

/** ECMAScript names that reach the global object or compile text: the sandbox may refuse them at any time. */
const REFUSED = new Set(['eval', 'Function', 'globalThis']);
const AVAILABLE = new Set(
  [...Object.keys(globals.es2022), 'console', 'require', 'exports'].filter((name) => !REFUSED.has(name)),
);

const TRACES: readonly (readonly [text: string, sentence: string])[] = [
  ['__esModule', 'The script pretends to be an ES module (__esModule); import the scripting API by name.'],
  ['Symbol.toStringTag', 'The script decorates its exports (Symbol.toStringTag).'],
  ['sourceMappingURL', 'The script refers to a source map.'],
];

/** Checks every script; answers the names of the scripting API's modules that they load. */
export function checkBackendScripts(files: PackageFiles, problems: Problem[]): ReadonlySet<string> {
  const names = [...files.keys()].filter((path) => /^[^/]+\.js$/.test(path));
  const required = new Set<string>();
  let total = 0;
  for (const [index, file] of names.entries()) {
    const size = files.get(file)?.length ?? 0;
    total += size;
    if (size > MAX_SCRIPT_BYTES) {
      problems.push({
        file,
        sentence: `The script has ${size} bytes; at most ${MAX_SCRIPT_BYTES} are allowed.`,
      });
    }
    const twin = names.slice(0, index).find((other) => other.toLowerCase() === file.toLowerCase());
    if (twin !== undefined)
      problems.push({ file, sentence: `The script's name differs from ${twin} by case only.` });
    for (const name of checkScript(file, readText(files, file) ?? '', problems)) required.add(name);
  }
  if (total > MAX_TOTAL_BYTES) {
    const sentence = `The scripts together have ${total} bytes; at most ${MAX_TOTAL_BYTES} are allowed.`;
    problems.push({ file: '*.js', sentence });
  }
  return required;
}

function checkScript(file: string, code: string, problems: Problem[]): string[] {
  const script = readScript(code, 'commonjs');
  if ('error' in script) {
    problems.push({ file, sentence: `The script can't be parsed: ${script.error}.` });
    return [];
  }
  if (script.usesModules) {
    problems.push({ file, sentence: 'The script uses import or export; YouTrack runs CommonJS only.' });
  }
  for (const [text, sentence] of TRACES) if (code.includes(text)) problems.push({ file, sentence });
  checkNames(file, script, problems);
  checkEntryPoint(file, script, problems);
  return checkRequires(file, script, problems);
}

function checkNames(file: string, { freeNames }: Script, problems: Problem[]): void {
  for (const name of freeNames) {
    if (name === 'module') {
      problems.push({
        file,
        sentence: 'The script uses module.exports, which hides exports.rule from YouTrack.',
      });
    } else if (!AVAILABLE.has(name)) {
      problems.push({ file, sentence: `The script uses ${name}, which a YouTrack script can't rely on.` });
    }
  }
}

function checkEntryPoint(file: string, { exported }: Script, problems: Problem[]): void {
  const found = exported.filter((name) => ENTRY_POINTS.includes(name));
  if (found.length !== 1) {
    const told = found.length === 0 ? 'none' : found.join(', ');
    const sentence = `The script must set one of exports.${ENTRY_POINTS.join(', exports.')} once; it sets ${told}.`;
    problems.push({ file, sentence });
  }
}

function checkRequires(file: string, { calls }: Script, problems: Problem[]): string[] {
  const required = calls.filter(({ callee }) => callee === 'require').map(({ text }) => text ?? '(computed)');
  for (const name of required) {
    if (!name.startsWith(SCRIPTING_API)) {
      problems.push({ file, sentence: `The script requires ${name}; only ${SCRIPTING_API}* is there.` });
    }
  }
  return required
    .filter((name) => name.startsWith(SCRIPTING_API))
    .map((name) => name.slice(SCRIPTING_API.length));
}
