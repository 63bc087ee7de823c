/** `npm run conformance`: any app or folder of rules is loaded, and what is wrong with it is said in a table. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findPackages } from '../../src/conformance/packages.ts';
import { table, tryPackage } from '../../src/conformance/report.ts';
import { createYouTrack } from '../../src/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const rule = (requirements: string) => `
  const entities = require('@jetbrains/youtrack-scripting-api/entities');
  exports.rule = entities.Issue.onChange({ title: 'T', action: () => null, requirements: ${requirements} });`;

async function report(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder(onTestFinished);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const server = await createYouTrack();
  onTestFinished(() => server.close());
  return table((await findPackages(folder)).map((one) => tryPackage(server, one)));
}

it('counts what it finds in apps and in folders of rules', async () => {
  expect(
    await report({
      'app/manifest.json':
        '{"name":"app","widgets":[{"key":"w","name":"W","indexPath":"w/index.html","extensionPoint":"MARKDOWN"}]}',
      'app/widgets/w/index.html': '<p>',
      'app/handler.js': 'exports.httpHandler = { endpoints: [] };',
      'rules/My rules/one.js': rule(
        '{ State: { type: entities.State.fieldType }, Reviewer: { type: entities.User.fieldType } }',
      ),
      'rules/My rules/util.js': 'exports.help = 1;',
      'readme.txt': 'no package',
    }),
  ).toBe(
    [
      '| package | loaded | rules | handlers | widgets | requirements missing | errors |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| app | yes | 0 | 1 | 1 |  |  |',
      '| rules/My rules | yes | 1 | 0 | 0 | The requirement Reviewer is not met: the project has no field Reviewer |  |',
      '',
      '2 of 2 loaded whole.',
    ].join('\n'),
  );
});

it('says what is wrong with a script, and counts the others', async () => {
  const text = await report({
    'rules/bad.js': "exports.rule = require('./nowhere');",
    'rules/worse.js': 'export const rule = {};exports.rule',
    'rules/good.js': rule('{}'),
  });
  expect(text).toContain('| rules | no | 1 | 0 | 0 |  | bad.js could not be loaded');
  expect(text).toContain('worse.js could not be loaded');
  expect(text).toContain('0 of 1 loaded whole.');
});
