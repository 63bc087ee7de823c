/**
 * One YouTrack script from one file of `workflows/`: CommonJS that a person can read in YouTrack's own editor, with
 * everything inlined but the scripting API. Names, line breaks and the names of the source files stay; docstrings are
 * left to those files, because every script carries its own copy of what it shares with the others.
 */
import { build, type Rolldown } from 'vite';
import { toCommonJs } from './commonjs.ts';
import { PROJECT_ROOT } from './project.ts';

const SCRIPTING_API = /^@jetbrains\/youtrack-scripting-api\//;

/**
 * Bundles a script.
 * @param entry absolute path of a file that exports `rule` or `httpHandler`
 * @returns source that sets `exports.rule` or `exports.httpHandler`. `module.exports = …` would hide them from
 *   YouTrack (youtrack-platform §1).
 */
export async function bundleScript(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: PROJECT_ROOT,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      sourcemap: false,
      lib: { entry, formats: ['es'], fileName: 'script' },
      rolldownOptions: {
        cwd: PROJECT_ROOT,
        external: SCRIPTING_API,
        output: { codeSplitting: false, topLevelVar: false, comments: { jsdoc: false, annotation: false } },
      },
    },
  });
  return toCommonJs(onlyChunk(entry, result).code);
}

function onlyChunk(entry: string, result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk {
  const outputs = Array.isArray(result) ? result : [result];
  const files = outputs.flatMap((output) => ('output' in output ? output.output : []));
  const [chunk] = files;
  if (files.length !== 1 || chunk?.type !== 'chunk') {
    throw new Error(
      `${entry} must become one file, but became ${files.map((file) => file.fileName).join(', ')}`,
    );
  }
  return chunk;
}
