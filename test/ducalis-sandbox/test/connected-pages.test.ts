/** The pages around a connection in a real browser: by keyboard, on a small screen, and every control with a name. */
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { startRealYouTrack } from './real-youtrack.ts';
import { call, closeLater, start } from './support.ts';

const FIND =
  'command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];
const BOARD = '/board/5b1f6c1e-5d0a-4a3e-9a51-2f6f0d9c7a01';

/** What a person who can't see or scroll sideways would stumble over. */
function faults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('scrolls sideways');
    for (const control of document.querySelectorAll<HTMLInputElement>('main :is(input, select, textarea)')) {
      if (control.type === 'hidden' || control.labels?.length || control.getAttribute('aria-label')) continue;
      found.push(`${control.name} has no label`);
    }
    if (document.querySelectorAll('h1').length !== 1) found.push('not one heading');
    if (document.querySelectorAll('main :is(button, .button)').length > 1)
      found.push('several primary buttons');
    return found;
  });
}

test('connecting, matching and assigning go by keyboard, and every page fits 320 px, light and dark', async () => {
  const youTrack = await startRealYouTrack();
  closeLater(youTrack);
  const ducalis = await start();
  const browser = await chromium.launch({
    executablePath: execFileSync('sh', ['-c', FIND], { encoding: 'utf8' }).trim(),
    args: ARGS,
  });
  closeLater(browser);
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  const seen: Record<string, readonly string[]> = {};
  const look = async (name: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      seen[`${name}, ${colorScheme}`] = await faults(page);
    }
  };

  await page.goto(`${ducalis.url}/integrations`);
  await look('trackers');
  await page.getByRole('link', { name: 'Add → YouTrack' }).press('Enter');
  await page.getByLabel('Base URL').focus();
  await page.keyboard.type(youTrack.url);
  await page.keyboard.press('Tab');
  await page.keyboard.type(youTrack.tokenOf('admin'));
  await look('form');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Import a project' }).waitFor();
  await look('tracker');
  await page.getByRole('button', { name: 'Match fields' }).press('Enter');
  await page.getByRole('heading', { name: 'Match fields' }).waitFor();
  await look('match');
  await page.getByRole('button', { name: 'Save and read issues' }).press('Enter');
  await page.getByText('2 issues were read.').waitFor();
  await page.getByRole('link', { name: 'Match fields of Demo' }).waitFor();
  await look('linked');
  await page.getByRole('link', { name: 'Disconnect' }).press('Enter');
  await page.getByRole('button', { name: 'Delete for good' }).waitFor();
  await look('disconnect');

  await page.goto(`${ducalis.url}${BOARD}/team`);
  await look('team');
  await page.getByRole('checkbox', { name: 'Dora Developer' }).press('Space');
  await page.getByRole('button', { name: 'Assign' }).press('Enter');
  await page.getByText('pending').waitFor();
  await page.getByRole('link', { name: 'Sync Back' }).press('Enter');
  await page.getByRole('button', { name: 'Manual Sync-Back' }).press('Enter');
  await page.getByText('DEMO: 0 of 2 issues were written.').waitFor();
  await look('sync back');
  await page.getByRole('link', { name: 'Outbox' }).press('Enter');
  await look('outbox');
  await page.getByRole('link', { name: 'Open the invitation' }).press('Enter');
  await look('invitation');
  await page.getByRole('button', { name: 'Accept invitation' }).press('Enter');
  await page.getByRole('heading', { name: 'Boards' }).waitFor();
  expect((await call(ducalis, 'GET', '/boards/1/members')).text).toContain(
    '{"email":"dora@example.org","status":"active"}',
  );
  expect(Object.entries(seen).filter(([, problems]) => problems.length > 0)).toEqual([]);
});
