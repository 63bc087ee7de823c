/** The same files give the same ZIP, wherever and whenever it is made. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../tools/project.ts';
import { zipPackage } from '../../tools/zip.ts';
import { packageWith } from './sound-package.ts';

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function zipIn(timeZone: string): string {
  const code = `
    import { zipPackage } from './tools/zip.ts';
    import { packageWith } from './test/build/sound-package.ts';
    process.stdout.write(Buffer.from(zipPackage(packageWith())).toString('base64'));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', code];
  const env = { ...process.env, TZ: timeZone };
  return hash(
    Buffer.from(execFileSync(process.execPath, args, { cwd: PROJECT_ROOT, env }).toString(), 'base64'),
  );
}

test('A ZIP holds every file at its path, sorted', () => {
  const files = packageWith();
  const unzipped = unzipSync(zipPackage(files));
  expect(Object.keys(unzipped)).toEqual([...files.keys()].sort());
  expect(strFromU8(unzipped['widgets/first/main.js'] ?? new Uint8Array())).toContain('document.title');
});

test('The order in which files are found does not change the bytes', () => {
  const reversed = new Map([...packageWith()].reverse());
  expect(hash(zipPackage(reversed))).toBe(hash(zipPackage(packageWith())));
});

test('Neither time nor time zone changes the bytes', () => {
  expect([zipIn('Asia/Tokyo'), zipIn('America/Los_Angeles')]).toEqual([
    hash(zipPackage(packageWith())),
    hash(zipPackage(packageWith())),
  ]);
});

test('Another content is another ZIP', () => {
  expect(hash(zipPackage(packageWith({ 'icon.svg': '<svg/>' })))).not.toBe(hash(zipPackage(packageWith())));
});
