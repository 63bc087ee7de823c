/** JetBrains' own core modules, read from the npm package `@jetbrains/youtrack-scripting-api` (2022.1) and never copied. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;
const sources = new Map<string, string>();

/** Source of a module such as `http`. Throws when the package is not installed. */
export function jetbrainsSource(module: string): string {
  const known = sources.get(module);
  if (known !== undefined) return known;
  const source = readFileSync(resolve(`@jetbrains/youtrack-scripting-api/${module}.js`), 'utf8');
  sources.set(module, source);
  return source;
}
