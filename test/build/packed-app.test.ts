import { join } from 'node:path';
import { gzipSync, strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { buildApp } from '../../tools/build-app.ts';
import { checkPackage } from '../../tools/check-package.ts';
import { readPackageFiles } from '../../tools/package-files.ts';
import { zipPackage } from '../../tools/zip.ts';
import { appZipBytes } from '../fixtures/app-zip.ts';
import { ownFolder } from '../fixtures/folder.ts';
import { evaluate } from './script-realm.ts';

const FILES = new Map(Object.entries(unzipSync(appZipBytes())));
const SCRIPTS = new Map(textsOf(/^[^/]+\.js$/));
const ENTRIES = [...SCRIPTS.keys()].filter((file) => !file.startsWith('lib-'));
const WIDGET_SCRIPTS = textsOf(/^widgets\/.+\.js$/);

function textsOf(pattern: RegExp): [path: string, text: string][] {
  return [...FILES]
    .filter(([path]) => pattern.test(path))
    .map(([path, content]) => [path, strFromU8(content)]);
}

test('The ZIP has what YouTrack looks for, and no problem', () => {
  expect([...FILES.keys()]).toEqual(
    expect.arrayContaining(['manifest.json', 'settings.json', 'entity-extensions.json', 'push-changes.js']),
  );
  expect(checkPackage(FILES)).toEqual([]);
});

test('Built and packed again, from another folder, it is the same, byte by byte', async () => {
  const folder = await ownFolder('pack-again');
  const before = process.cwd();
  process.chdir(folder);
  try {
    await buildApp(join(folder, 'dist'));
    const again = zipPackage(await readPackageFiles(join(folder, 'dist')));
    expect(Buffer.compare(again, appZipBytes())).toBe(0);
  } finally {
    process.chdir(before);
  }
});

test('What scripts share is in the package once', () => {
  const sources = [...SCRIPTS.values()].flatMap((code) => code.match(/^\/\/ src\/.+\.ts$/gm) ?? []);
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.sort()).toEqual([...new Set(sources)]);
});

test.each(WIDGET_SCRIPTS)(
  "%s carries React's production build, although a test runner built it",
  (_file, code) => {
    expect(code).not.toContain('React DevTools');
  },
);

test('The issue widget weighs at most 100 kB, gzipped, as it is on every issue', () => {
  const weights = ['widgets/issue/issue.js', 'widgets/issue/issue.css'].map((path) => {
    const content = FILES.get(path);
    return content === undefined ? Number.NaN : gzipSync(content).length;
  });
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(100_000);
});

describe('In a bare realm', () => {
  test.each(ENTRIES)('%s loads and exports one rule or one handler', (file) => {
    const { exported } = evaluate(file, SCRIPTS);
    expect([['rule'], ['httpHandler']]).toContainEqual(Object.keys(exported));
    if ('rule' in exported) {
      expect(exported.rule).toMatchObject({ title: expect.any(String), action: expect.any(Function) });
    } else {
      const endpoint = { method: expect.any(String), path: expect.any(String), handle: expect.any(Function) };
      expect(exported.httpHandler).toMatchObject({
        endpoints: expect.arrayContaining([expect.objectContaining(endpoint)]),
      });
    }
  });
});
