/** Holds the classes of Ring UI that widgets write themselves against those Ring UI has styles for. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { readSources } from '../build/source-files.ts';

const STYLES = resolve(PROJECT_ROOT, 'node_modules/@jetbrains/ring-ui-built/components/style.css');
/** A class: neither a variable (`--ring-…`), nor a package, nor a mark for Ring UI's scripts. */
const CLASS = /(?<![\w/-])ring-(?!ui-built|js-)[\w-]+/g;

test('Every class of Ring UI that a widget names has styles', () => {
  const known = new Set(readFileSync(STYLES, 'utf8').match(CLASS));
  const named = readSources('widgets').flatMap(({ path, text }) =>
    path.endsWith('.tsx') ? (text.match(CLASS) ?? []) : [],
  );
  expect(named).toContain('ring-button-button');
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
