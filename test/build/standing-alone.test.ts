/** A fresh copy of the repository runs every test, with nothing beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { leftOutTests } from './left-out-tests.ts';
import { outsidePaths } from './outside-paths.ts';

/** Outputs, and what others wrote. */
const NOT_OURS = /^(?:\.git|dist|build|coverage)$|(?:^|\/)node_modules$/;
const TEXT_FILE = /(?:\.(?:[cm]?[jt]sx?|json|ya?ml|md|sh|html|css)|^\.npmrc|^bin\/\w+|^\.ci\/\w+)$/;

const FILES = filesBelow('').filter((path) => TEXT_FILE.test(path) && path !== 'package-lock.json');
const TESTS = FILES.filter((path) => /^test\/(?!\w[\w-]*\/src\/).*\.tsx?$/.test(path));

/** Paths from the root, with `/`. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(PROJECT_ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative(PROJECT_ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (NOT_OURS.test(path)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function read(path: string): string {
  return readFileSync(join(PROJECT_ROOT, path), 'utf8');
}

describe('The repository', () => {
  test('leaves no test out', () => {
    expect(TESTS).toContain('test/build/standing-alone.test.ts');
    expect(TESTS.flatMap((path) => leftOutTests(path, read(path)))).toEqual([]);
  });

  test('has no test in a file of a name that Vitest does not look for', () => {
    const named = FILES.filter((path) => /\.(?:test|spec)\.\w+$/.test(path));
    expect(named.filter((path) => !/^test\/.*\.test\.ts$/.test(path))).toEqual([]);
  });

  test('refers to no path outside it', () => {
    expect(FILES).toEqual(expect.arrayContaining(['.ci/run', 'bin/test', 'package.json', 'README.md']));
    expect(FILES.flatMap((path) => outsidePaths(path, read(path)))).toEqual([]);
  });
});

describe('A test that is left out is found', () => {
  test.each([
    ['skip', "it.skip('a', run);"],
    ['skip', "describe.concurrent.skip('a', run);"],
    ['skip', "it['skip']('a', run);"],
    ['skip', 'const maybe = isThere ? it : it.skip;'],
    ['skip', "it('a', (context) => context.skip());"],
    ['skip', "it('a', ({ skip }) => skip());"],
    ['skip', "it('a', { skip: !isThere }, run);"],
    ['skip', "it.each([1])('a', { skip: true }, run);"],
    ['skipIf', "describe.skipIf(!isThere)('a', run);"],
    ['runIf', "it.runIf(isThere)('a', run);"],
    ['todo', "it.todo('a');"],
    ['only', "it.only('a', run);"],
    ['only', 'const { only } = it;'],
    ['fails', "it.fails('a', run);"],
  ])('%s: %s', (word, line) => {
    const source = `import { describe, it } from 'vitest';\n${line}\n`;
    expect(leftOutTests('test/a.test.ts', source)).toEqual([`test/a.test.ts:2 uses ${word}`]);
  });

  test.each([
    "expect(body).toMatchObject({ skip: 0, only: 'a' });",
    "await get('issues?$skip=5'); // it.skip",
    'const page = { skip: 0 };',
  ])('but not here: %s', (line) => {
    const source = `import { expect, it } from 'vitest';\n${line}\n`;
    expect(leftOutTests('test/a.test.ts', source)).toEqual([]);
  });
});

/** Without it, the examples below would be found in this very file. */
const up = (text: string): string => text.replaceAll('^', '..');

describe('A path outside the repository is found', () => {
  test.each([
    ['test/build/a.ts', "const path = '^/shared/a.json';", '^/shared/a.json'],
    ['test/build/a.ts', "new URL('^/^/^/shared/a.json', import.meta.url);", '^/^/^/shared/a.json'],
    ['test/build/a.ts', `const path = \`^/^/^/shared/\${name}\`;`, '^/^/^/shared/'],
    ['test/build/a.ts', "import { a } from '^/^/^/shared/a.ts';", '^/^/^/shared/a.ts'],
    ['test/build/a.ts', "join(PROJECT_ROOT, '^', 'shared');", 'what is above PROJECT_ROOT'],
    ['test/build/a.ts', "join(dirname(PROJECT_ROOT), 'shared');", 'what is above PROJECT_ROOT'],
    ['.ci/run', 'cp ^/shared/a.json build/', '^/shared/a.json'],
    ['bin/test', 'cat "$HERE/^/^/shared/a.json"', '^/^/shared/a.json'],
    ['docs/a.md', '[a](^/^/shared/a.md)', '^/^/shared/a.md'],
  ])('in %s: %s', (path, text, outside) => {
    expect(outsidePaths(path, up(text))).toEqual([`${path} refers to ${up(outside)}`]);
  });

  test.each([
    ['test/build/a.ts', "import { PROJECT_ROOT } from '^/^/tools/project.ts';"],
    ['test/build/a.ts', `new URL(\`^/^/docs/\${name}\`, import.meta.url);`],
    ['docs/a.md', '[a](^/README.md)'],
    ['bin/test', '. "$HERE/^/bin/lib.sh" ...'],
  ])('but not in %s: %s', (path, text) => {
    expect(outsidePaths(path, up(text))).toEqual([]);
  });
});
