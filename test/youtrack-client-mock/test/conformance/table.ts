/** The table of statements and cases, made from Vitest's report of the conformance suite. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

const FOLDER = new URL('.', import.meta.url);
export const TABLE_FILE = new URL('README.md', FOLDER);

export const ReportSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    testResults: v.array(
      v.object({
        name: v.string(),
        assertionResults: v.array(
          v.object({ ancestorTitles: v.array(v.string()), title: v.string(), status: v.string() }),
        ),
      }),
    ),
  }),
);
export type Report = v.InferOutput<typeof ReportSchema>;

interface Case {
  readonly section: number;
  readonly statement: string;
  readonly certainty: string;
  readonly name: string;
  readonly passed: boolean;
}

const STATEMENT = /^§(\d+) \[(.)\] (.+)$/;

function casesOf({ testResults }: Report): readonly Case[] {
  // Files end in any order.
  return [...testResults]
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ ancestorTitles, title, status }) => {
      const [, section, certainty = '', statement = ''] = STATEMENT.exec(ancestorTitles.at(-1) ?? '') ?? [];
      if (section === undefined) throw new Error(`The case "${title}" stands under no statement`);
      return { section: Number(section), certainty, statement, name: title, passed: status === 'passed' };
    })
    .sort((a, b) => a.section - b.section);
}

/** By this the page knows which cases it shows: any edit of them makes it another one. */
export function fingerprint(): string {
  const hash = createHash('sha256');
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts'));
  for (const name of names.sort()) hash.update(name).update(readFileSync(new URL(name, FOLDER)));
  return hash.digest('hex').slice(0, 16);
}

/** @param print the fingerprint of the cases that were run. */
export function page(report: Report, print: string): string {
  const cases = casesOf(report);
  const passed = cases.filter((one) => one.passed).length;
  const statements = new Set(cases.map(({ section, statement }) => `${section} ${statement}`)).size;
  return [
    '# What is proved',
    '',
    `${passed} of ${cases.length} cases pass, for ${statements} statements about the platform. Written by \`npm run conformance:table\`.`,
    '',
    'How a statement is known: D documented, E designed in public, S read in JetBrains’ source, O observed by others, R recorded,',
    'I inferred, ? not known (then it is what this emulator does). The section is that of `docs/youtrack-platform.md`.',
    '',
    ...padded([['Section', 'Known', 'Statement', 'Case', 'Passed'], ...rows(cases)]),
    '',
    `<!-- cases ${print} -->`,
    '',
  ].join('\n');
}

/** A statement is told once, above its cases. */
function rows(cases: readonly Case[]): readonly (readonly string[])[] {
  let told = '';
  return cases.map(({ section, certainty, statement, name, passed }) => {
    const isNew = statement !== told;
    told = statement;
    const cells = isNew ? [`§${section}`, certainty, statement] : ['', '', ''];
    return [...cells, name, passed ? 'yes' : '**no**'].map((cell) => cell.replaceAll('|', '\\|'));
  });
}

/** Lines of a table whose columns are as wide as their widest cell, as formatters write it. */
function padded(table: readonly (readonly string[])[]): readonly string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...others] = table;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)];
}
