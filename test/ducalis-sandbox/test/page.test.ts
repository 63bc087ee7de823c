/** The website in a real browser: an evaluation by sliders, and connecting a YouTrack. */
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { closeLater, put, start, upsert } from './support.ts';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const FIND =
  'command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome';

async function open(url: string) {
  const executablePath = execFileSync('sh', ['-c', FIND], { encoding: 'utf8' }).trim();
  const browser = await chromium.launch({ executablePath, args: ARGS });
  closeLater(browser);
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

test('an issue is evaluated with sliders, and shows its score and rank', { timeout: 60_000 }, async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1, { name: 'Dark <mode>', description: '<script>alert(1)</script>' }));
  const page = await open(ducalis.url);
  await page.getByRole('link', { name: 'Product backlog' }).click();
  await page.getByRole('link', { name: 'Dark <mode>' }).click();
  expect(await page.locator('[data-figure=total-score]').textContent()).toBe('–');
  await page.getByLabel(/^Reach/).fill('6');
  await page.getByLabel(/^Revenue/).fill('7');
  await page.getByLabel(/^Effort/).fill('3');
  expect(await page.locator('output').nth(3).textContent()).toBe('5');
  await page.getByRole('button', { name: 'Save evaluation' }).click();
  await page.waitForFunction(() => document.querySelector('[data-figure=total-score]')?.textContent === '4');
  expect(await page.locator('[data-figure=priority]').textContent()).toBe('★1');
  expect(ducalis.state().issues['1']).toMatchObject([
    { votes: { reach: { 'anna.keller@example.com': 6 }, effort: { 'anna.keller@example.com': 5 } } },
  ]);
  await page.goto(`${ducalis.url}/board/5b1f6c1e-5d0a-4a3e-9a51-2f6f0d9c7a01/unvoted`);
  expect(await page.locator('form[data-key="DEMO-1"]').count()).toBe(1);
});

test('a YouTrack that does not answer is refused in the form', { timeout: 60_000 }, async () => {
  const ducalis = await start();
  const page = await open(`${ducalis.url}/integrations`);
  await page.getByRole('link', { name: 'Add → YouTrack' }).click();
  await page.getByLabel('Base URL').fill('http://127.0.0.1:1/youtrack');
  await page.getByLabel('Permanent Token').fill('perm:x');
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('alert').getByText('Nothing answers at this base URL').waitFor();
  expect(await page.getByLabel('Permanent Token').inputValue()).toBe('');
  expect(ducalis.state().integrations).toEqual([]);
});

test('a form posted from another origin is refused', async () => {
  const ducalis = await start();
  await put(ducalis, upsert('x1', 1));
  const id = ducalis.state().issues['1']?.[0]?.id;
  const answer = await fetch(`${ducalis.url}/issue/${id}/votes`, {
    method: 'POST',
    headers: { Origin: 'https://elsewhere.example.com' },
    body: new URLSearchParams({ voter: 'a@example.com', 'criterion.reach': '3' }),
  });
  expect(answer.status).toBe(403);
  expect(ducalis.state().issues['1']?.[0]?.votes).toEqual({});
});
