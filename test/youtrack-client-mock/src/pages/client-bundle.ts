/** The page's script, bundled in memory from `client/` with JetBrains' own websandbox in it. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';

/**
 * The package is CommonJS with a `default` property; a bundler that treats our files as ES modules would hand out
 * the whole exports object as the default.
 */
const unwrapWebsandbox: Plugin = {
  name: 'unwrap-websandbox',
  setup(build) {
    const file = createRequire(import.meta.url).resolve('@jetbrains/websandbox');
    build.onResolve({ filter: /^@jetbrains\/websandbox$/ }, (args) =>
      args.namespace === 'unwrap' ? { path: file } : { path: file, namespace: 'unwrap' },
    );
    build.onLoad({ filter: /.*/, namespace: 'unwrap' }, () => ({
      contents: `module.exports = require('@jetbrains/websandbox').default;`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    }));
  },
};

async function bundle(entry: string, define: Readonly<Record<string, string>>): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { ...define },
    plugins: [unwrapWebsandbox],
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error(`Nothing was bundled from ${entry}`);
  return file.text;
}

let script: Promise<string> | undefined;

/** Built at the first call, then kept: every emulator of this process serves the same script. */
export function clientScript(): Promise<string> {
  script ??= bundle('client/frame.ts', {}).then((frame) =>
    bundle('client/main.ts', { FRAME_SCRIPT: JSON.stringify(frame) }),
  );
  return script;
}
