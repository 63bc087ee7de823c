/** The profile in a browser: a permanent token is made, shown once, and revoked. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Visitor } from './support/visitor.ts';

let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.start();
});

afterEach(() => visitor.leave());

afterAll(() => visitor.stop());

const statusWith = async (token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${visitor.emulator.origin}/youtrack/api/users/me`, { headers })).status;
};

it('a token is made with a name and a scope, shown once, and works until it is revoked', async () => {
  await visitor.open('/issues');
  const { page } = visitor;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByRole('link', { name: 'Account Security' }).click();
  await page.getByRole('link', { name: 'New token…' }).click();
  await page.getByLabel('Name').fill('Ducalis.io');
  await page.getByLabel('YouTrack Administration').uncheck();
  await page.getByRole('button', { name: 'Create' }).click();
  const token = await page.getByLabel('Permanent token').inputValue();
  // The button copies once the page's script has run, which is after the field is there.
  await page.waitForLoadState();
  expect(token).toMatch(/^perm:/);
  await page.getByRole('button', { name: 'Copy token' }).click();
  await page.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  expect(await statusWith(token)).toBe(200);

  await page.getByRole('link', { name: 'Done' }).click();
  const line = page.locator('.tokens li').filter({ hasText: 'Ducalis.io' });
  expect(await line.locator('.muted').textContent()).toMatch(/^YouTrack, since \d{4}-\d\d-\d\d$/);
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke Ducalis.io' }).click();
  await line.waitFor({ state: 'detached' });
  expect(await statusWith(token)).toBe(401);
});

it('a token without a scope is not made', async () => {
  await visitor.open('/users/me/new-token');
  const { page } = visitor;
  await page.getByLabel('Name').fill('Useless');
  await page.getByRole('checkbox', { name: 'YouTrack', exact: true }).uncheck();
  await page.getByRole('checkbox', { name: 'YouTrack Administration' }).uncheck();
  await page.getByRole('button', { name: 'Create' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('Choose at least one scope');
  expect(await page.getByLabel('Name').inputValue()).toBe('Useless');
});

it('the guest is asked to log in first', async () => {
  await visitor.open('/users/me?tab=account-security', '');
  expect(new URL(visitor.page.url()).pathname).toBe('/youtrack/login');
  await visitor.page.getByRole('button', { name: visitor.emulator.adaName }).click();
  await visitor.page.getByRole('link', { name: 'New token…' }).waitFor();
});

it('the profile needs no scrolling sideways on a small screen', async () => {
  await visitor.open('/users/me?tab=account-security');
  await visitor.page.setViewportSize({ width: 320, height: 640 });
  const { scrollWidth } = await visitor.page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(320);
});
