/** The manifest of this app against the rules of the package check. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { checkManifest } from '../../tools/check/manifest.ts';
import type { Problem } from '../../tools/check/problem.ts';
import { PROJECT_ROOT } from '../../tools/project.ts';

const TEXT = readFileSync(join(PROJECT_ROOT, 'manifest.json'), 'utf8');
const MANIFEST = v.parse(v.looseObject({ widgets: v.array(v.looseObject({})) }), JSON.parse(TEXT));

function problemsOf(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  checkManifest(text, problems);
  return problems;
}

test('The manifest of this app is accepted', () => {
  expect(problemsOf(TEXT)).toEqual([]);
});

test('An unknown extension point and an address that is none are each reported', () => {
  const widgets = [{ ...MANIFEST.widgets[0], extensionPoint: 'SIDEBAR' }];
  expect(problemsOf(JSON.stringify({ ...MANIFEST, url: 'nowhere', widgets }))).toEqual([
    {
      file: 'manifest.json',
      sentence: 'url must be an address that begins with http:// or https:// (it is "nowhere").',
    },
    {
      file: 'manifest.json',
      sentence: 'widgets.0.extensionPoint is no extension point of YouTrack (it is "SIDEBAR").',
    },
  ]);
});
