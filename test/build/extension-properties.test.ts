/** YouTrack drops a write to an undeclared extension property without a word, so the names used are held to those declared. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  ISSUE_PROPERTIES,
  PROJECT_PROPERTIES,
  STORAGE_PROPERTIES,
} from '../../src/youtrack/extension-properties.ts';
import { PROJECT_ROOT } from '../../tools/project.ts';

const DeclaredSchema = v.object({
  entityTypeExtensions: v.array(
    v.strictObject({
      entityType: v.string(),
      properties: v.record(v.string(), v.strictObject({ type: v.string() })),
    }),
  ),
});

function declared(): Record<string, Record<string, string>> {
  const text = readFileSync(join(PROJECT_ROOT, 'entity-extensions.json'), 'utf8');
  const { entityTypeExtensions } = v.parse(DeclaredSchema, JSON.parse(text));
  return Object.fromEntries(
    entityTypeExtensions.map(({ entityType, properties }) => [
      entityType,
      Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, type])),
    ]),
  );
}

/** A decimal is kept as text. */
function asDeclared(properties: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, type]) => [name, type === 'decimal' ? 'string' : type]),
  );
}

test('The extension properties that the app uses are those it declares, with the same types', () => {
  expect(declared()).toEqual({
    Issue: asDeclared(ISSUE_PROPERTIES),
    Project: asDeclared(PROJECT_PROPERTIES),
    AppGlobalStorage: asDeclared(STORAGE_PROPERTIES),
  });
});
