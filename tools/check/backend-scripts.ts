/**
 * The scripts at the package's root, which YouTrack runs in a bare GraalJS: ECMAScript, `console`, `require`,
 * `exports` and nothing else (youtrack-platform §1). What a script reaches for beyond that fails the import of the
 * whole app or, worse, refuses somebody's edit.
 */
import globals from 'globals';
import { type PackageFiles, readText } from '../package-files.ts';
import { readScript, type Script } from './javascript.ts';
import type { Problem } from './problem.ts';

const MAX_SCRIPT_BYTES = 80_000;
const MAX_TOTAL_BYTES = 400_000;
const SCRIPTING_API = '@jetbrains/youtrack-scripting-api/';
const OWN = './';

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

/** Checks every script, utility modules too; answers the names of the scripting API's modules that they load. */
export function checkBackendScripts(files: PackageFiles, problems: Problem[]): ReadonlySet<string> {
  const names = [...files.keys()].filter((path) => /^[^/]+\.js$/.test(path));
  const scripts = new Map<string, Script>();
  for (const [index, file] of names.entries()) {
    const twin = names.slice(0, index).find((other) => other.toLowerCase() === file.toLowerCase());
    if (twin !== undefined)
      problems.push({ file, sentence: `The script's name differs from ${twin} by case only.` });
    const script = checkScript(file, readText(files, file) ?? '', problems);
    if (script !== null) scripts.set(file, script);
  }
  checkSizes(names, files, problems);
  const required = new Set([...scripts.values()].flatMap(requiredBy));
  for (const [file, script] of scripts) {
    checkEntryPoint(file, script, required.has(moduleName(file)), problems);
    checkRequires(file, script, names, problems);
  }
  return new Set([...required].filter(isOfApi).map((name) => name.slice(SCRIPTING_API.length)));
}

function checkSizes(names: readonly string[], files: PackageFiles, problems: Problem[]): void {
  let total = 0;
  for (const file of names) {
    const size = files.get(file)?.length ?? 0;
    total += size;
    if (size > MAX_SCRIPT_BYTES) {
      const sentence = `The script has ${size} bytes; at most ${MAX_SCRIPT_BYTES} are allowed.`;
      problems.push({ file, sentence });
    }
  }
  if (total > MAX_TOTAL_BYTES) {
    const sentence = `The scripts together have ${total} bytes; at most ${MAX_TOTAL_BYTES} are allowed.`;
    problems.push({ file: '*.js', sentence });
  }
}

/** Null for a script that can't be parsed. */
function checkScript(file: string, code: string, problems: Problem[]): Script | null {
  const script = readScript(code, 'commonjs');
  if ('error' in script) {
    problems.push({ file, sentence: `The script can't be parsed: ${script.error}.` });
    return null;
  }
  if (script.usesModules) {
    problems.push({ file, sentence: 'The script uses import or export; YouTrack runs CommonJS only.' });
  }
  for (const [text, sentence] of TRACES) if (code.includes(text)) problems.push({ file, sentence });
  checkNames(file, script, problems);
  return script;
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

/** Nothing but another script runs a utility module; with an entry point it would be a rule or handler besides. */
function checkEntryPoint(file: string, { exported }: Script, isRequired: boolean, problems: Problem[]): void {
  const found = exported.filter((name) => ENTRY_POINTS.includes(name));
  if (found.length === (isRequired ? 0 : 1)) return;
  const all = `exports.${ENTRY_POINTS.join(', exports.')}`;
  const told = found.length === 0 ? 'none, and no script requires it' : found.join(', ');
  const sentence = isRequired
    ? `The script is required by another one and must set none of ${all}; it sets ${told}.`
    : `The script must set one of ${all} once; it sets ${told}.`;
  problems.push({ file, sentence });
}

function checkRequires(file: string, script: Script, names: readonly string[], problems: Problem[]): void {
  for (const name of requiredBy(script)) {
    if (isOfApi(name) || names.some((other) => moduleName(other) === name)) continue;
    const sentence = name.startsWith(OWN)
      ? `The script requires ${name}, but the package has no ${name.slice(OWN.length)}.js.`
      : `The script requires ${name}; only ${SCRIPTING_API}* and scripts of the package are there.`;
    problems.push({ file, sentence });
  }
}

function requiredBy({ calls }: Script): string[] {
  return calls.filter(({ callee }) => callee === 'require').map(({ text }) => text ?? '(computed)');
}

function isOfApi(name: string): boolean {
  return name.startsWith(SCRIPTING_API);
}

/** What the others require a script as: `./lib-app` for `lib-app.js` (youtrack-platform §1). */
function moduleName(file: string): string {
  return OWN + file.replace(/\.js$/, '');
}
