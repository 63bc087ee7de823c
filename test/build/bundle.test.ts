/** How `workflows/` and what they share become scripts for YouTrack, shown on a small app. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8 } from 'fflate';
import type { Plugin } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildScripts, readVersion } from '../../tools/build-app.ts';
import { checkPackage } from '../../tools/check-package.ts';
import { toCommonJs } from '../../tools/commonjs.ts';
import { readPackageFiles } from '../../tools/package-files.ts';
import { withDigests } from '../../tools/script-digests.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { evaluate } from './script-realm.ts';
import { packageWith } from './sound-package.ts';

const RULE = `/** Greets whoever changes an issue. */
import * as entities from '@jetbrains/youtrack-scripting-api/entities';
import { Connection as Line } from '@jetbrains/youtrack-scripting-api/http';
import { welcome } from '../src/app/welcome.ts';
import type { Name } from '../src/domain/greeting.ts';
/** Runs in the user's transaction. */
export const rule = entities.Issue.onChange({
  title: welcome('rule' satisfies Name),
  action: () => { new Line('https://example.com'); },
});
`;
const HANDLER = `import { welcome } from '../src/app/welcome.ts';
export const httpHandler = { endpoints: [{ method: 'GET', path: welcome('path'), handle: () => undefined }] };
`;
const ALONE = `export const httpHandler = { endpoints: [{ method: 'GET', path: 'alone', handle: () => undefined }] };
`;
const WELCOME = `import { Greeting, type Name } from '../domain/greeting.ts';
export function welcome(name: Name): string { return new Greeting(name).text; }
`;
const GREETING = `export type Name = 'rule' | 'path';
/** Says hello. */
export class Greeting {
  text: string;
  constructor(name: Name) { this.text = \`Hello \${name}\`; }
}
export function unused(): string { return 'never called'; }
`;
const FILES = ['alone.js', 'greet.js', 'hello.js', 'lib-app.js', 'lib-domain.js'];

let root: string;
let scripts: ReadonlyMap<string, string>;

/** The small app, built; plugins may change its sources on the way. */
async function built(plugins: readonly Plugin[] = []): Promise<Map<string, string>> {
  const dist = await mkdtemp(join(root, 'dist-'));
  await buildScripts(join(root, 'workflows'), dist, plugins);
  const files = await readPackageFiles(dist);
  return new Map([...files].map(([name, content]) => [name, strFromU8(content)]));
}

function textOf(name: string, files = scripts): string {
  return files.get(name) ?? expect.fail(`There is no ${name}`);
}

beforeAll(async () => {
  root = await ownFolder('bundle-test');
  for (const folder of ['workflows', 'src/app', 'src/domain']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await writeFile(join(root, 'workflows/greet.ts'), RULE);
  await writeFile(join(root, 'workflows/hello.ts'), HANDLER);
  await writeFile(join(root, 'workflows/alone.ts'), ALONE);
  await writeFile(join(root, 'workflows/globals.d.ts'), 'declare const nothing: unique symbol;');
  await writeFile(join(root, 'src/app/welcome.ts'), WELCOME);
  await writeFile(join(root, 'src/domain/greeting.ts'), GREETING);
  scripts = await built();
});

describe('A built script', () => {
  test('is one file for each workflow, named after it, and one for each layer they share', () => {
    expect([...scripts.keys()].sort()).toEqual(FILES);
  });

  test('breaks no rule of a package', () => {
    const changes = { 'on-change.js': null, ...Object.fromEntries(scripts) };
    expect(checkPackage(packageWith(changes))).toEqual([]);
  });

  test('sets exports.rule to what the workflow exports', () => {
    const { exported, required } = evaluate('greet.js', scripts);
    expect(exported).toEqual({ rule: { title: 'Hello rule', action: expect.any(Function) } });
    expect([...required].sort()).toEqual([
      '@jetbrains/youtrack-scripting-api/entities',
      '@jetbrains/youtrack-scripting-api/http',
    ]);
  });

  test('sets exports.httpHandler', () => {
    const { exported } = evaluate('hello.js', scripts);
    expect(exported).toMatchObject({ httpHandler: { endpoints: [{ method: 'GET', path: 'Hello path' }] } });
  });

  test('requires what it shares by name, without a copy of it', () => {
    expect(textOf('greet.js')).toContain('const { welcome } = require("./lib-app");\n');
    expect(textOf('lib-app.js')).toContain('const { Greeting } = require("./lib-domain");\n');
    const holders = [...scripts].filter(([, code]) => code.includes('`Hello ${')).map(([name]) => name);
    expect(holders).toEqual(['lib-domain.js']);
  });

  test('can be read: names, line breaks and where each part is from stay, what is not used goes', () => {
    expect(textOf('lib-app.js')).toContain('function welcome(name) {\n');
    expect(textOf('lib-app.js')).toMatch(/^\/\/ src\/app\/welcome\.ts$/m);
    expect(textOf('greet.js')).toContain('entities.Issue.onChange({\n');
    expect([...scripts.values()].join('')).not.toContain('never called');
  });
});

describe('A changed module', () => {
  const inGerman: Plugin = {
    name: 'in-german',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('/greeting.ts') ? code.replace('Hello', 'Hallo') : null),
  };
  const withoutHead = (code: string): string => code.replace(/^.*\n/, '');

  test('changes the head of each script that requires it, directly or not, as YouTrack would not load it again', async () => {
    const changed = await built([inGerman]);
    expect(FILES.filter((name) => textOf(name, changed) !== textOf(name))).toEqual([
      'greet.js',
      'hello.js',
      'lib-app.js',
      'lib-domain.js',
    ]);
    for (const name of ['greet.js', 'hello.js', 'lib-app.js']) {
      expect(withoutHead(textOf(name, changed))).toBe(withoutHead(textOf(name)));
      expect(textOf(name, changed)).toMatch(/^\/\/ [0-9a-f]{12} /);
    }
  });

  test('comes from a plugin of the build alone: the sources stay as they are', async () => {
    expect(evaluate('greet.js', await built([inGerman])).exported).toMatchObject({
      rule: { title: 'Hallo rule' },
    });
    expect(await built()).toEqual(scripts);
  });
});

test('Scripts that require each other in a circle stop the build', () => {
  const circle = new Map([
    ['greet.js', { code: '', requires: ['lib-app.js'] }],
    ['lib-app.js', { code: '', requires: ['lib-domain.js'] }],
    ['lib-domain.js', { code: '', requires: ['lib-app.js'] }],
  ]);
  expect(() => withDigests(circle)).toThrow('in a circle: lib-app.js → lib-domain.js → lib-app.js');
});

describe('Only named imports and exports become CommonJS', () => {
  test.each([
    ["import entities from 'a';", /no default export/],
    ['export default 1;', /by name only/],
    ["export * from 'a';", /by name only/],
    ['export const rule = 1;', /at its end/],
    [
      'let count = 0; function add() { count += 1; } export { add, count };',
      /count is exported, but changes/,
    ],
  ])('%s is refused', (code, message) => {
    expect(() => toCommonJs(code)).toThrow(message);
  });

  test('a name that only looks like a changed one may be exported', () => {
    const code =
      'const count = 0; var Sum = class {}; function add(count) { count += 1; } export { Sum, count };';
    expect(toCommonJs(code)).toMatch(/exports\.Sum = Sum;\nexports\.count = count;$/);
  });

  test('an own module is required without the ending of its file, under the names it is used by', () => {
    expect(toCommonJs("import { a as b, c } from './lib-domain.js';")).toBe(
      '\'use strict\';\nconst { a: b, c } = require("./lib-domain");',
    );
  });

  test('an import for its effect stays one', () => {
    expect(toCommonJs("import 'a';")).toBe('\'use strict\';\nrequire("a");');
  });
});

test('A version that differs between manifest.json and package.json stops the build', async () => {
  await writeFile(join(root, 'manifest.json'), '{"version": "1.0.1"}');
  await writeFile(join(root, 'package.json'), '{"version": "1.0.0"}');
  await expect(readVersion(root)).rejects.toThrow('manifest.json has version 1.0.1, package.json has 1.0.0');
  await writeFile(join(root, 'package.json'), '{"version": "1.0.1"}');
  await expect(readVersion(root)).resolves.toBe('1.0.1');
});
