/** Our own code that runs inside the realm: TypeScript beside JetBrains' JavaScript, compiled when first needed. */
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const compiled = new Map<string, string>();

/** CommonJS source of a file in `realm/`, which may import nothing. */
export function realmSource(name: string): string {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const source = readFileSync(new URL(`./realm/${name}.ts`, import.meta.url), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'es2022' });
  compiled.set(name, code);
  return code;
}
