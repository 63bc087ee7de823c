/** The tests of Webhook Triggers, in a copy in which the emulator's `http` stands in the place of their mock. */
import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Check } from './checks.ts';
import { check } from './checks.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const STAND_IN = fileURLToPath(new URL('http-stand-in.ts', import.meta.url));
const MOCK = 'workflows/__tests__/mocks/youtrack-http.cjs';

/** The copy lies inside this repository so that its tests find Vitest, and is gone afterwards. */
export function checkOwnTests(checkout: string): Promise<Check> {
  return check('its own tests pass with the emulator’s http', async () => {
    const copy = join(ROOT, 'build/foreign');
    await rm(copy, { recursive: true, force: true });
    await mkdir(copy, { recursive: true });
    try {
      await cp(join(checkout, 'src/workflows'), join(copy, 'workflows'), { recursive: true });
      await writeFile(
        join(copy, MOCK),
        `module.exports = require('tsx/cjs/api').require(${JSON.stringify(STAND_IN)}, __filename);`,
      );
      await writeFile(
        join(copy, 'vitest.config.mjs'),
        `export default { root: ${JSON.stringify(copy)}, test: { include: ['**/*.test.js'], setupFiles: ['./workflows/__tests__/setup.js'] } };`,
      );
      const vitest = join(
        dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
        'vitest.mjs',
      );
      await promisify(execFile)(
        process.execPath,
        [vitest, 'run', '--config', join(copy, 'vitest.config.mjs')],
        {
          cwd: copy,
        },
      );
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
}
