/** `npm run conformance:table`: runs the conformance suite and writes its table. Ends with 1 when a case fails. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { fingerprint, page, ReportSchema, TABLE_FILE } from './table.ts';

const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const SUITE = 'test/youtrack-client-mock/test/conformance/';

const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
try {
  const print = fingerprint();
  const report = join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    [VITEST, 'run', SUITE, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    { stdio: 'inherit' },
  );
  const [code] = await once(child, 'exit');
  await writeFile(TABLE_FILE, page(v.parse(ReportSchema, await readFile(report, 'utf8')), print));
  process.exitCode = code === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}
