/** Both stand-ins as one file each: they start in a third of the time that their sources need. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { PROJECT_ROOT } from '../project.ts';

/** Paths of the programs, from the project's root. */
export interface Programs {
  readonly emulator: string;
  readonly sandbox: string;
}

const ENTRIES: Programs = {
  emulator: 'test/youtrack-client-mock/src/cli.ts',
  sandbox: 'test/ducalis-sandbox/src/cli.ts',
};

/** @param folder from the project's root and within it, so that the programs find the packages that stay outside. */
export async function bundleStandIns(folder: string): Promise<Programs> {
  const programs: Programs = { emulator: `${folder}/emulator.mjs`, sandbox: `${folder}/sandbox.mjs` };
  await Promise.all([bundle(ENTRIES.emulator, programs.emulator), bundle(ENTRIES.sandbox, programs.sandbox)]);
  return programs;
}

async function bundle(entry: string, program: string): Promise<void> {
  await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // It starts a program of its own, which lies beside it.
    external: ['esbuild'],
    tsconfig: 'test/youtrack-client-mock/bin/runtime.tsconfig.json',
    plugins: [filesBesideTheSource],
    // For packages that are not ES modules.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
    },
    logLevel: 'error',
  });
}

/** Lets each source find the files beside it, such as scripts that run in YouTrack, where they are. */
const filesBesideTheSource: Plugin = {
  name: 'files beside the source',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }));
  },
};
