/** Asserts that every text for a person is in the catalogue, and that code and catalogue fit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { compileMessages } from '../../widgets/compile-messages.ts';
import { ENGLISH } from '../widgets/english.ts';
import { problemsOf, type Use, usesIn } from './message-uses.ts';
import { readSources, type SourceFile } from './source-files.ts';
import { wordsIn } from './words-in-code.ts';

/** How the widgets are built runs in Node: nobody reads it. */
const BUILD = /^widgets\/[^/]+\.ts$/;
const SCREENS = readSources('widgets', 'src/shared').filter(({ path }) => !BUILD.test(path));
const USES = SCREENS.flatMap(({ path, text }) => usesIn(path, text));

function usedIds(uses: readonly Use[]): ReadonlySet<string> {
  const patterns = uses.flatMap(({ ids }) => ids);
  return new Set(Object.keys(ENGLISH).filter((id) => patterns.some((pattern) => pattern.test(id))));
}

/** One piece of code a line. */
function samples(name: string): readonly string[] {
  return readFileSync(join(import.meta.dirname, `samples/${name}.txt`), 'utf8')
    .trim()
    .split('\n');
}

/** All that a widget loads, by what its files import. */
function loadedBy(key: string): readonly SourceFile[] {
  const byPath = new Map(SCREENS.map((source) => [source.path, source]));
  const loaded = new Set<SourceFile>();
  const load = (path: string | null): void => {
    const source = path === null ? undefined : byPath.get(path);
    if (source === undefined || loaded.has(source)) return;
    loaded.add(source);
    for (const { file, typeOnly } of source.imports) if (!typeOnly) load(file);
  };
  load(`widgets/${key}/index.tsx`);
  return [...loaded];
}

/** The ids of the catalogue's files that a widget imports: each id begins with the name of its file. */
function idsFor(key: string): readonly string[] {
  const imports = loadedBy(key).flatMap((source) => source.imports);
  const files = imports.flatMap(({ specifier, typeOnly }) =>
    typeOnly ? [] : (/\/messages\/en\/(\w+)\.json$/.exec(specifier)?.[1] ?? []),
  );
  return Object.keys(ENGLISH).filter((id) => files.includes(fileOf(id)));
}

function fileOf(id: string): string {
  const [first = ''] = id.split('.');
  return first === 'error' ? 'errors' : first;
}

describe('The catalogue', () => {
  test('has a message for every use, with the values that the use gives', () => {
    expect(USES.length).toBeGreaterThan(300);
    expect(USES.flatMap((use) => problemsOf(use, ENGLISH))).toEqual([]);
  });

  test('has no message that nothing uses', () => {
    const used = usedIds(USES);
    expect(Object.keys(ENGLISH).filter((id) => !used.has(id))).toEqual([]);
  });

  test.each(['issue', 'project', 'settings'])('gives the widget "%s" each message it uses', (key) => {
    const used = usedIds(loadedBy(key).flatMap(({ path, text }) => usesIn(path, text)));
    const given = new Set(idsFor(key));
    expect([...used].filter((id) => !given.has(id))).toEqual([]);
    // The panel is opened with every issue: it carries nothing it does not say.
    if (key === 'issue') expect([...given].filter((id) => !used.has(id))).toEqual([]);
  });

  test('has ids that begin with the name of their file', () => {
    const folder = join(PROJECT_ROOT, 'widgets/messages/en');
    for (const file of readdirSync(folder)) {
      const ids = Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      expect(ids.filter((id) => `${fileOf(id)}.json` !== file)).toEqual([]);
    }
  });

  test('is ICU, with no space around a message', () => {
    expect(() => compileMessages(ENGLISH)).not.toThrow();
    expect(Object.values(ENGLISH).filter((text) => text !== text.trim())).toEqual([]);
  });

  test.each(['{count, plural, one {# issue}}', '{count', 'a <b>', '{n, plural}'])('refuses %s', (text) => {
    expect(() => compileMessages({ 'issue.wrong': text })).toThrow();
  });
});

describe('A use is refused', () => {
  const catalogue = {
    'a.one': 'One',
    'a.named': '{name} is <b>here</b>',
    'a.counted': '{count, plural, other {#}}',
  };
  test.each([
    ["t('a.gone')", /asks for \^a\\\.gone\$/],
    ['t(is ? `b.one` : `b.two`)', /not in the catalogue/],
    ["t(is ? 'a.one' : 'a.gone')", /not in the catalogue/],
    ["rich('a.named')", /gives no {name} to a.named/],
    ["message('a.counted', { number: 1 })", /gives no {count}/],
    ["t('a.one', { name })", /gives {name}, which no message has/],
    // Only rich() draws tags.
    ["t('a.named', { name })", /gives no {b}/],
  ])('%s', (code, problem) => {
    const problems = usesIn('a.tsx', code).flatMap((use) => problemsOf(use, catalogue));
    expect(problems.join()).toMatch(problem);
  });

  test.each(['t(id)', "t('a.named', values)", "t('a.named', { ...values })"])(
    '%s: it cannot be read',
    (code) => {
      expect(() => usesIn('a.tsx', code)).toThrow('must stand in the call');
    },
  );

  test.each(["rich('a.named', { name })", "t('a.counted', { count: 1 })", "t(is ? 'a.one' : 'a.one')"])(
    'and this one is not: %s',
    (code) => {
      expect(usesIn('a.tsx', code).flatMap((use) => problemsOf(use, catalogue))).toEqual([]);
    },
  );
});

describe('The code of the screens', () => {
  test('has no text for a person in it', () => {
    expect(SCREENS.flatMap(({ path, text }) => wordsIn(path, text))).toEqual([]);
  });

  test.each(samples('with-words'))('would not pass with %s', (code) => {
    expect(wordsIn('a.tsx', code)).not.toEqual([]);
  });

  test.each(samples('without-words'))('passes with %s', (code) => {
    expect(wordsIn('a.tsx', code)).toEqual([]);
  });
});
