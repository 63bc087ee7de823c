/**
 * The article of Ducalis on YouTrack, step by step and in both products. It starts where its readers do: two products
 * that have never heard of each other, and the app freshly uploaded.
 */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/pages.ts';
import { MINUTE } from '../fixtures/results.ts';
import { startWorld, type World } from '../fixtures/world.ts';
import { tick } from './visit.ts';
import { Walker } from './walker.ts';

const BOARD = '/board/5b1f6c1e-5d0a-4a3e-9a51-2f6f0d9c7a01';
const SETTINGS = '/admin/app/ducalis/settings';
const PROJECT_TAB = `/projects/SHOP/settings?tab=${encodeURIComponent('ducalis/project')}`;
const NEWCOMER = 'nina.newcomer@example.com';
/** The fields of SHOP-1 once the client is matched with the customer. */
const MATCHED = { customer: 'Nordlicht Outdoor', story_points: 5 };
const ISSUES = ['SHOP-1', 'SHOP-2'];

const SEED = fileURLToPath(new URL('../fixtures/bare.json', import.meta.url));

let browser: Browser;
let world: World;
let walker: Walker;
beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  world = await startWorld({ seed: SEED, connect: false });
  const { youTrackUrl, sandboxUrl } = world.standIns;
  walker = await Walker.start(browser, { youTrack: youTrackUrl, ducalis: sandboxUrl }, 'admin');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(await walker.whatIsShown());
});

/** Keys on the board in Ducalis, as often as they stand there. */
async function onBoard(): Promise<readonly string[]> {
  return (await world.sandbox.issues('1')).map(({ key }) => key).sort();
}

async function fieldsOnBoard(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await world.sandbox.issues('1')).map(({ fields }) => fields);
}

async function saveToken(name: 'ducalisToken' | 'youtrackToken', token: string): Promise<void> {
  await walker.part(`${name}-input`).fill(token);
  await walker.part(`${name}-save`).click();
  await walker.allow();
}

it('from YouTrack: token, connection, match, a filled board, a person invited, a score on the issue', async () => {
  const token = await walker.makeToken();

  await walker.openYouTrack(SETTINGS);
  await saveToken('ducalisToken', world.standIns.ducalisToken);
  await walker.widget.locator('[data-test="step-account"][data-state="done"]').waitFor();

  expect(await walker.part('base-url').inputValue()).toBe(`${world.standIns.youTrackUrl}/`);
  await saveToken('youtrackToken', token);
  await walker.part('send-token').click();
  await walker.widget.getByText('Ducalis is trying the token').waitFor();
  await world.pass(1_000);
  await walker.widget.getByText('Ducalis reads 1 project of this YouTrack as admin').waitFor();

  await connectProject();
  await world.pass(MINUTE);
  expect(await onBoard()).toEqual(ISSUES);
  await matchFields();
  await world.pass(MINUTE);
  expect(await fieldsOnBoard()).toEqual(expect.arrayContaining([MATCHED]));

  await walker.openTab('people');
  await walker
    .part('member')
    .filter({ hasText: NEWCOMER })
    .getByRole('button', { name: /^Invite/ })
    .click();
  await walker.part('member').filter({ hasText: NEWCOMER }).getByText('Invited').waitFor();
  await walker.acceptInvitation(NEWCOMER);

  await evaluate('SHOP-1');
  await seeScore('SHOP-1');
});

it('from Ducalis: its form, its match, its board, then the app, and nothing stands twice', async () => {
  const { ducalis } = walker;
  const token = await walker.makeToken();
  const baseUrl = new URL(walker.youTrack.url()).origin;

  await walker.openDucalis('/integrations');
  await ducalis.getByRole('link', { name: 'Add → YouTrack' }).click();
  await ducalis.getByLabel('Base URL').fill(`${baseUrl}/youtrack/`);
  await ducalis.getByLabel('Permanent Token').fill(token);
  await ducalis.getByRole('button', { name: 'Connect' }).click();
  await ducalis.getByText('Ada Admin').waitFor();
  await ducalis.getByLabel('Project').selectOption({ label: 'Web shop (SHOP)' });
  await ducalis.getByRole('button', { name: 'Match fields' }).click();
  await ducalis.getByRole('button', { name: 'Save and read issues' }).click();
  await ducalis.getByText('2 issues were read.').waitFor();
  expect(await onBoard()).toEqual(ISSUES);

  await ducalis.getByRole('link', { name: 'Match fields of Web shop' }).click();
  await ducalis.getByLabel(/^Client /).selectOption({ label: 'Customer' });
  await ducalis.getByRole('button', { name: 'Save and read issues' }).click();
  await ducalis.getByRole('status').getByText('2 issues were read.').waitFor();
  await expect.poll(fieldsOnBoard).toEqual(expect.arrayContaining([MATCHED]));

  await walker.openDucalis(`${BOARD}/team`);
  await ducalis.getByRole('checkbox', { name: 'Nina Newcomer' }).check();
  await ducalis.getByRole('button', { name: 'Assign' }).click();
  await ducalis.getByText('pending').waitFor();
  await walker.acceptInvitation(NEWCOMER);

  await evaluate('SHOP-2');
  await walker.openDucalis(`${BOARD}/sync-back`);
  await ducalis.getByRole('button', { name: 'Manual Sync-Back' }).click();
  await ducalis.getByText('of 2 issues were written').waitFor();
  await walker.openYouTrack('/issue/SHOP-2');
  await walker.youTrack.getByText('Priority 🚀 Ducalis').waitFor();

  await walker.openYouTrack(SETTINGS);
  await saveToken('ducalisToken', world.standIns.ducalisToken);
  await walker.part('done-by-hand').click();
  await walker.widget.getByText('Done by hand in Ducalis').waitFor();
  await connectProject();
  await matchFields();
  await seeScore('SHOP-2');
  expect(await onBoard()).toEqual(ISSUES);
});

async function connectProject(): Promise<void> {
  const project = walker.widget.locator('[data-test~="project"][data-project="SHOP"]');
  await tick(project.getByRole('checkbox'));
  await walker.choose('connect-board', 'Product backlog');
  await walker.part('connect').click();
  await walker.allow();
  await walker.part('connect-done').waitFor();
}

/** What is called alike in both products is matched by itself; the client is a customer only to a person. */
async function matchFields(): Promise<void> {
  await walker.openYouTrack(PROJECT_TAB);
  await walker.openTab('fields');
  await walker.part('add-match').click();
  await walker.choose('match-field', 'Client', -1);
  await walker.choose('match-key', 'Customer', -1);
  await walker.part('save').click();
  await walker.part('unsaved').waitFor({ state: 'detached' });
}

/** Votes as one of the board's evaluators, in Ducalis. */
async function evaluate(key: string): Promise<void> {
  const { ducalis } = walker;
  await walker.openDucalis(`${BOARD}/unvoted`);
  const form = ducalis.locator(`form[data-key="${key}"]`);
  for (const slider of await form.getByRole('slider').all()) await slider.press('End');
  await form.getByRole('button', { name: 'Save evaluation' }).click();
  await ducalis.waitForURL(`**${BOARD}/unvoted`);
}

async function seeScore(key: string): Promise<void> {
  await world.pass(6 * MINUTE);
  await walker.openYouTrack(`/issue/${key}`);
  await walker.part('issue-total-score').waitFor();
}
