/**
 * The YouTrack scripts of an app: one CommonJS file for each file of `workflows/`, and one utility module `lib-….js`
 * for each layer that they share. A person can read them in YouTrack's own editor: names, line breaks and the names of
 * the source files stay. Docstrings are left to those files, as the size of all scripts is limited.
 */
import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, normalizePath, type Plugin, type Rolldown } from 'vite';
import { toCommonJs } from './commonjs.ts';
import { withDigests } from './script-digests.ts';

const SCRIPTING_API = /^@jetbrains\/youtrack-scripting-api\//;

/** Each before those that import it: a group takes along what its files import, unless an earlier group has it. */
const LAYERS = [
  'domain',
  'shared',
  'ducalis',
  'youtrack',
  'app/stored',
  'app/calling',
  'app/inspection',
  'app/results',
  'app/sending',
  'app/catching-up',
  'app/connecting',
  'app/round',
  'app/views',
  'app',
  'handlers',
];

/**
 * Bundles a folder of scripts.
 * @param workflows each `<name>.ts` exports `rule` or `httpHandler`; declarations (`.d.ts`) are skipped. The layers are
 *   looked for in `src/` beside this folder
 * @param plugins see the sources together with Vite's own
 * @returns by file name, source that sets `exports.…`. `module.exports = …` would hide a rule from YouTrack
 *   (youtrack-platform §1)
 * @throws Error when a source does not build, or when scripts require each other in a circle
 */
export async function bundleScripts(
  workflows: string,
  plugins: readonly Plugin[] = [],
): Promise<Map<string, string>> {
  // Vite knows a file by its real path; a layer is told by comparing paths.
  const root = await realpath(dirname(workflows));
  const result = await build({
    configFile: false,
    root,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [...plugins],
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      sourcemap: false,
      lib: {
        entry: await entriesOf(join(root, basename(workflows))),
        formats: ['es'],
        fileName: (_format, name) => `${name}.js`,
      },
      rolldownOptions: {
        cwd: root,
        external: SCRIPTING_API,
        output: {
          // A handler's file name is its URL: what has a prefix can't take the place of one.
          chunkFileNames: 'lib-[name].js',
          codeSplitting: { groups: groupsOf(root) },
          minifyInternalExports: false,
          topLevelVar: false,
          comments: { jsdoc: false, annotation: false },
        },
      },
    },
  });
  const chunks = chunksOf(result).map(
    ({ fileName, code, imports }) =>
      [
        fileName,
        { code: toCommonJs(code), requires: imports.filter((id) => !SCRIPTING_API.test(id)) },
      ] as const,
  );
  return withDigests(new Map(chunks));
}

async function entriesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  return Object.fromEntries(names.sort().map((name) => [basename(name, '.ts'), join(folder, name)]));
}

function groupsOf(root: string): Rolldown.CodeSplittingGroup[] {
  return [
    { name: 'valibot', test: /[\\/]node_modules[\\/]valibot[\\/]/ },
    ...LAYERS.map((layer) => {
      const folder = `${normalizePath(join(root, 'src', layer))}/`;
      return { name: layer.replace('/', '-'), test: (id: string) => normalizePath(id).startsWith(folder) };
    }),
  ];
}

function chunksOf(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const outputs = Array.isArray(result) ? result : [result];
  return outputs
    .flatMap((output) => ('output' in output ? output.output : []))
    .map((file) => {
      if (file.type !== 'chunk')
        throw new Error(`Scripts bring no other files, but the build has ${file.fileName}`);
      return file;
    });
}
