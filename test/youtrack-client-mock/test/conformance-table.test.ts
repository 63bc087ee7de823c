/** The table of the conformance suite, without running the suite. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fingerprint, page, TABLE_FILE } from './conformance/table.ts';

it('is that of the cases as they are; else run npm run conformance:table', () => {
  expect(readFileSync(TABLE_FILE, 'utf8')).toContain(`<!-- cases ${fingerprint()} -->`);
});

it('shows nothing that failed', () => {
  expect(readFileSync(TABLE_FILE, 'utf8')).not.toContain('**no**');
});

const result = (statement: string, title: string, status: string) => ({
  ancestorTitles: [statement],
  title,
  status,
});

it('tells each statement once, by section, with its cases', () => {
  const text = page(
    {
      testResults: [
        { name: 'a', assertionResults: [result('§10 [R] Pages hold 42', 'by default', 'passed')] },
        {
          name: 'b',
          assertionResults: [
            result('§2 [D] Rules run', 'on change', 'passed'),
            result('§2 [D] Rules run', 'on a | removal', 'failed'),
          ],
        },
      ],
    },
    'abc',
  );
  expect(text).toContain('2 of 3 cases pass, for 2 statements');
  expect(text).toContain(
    [
      '| §2      | D     | Rules run     | on change       | yes    |',
      '|         |       |               | on a \\| removal | **no** |',
      '| §10     | R     | Pages hold 42 | by default      | yes    |',
    ].join('\n'),
  );
});

it('refuses a case without a statement', () => {
  const report = { testResults: [{ name: 'a', assertionResults: [result('Something', 'x', 'passed')] }] };
  expect(() => page(report, '')).toThrow('under no statement');
});
