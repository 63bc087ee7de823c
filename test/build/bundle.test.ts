/** How one file of `workflows/` becomes one script for YouTrack, shown on a small app of two files. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildScripts, readVersion } from '../../tools/build-app.ts';
import { checkPackage } from '../../tools/check-package.ts';
import { toCommonJs } from '../../tools/commonjs.ts';
import { readPackageFiles } from '../../tools/package-files.ts';
import { evaluate } from './script-realm.ts';
import { packageWith } from './sound-package.ts';

const RULE = `/** Greets whoever changes an issue. */
import * as entities from '@jetbrains/youtrack-scripting-api/entities';
import { Connection as Line } from '@jetbrains/youtrack-scripting-api/http';
import { greeting } from '../greeting.ts';
import type { Name } from '../greeting.ts';
/** Runs in the user's transaction. */
export const rule = entities.Issue.onChange({
  title: greeting('rule' satisfies Name),
  action: () => { new Line('https://example.com'); },
});
`;
const HANDLER = `import { greeting } from '../greeting.ts';
export const httpHandler = { endpoints: [{ method: 'GET', path: greeting('path'), handle: () => undefined }] };
`;
const SHARED = `export type Name = 'rule' | 'path';
/** Says hello. */
export function greeting(name: Name): string { return \`Hello \${name}\`; }
export function unused(): string { return 'never called'; }
`;

let root: string;
const built = (name: string): Promise<string> => readFile(join(root, 'dist', name), 'utf8');

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bundle-test-'));
  await Promise.all([mkdir(join(root, 'workflows')), mkdir(join(root, 'dist'))]);
  await writeFile(join(root, 'workflows/greet.ts'), RULE);
  await writeFile(join(root, 'workflows/hello.ts'), HANDLER);
  await writeFile(join(root, 'workflows/globals.d.ts'), 'declare const nothing: unique symbol;');
  await writeFile(join(root, 'greeting.ts'), SHARED);
  await buildScripts(join(root, 'workflows'), join(root, 'dist'));
});
afterAll(() => rm(root, { recursive: true }));

describe('A built script', () => {
  test('is one file for each workflow, named after it', async () => {
    expect((await readdir(join(root, 'dist'))).sort()).toEqual(['greet.js', 'hello.js']);
  });

  test('breaks no rule of a package', async () => {
    const scripts = await readPackageFiles(join(root, 'dist'));
    expect(checkPackage(new Map([...packageWith({ 'on-change.js': null }), ...scripts]))).toEqual([]);
  });

  test('sets exports.rule to what the workflow exports', async () => {
    const { exported, required } = evaluate('greet.js', await built('greet.js'));
    expect(exported).toEqual({ rule: { title: 'Hello rule', action: expect.any(Function) } });
    expect(required).toEqual([
      '@jetbrains/youtrack-scripting-api/entities',
      '@jetbrains/youtrack-scripting-api/http',
    ]);
  });

  test('sets exports.httpHandler', async () => {
    const { exported } = evaluate('hello.js', await built('hello.js'));
    expect(exported).toMatchObject({ httpHandler: { endpoints: [{ method: 'GET', path: 'Hello path' }] } });
  });

  test('can be read: names, line breaks and where each part is from stay, what is not used goes', async () => {
    const code = await built('greet.js');
    expect(code).toContain('function greeting(name) {\n');
    expect(code).toMatch(/^\/\/ .*greeting\.ts$/m);
    expect(code).toContain('entities.Issue.onChange({\n');
    expect(code).not.toContain('never called');
  });
});

describe('Only named imports and exports become CommonJS', () => {
  test.each([
    ["import entities from 'a';", /no default export/],
    ['export default 1;', /by name only/],
    ["export * from 'a';", /by name only/],
    ['export const rule = 1;', /at its end/],
  ])('%s is refused', (code, message) => {
    expect(() => toCommonJs(code)).toThrow(message);
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
