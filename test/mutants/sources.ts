/** What is mutated, and which of the fast tests can notice it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { readSources, type SourceFile } from '../build/source-files.ts';
import { KNOWN } from './known.ts';
import { type Mutant, mutantsOf } from './mutant.ts';
import { editsOf } from './operators.ts';

const MUTATED = ['src/domain', 'src/app', 'src/handlers', 'src/ducalis'];

/** The fast tests, which judge. Folders from the repository's root. */
export const JUDGES = ['test/unit/', 'test/contract/'];

/** Every mutant that the operators make of the four folders. */
export function allMutants(): Mutant[] {
  return readSources(...MUTATED).flatMap(({ path, text }) => mutantsOf(path, text, editsOf(path, text)));
}

/**
 * The mutants written by hand.
 * @throws Error when a snippet is not in its file exactly once
 */
export function knownMutants(known = KNOWN): Mutant[] {
  return known.map(({ sentence, file, find, replace }) => {
    const text = readFileSync(join(PROJECT_ROOT, file), 'utf8');
    const start = text.indexOf(find);
    if (start === -1 || text.includes(find, start + 1)) {
      throw new Error(`${file} does not hold exactly once: ${find}`);
    }
    const edit = { what: 'by hand', start, end: start + find.length, replacement: replace };
    const [mutant] = mutantsOf(file, text, [edit]);
    if (mutant === undefined) throw new Error(`No mutant of ${file}`);
    return { ...mutant, key: sentence };
  });
}

/** Test files among `tests` by each source that they import, directly or through others. Paths from the root. */
export function testsBySource(tests: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map(readSources('src', 'workflows', 'tools', 'test').map((file) => [file.path, file]));
  const found = new Map<string, string[]>();
  for (const test of tests) {
    for (const path of reached(test, files)) found.set(path, [...(found.get(path) ?? []), test]);
  }
  return found;
}

function reached(from: string, files: ReadonlyMap<string, SourceFile>): ReadonlySet<string> {
  const seen = new Set<string>([from]);
  for (const path of seen) {
    for (const { file, typeOnly } of files.get(path)?.imports ?? []) {
      if (file !== null && !typeOnly) seen.add(file);
    }
  }
  return seen;
}
