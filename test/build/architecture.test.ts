/** Asserts the arrows of import between the parts of the house, and who alone may know which outside name. */
import { describe, expect, test } from 'vitest';
import { brokenArrows } from './arrows.ts';
import { findCycle, parseSource, readSources } from './source-files.ts';

const APP = readSources('src', 'workflows', 'widgets');
const STAND_INS = readSources('test/youtrack-client-mock', 'test/ducalis-sandbox');

/** Files outside `home` in which the text occurs, comments included. */
function mentions(text: string, home: RegExp): string[] {
  return APP.filter((source) => source.text.includes(text) && !home.test(source.path)).map(
    ({ path }) => path,
  );
}

describe('The house', () => {
  test('has no import against the arrows', () => {
    expect(APP.length).toBeGreaterThan(0);
    expect(brokenArrows(APP)).toEqual([]);
  });

  test('has stand-ins that know neither the app nor each other', () => {
    expect(STAND_INS.length).toBeGreaterThan(0);
    expect(brokenArrows(STAND_INS)).toEqual([]);
  });

  test('has no circle of imports', () => {
    expect(findCycle([...APP, ...STAND_INS])).toBeNull();
  });

  test.each([
    ['ducalis.io', /^src\/(ducalis\/|shared\/ducalis-site\.ts$)/],
    ['YTApp', /^widgets\/common\/host\.ts$/],
    ['@jetbrains/youtrack-scripting-api/', /^src\/youtrack\//],
    ['extensionProperties', /^src\/youtrack\//],
  ])('names %s in one place only', (text, home) => {
    expect(mentions(text, home)).toEqual([]);
  });
});

/** Lines of the app's own scripts outside `home` that match. */
function uses(pattern: RegExp, home: RegExp): string[] {
  return readSources('src')
    .filter(({ path }) => !home.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
}

describe('A chain of calls', () => {
  test.each([
    ['calls Ducalis', /\.send\(/, /^src\/(app\/chain|youtrack\/execution)\.ts$/],
    ['schedules a function', /\.schedule\(/, /^src\/(app\/calling\/turns|youtrack\/execution)\.ts$/],
    ['makes a person wait for Ducalis', /\.ask\(/, /^src\/(app\/connecting\/|youtrack\/execution\.ts$)/],
  ])('%s in one place only', (_what, pattern, home) => {
    expect(uses(pattern, /^$/).length).toBeGreaterThan(0);
    expect(uses(pattern, home)).toEqual([]);
  });

  test('keeps state that only named transitions change', () => {
    expect(uses(/\.(become|connect)\(/, /^$/).length).toBeGreaterThan(0);
    expect(uses(/\.(become|connect)\(\s*(\{|$)/, /^$/)).toEqual([]);
  });
});

describe('An import is refused', () => {
  test.each([
    ['workflows/a.ts', "import { a } from '../src/domain/a.ts';"],
    ['workflows/a.ts', "import * as v from 'valibot';"],
    ['src/app/a.ts', "export { a } from '../../widgets/common/a.ts';"],
    ['src/app/a.ts', "import { Issue } from '@jetbrains/youtrack-scripting-api/entities';"],
    ['src/youtrack/a.ts', "import { a } from '../ducalis/a.ts';"],
    ['src/ducalis/a.ts', "import type { A } from '../youtrack/a.ts';"],
    ['src/app/a.ts', "import { a } from '../handlers/a.ts';"],
    ['src/app/stored/a.ts', "import { a } from '../sending/a.ts';"],
    ['src/app/sending/a.ts', "import { a } from '../round/a.ts';"],
    ['src/app/round/a.ts', "import { a } from '../chain.ts';"],
    ['src/shared/a.ts', "import { a } from '../app/a.ts';"],
    ['src/domain/a.ts', "import { a } from '../shared/a.ts';"],
    ['src/domain/a.ts', "import * as v from 'valibot';"],
    ['src/domain/a.ts', "const fs = require('node:fs');"],
    ['src/other/a.ts', "import { a } from './b.ts';"],
    ['widgets/issue/a.tsx', "import { a } from '../../src/app/a.ts';"],
    ['widgets/issue/a.tsx', "const a = await import('../../src/ducalis/a.ts');"],
    ['widgets/issue/a.tsx', "type A = import('../../src/youtrack/a.ts').A;"],
    ['test/youtrack-client-mock/src/a.ts', "import { a } from '../../../src/domain/a.ts';"],
    ['test/youtrack-client-mock/src/a.ts', "import { a } from 'ducalis-sandbox';"],
    ['test/ducalis-sandbox/src/a.ts', "import { a } from '../../youtrack-client-mock/src/a.ts';"],
    ['test/ducalis-sandbox/src/a.ts', "import { a } from 'youtrack-client-mock/library';"],
  ])('in %s: %s', (path, text) => {
    expect(brokenArrows([parseSource(path, text)])).toEqual([
      expect.stringContaining(`${path} must not import`),
    ]);
  });
});

describe('An import is allowed', () => {
  test.each([
    ['workflows/a.ts', "import { a } from '../src/app/a.ts';"],
    ['workflows/a.ts', "import type { A } from '../src/domain/a.ts';"],
    ['workflows/a.ts', "import { type A } from '../src/domain/a.ts';"],
    ['src/youtrack/a.ts', "import { Issue } from '@jetbrains/youtrack-scripting-api/entities';"],
    ['widgets/issue/a.tsx', "import './a.css'; import { useState } from 'react';"],
    ['test/ducalis-sandbox/src/a.ts', "import { Hono } from 'hono'; import { a } from './b.ts';"],
  ])('in %s: %s', (path, text) => {
    expect(brokenArrows([parseSource(path, text)])).toEqual([]);
  });
});

test('A circle of imports is found and named', () => {
  const circle = [
    parseSource('src/domain/a.ts', "import { b } from './b.ts';"),
    parseSource('src/domain/b.ts', "import type { C } from './c.ts';"),
    parseSource('src/domain/c.ts', "export * from './b.ts';"),
  ];
  expect(findCycle(circle)).toEqual(['src/domain/b.ts', 'src/domain/c.ts', 'src/domain/b.ts']);
});
