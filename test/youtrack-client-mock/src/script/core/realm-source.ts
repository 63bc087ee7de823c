/** Our own code that runs inside the realm: TypeScript beside JetBrains' JavaScript, compiled when first needed. */
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const bundled = new Map<string, string>();

/** CommonJS source of an entry file and all that it imports. */
export function bundledRealmSource(url: URL): string {
  const known = bundled.get(url.href);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(url)],
    bundle: true,
    format: 'cjs',
    target: 'es2022',
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`Nothing was built from ${url.href}`);
  bundled.set(url.href, output.text);
  return output.text;
}

/** CommonJS source of a file in `realm/`. */
export function realmSource(name: string): string {
  return bundledRealmSource(new URL(`./realm/${name}.ts`, import.meta.url));
}
