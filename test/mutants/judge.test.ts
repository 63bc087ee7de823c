/** Whether a process really runs the tests on a mutant, and only on that one. */
import { expect, it } from 'vitest';
import { own } from '../fixtures/owner.ts';
import { Judge } from './judge.ts';

const FILE = 'src/domain/backoff.ts';
const TESTS = ['test/unit/backoff.test.ts'];

/** Puts a text before everything else in the file. */
const before = (replacement: string) => ({
  edit: { file: FILE, start: 0, end: 0, replacement },
  tests: [...TESTS],
});

it('tells mutants that fail, change nothing and never end or never stop growing apart', async () => {
  const judge = new Judge();
  own('the process that runs the tests', () => judge.end());
  expect(await judge.run(before('const unused = 1;\n'), 60_000)).toMatchObject({ failed: false });
  expect(await judge.run(before("throw new Error('broken');\n"), 60_000)).toMatchObject({
    failed: true,
    errors: [expect.stringContaining('broken')],
  });
  expect(await judge.run(before('for (;;);\n'), 2_000)).toBeNull();
  const hoard = 'const all = []; for (;;) all.push(new Array(1_000_000).fill(0));\n';
  expect(await judge.run(before(hoard), 60_000)).toBeNull();
  const { failed, durations } = (await judge.run({ tests: [...TESTS] }, 60_000)) ?? {};
  expect(failed).toBe(false);
  expect(Object.keys(durations ?? {})).toEqual(TESTS);
});
