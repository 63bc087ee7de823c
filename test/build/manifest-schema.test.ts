/** The manifest against the schema that JetBrains publishes, where a copy of it lies beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../tools/project.ts';

const SCHEMA_PATH = '../shared/schemas/youtrack-app.schema.json';
const isThere = existsSync(join(PROJECT_ROOT, SCHEMA_PATH));

const ManifestSchema = v.looseObject({ widgets: v.array(v.looseObject({})) });

function readJson<Output>(path: string, shape: v.GenericSchema<unknown, Output>): Output {
  return v.parse(shape, JSON.parse(readFileSync(join(PROJECT_ROOT, path), 'utf8')));
}

function compileSchema(): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(readJson(SCHEMA_PATH, v.looseObject({})));
}

describe.skipIf(!isThere)(`The schema of a manifest${isThere ? '' : ` (skipped: no ${SCHEMA_PATH})`}`, () => {
  test('accepts the manifest of this app', () => {
    const validate = compileSchema();
    validate(readJson('manifest.json', ManifestSchema));
    expect(validate.errors).toBeNull();
  });

  test('refuses an unknown extension point and an address that is none', () => {
    const validate = compileSchema();
    const manifest = readJson('manifest.json', ManifestSchema);
    const widgets = [{ ...manifest.widgets[0], extensionPoint: 'SIDEBAR' }];
    validate({ ...manifest, url: 'nowhere', widgets });
    const paths = (validate.errors ?? []).map(({ instancePath }) => instancePath);
    expect(new Set(paths)).toEqual(new Set(['/url', '/widgets/0/extensionPoint']));
  });
});
