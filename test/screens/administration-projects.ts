/** The third step of the administration page: the projects and their boards. */

import { tick } from '../e2e/visit.ts';
import { attach, idOf, OTHER_BOARD } from '../fixtures/life.ts';
import { leaveUnanswered } from '../fixtures/pages.ts';
import { everyAbandoned, everyState } from './administration-answers.ts';
import { answerYouTrack, connectionIs, PAGE } from './administration-steps.ts';
import type { Screen, Stage } from './screen.ts';
import { administer, choose, holdBack, putOnBoard } from './steps.ts';

const open = () => PAGE;
const LISTING = '**/api/admin/projects?*';

async function chooseTwo(stage: Stage): Promise<void> {
  for (const key of ['HELP', 'WEB']) {
    await tick(stage.widget.locator(`[data-project="${key}"] [data-test~="project-choose"]`));
  }
  await choose(stage, 'connect-board', '🛠️ Platform');
}

export const PROJECTS_TO_CONNECT: readonly Screen[] = [
  {
    key: 'administration-projects-none',
    says: 'the third step: no project is connected yet',
    open,
    shows: '[data-test~="project"]',
  },
  {
    key: 'administration-projects-loading',
    says: 'YouTrack is listing its projects',
    open: async ({ page }) => {
      await leaveUnanswered(page, LISTING);
      return PAGE;
    },
    shows: '[data-test~="projects-loading"]',
  },
  {
    key: 'administration-projects-nothing',
    says: 'there is no project at all',
    open: async ({ page }) => {
      await page.route(LISTING, (route) => route.fulfill({ json: [] }));
      return PAGE;
    },
    shows: '[data-test~="no-projects"]',
  },
  {
    key: 'administration-projects-error',
    says: 'YouTrack does not list its projects',
    open: async ({ page }) => {
      await page.route(LISTING, (route) => route.fulfill({ status: 500, json: {} }));
      return PAGE;
    },
    shows: '[data-test~="projects-failed"]',
  },
  {
    key: 'administration-projects-chosen',
    says: 'two are chosen, and the board they go on',
    open,
    act: chooseTwo,
    shows: '[data-test~="connect"]:enabled',
  },
  {
    key: 'administration-projects-attaching',
    says: 'the app is being attached to them',
    open: async (stage) => {
      await holdBack(stage, 'appConfigurations');
      return PAGE;
    },
    act: async (stage) => {
      await chooseTwo(stage);
      await stage.part('connect').click();
    },
    shows: '[data-test~="connect-progress"]',
  },
  {
    key: 'administration-projects-refused',
    says: 'the app could not be attached to one of them: which one, and why',
    open: async ({ world, page }) => {
      const refused = `/admin/projects/${await idOf(world, 'admin/projects/HELP')}/appConfigurations`;
      await page.route(
        (url) => url.pathname.endsWith(refused),
        (route) =>
          route.request().method() === 'POST' ? route.fulfill({ status: 403, json: {} }) : route.fallback(),
      );
      return PAGE;
    },
    act: async (stage) => {
      await chooseTwo(stage);
      await stage.part('connect').click();
      await answerYouTrack(stage, 'Allow');
      await stage.part('connect-progress').getByText('Attaching 2 of 2').waitFor();
      await answerYouTrack(stage, 'Allow');
    },
    shows: '[data-test~="connect-left"]',
    after: async ({ world }) => {
      await administer(world, 'disconnect', { project: 'WEB', board: OTHER_BOARD, onBoard: 'keep' });
      await attach(world, 'WEB', false);
    },
  },
  {
    key: 'administration-projects-stopped',
    says: 'YouTrack was denied to attach it: what is left',
    open,
    act: async (stage) => {
      await chooseTwo(stage);
      await stage.part('connect').click();
      await answerYouTrack(stage, 'Deny');
    },
    shows: '[data-test~="connect-not-asked"]',
    after: ({ world }) => putOnBoard(world),
  },
];

export const PROJECTS_CONNECTED: readonly Screen[] = [
  {
    key: 'administration-projects',
    says: 'several connected ones, in every state, and what needs somebody',
    open: (stage) => everyState(stage),
    shows: '[data-test~="project"][data-state="importing"]',
  },
  {
    key: 'administration-projects-waiting',
    says: 'Ducalis asked to wait',
    open: (stage) => everyState(stage, { notBefore: Date.parse('2026-03-02T10:20:00Z') }),
    shows: '[data-test~="project"][data-state="waiting"]',
  },
  {
    key: 'administration-projects-no-match',
    says: 'a search that finds nothing',
    open,
    act: ({ part }) => part('project-search').fill('invoices'),
    shows: '[data-test~="project-no-match"]',
  },
  {
    key: 'administration-projects-disconnect',
    says: 'what becomes of the issues of a project, before it is taken off its board',
    open,
    act: ({ part }) => part('project-disconnect').first().click(),
    shows: '[data-test~="disconnect-keep"]',
  },
  {
    key: 'administration-projects-abandoned',
    says: 'projects that were deleted or detached, and one whose issues are being removed',
    open: everyAbandoned,
    shows: '[data-test~="abandoned-removing"]',
  },
  {
    key: 'administration-projects-abandoned-remove',
    says: 'how many issues a removal concerns, before it begins',
    open: everyAbandoned,
    act: ({ part }) => part('abandoned-remove').nth(1).click(),
    shows: '[data-test~="abandoned-count"]',
  },
  {
    key: 'administration-boards-some',
    says: 'administrators of projects may choose one board only',
    open: async ({ world }) => {
      await administer(world, 'allowed-boards', { before: null, boards: ['1'] });
      return PAGE;
    },
    shows: '[data-test~="allowed-board"]',
    after: ({ world }) => administer(world, 'allowed-boards', { before: ['1'], boards: null }),
  },
  {
    key: 'administration-suspended',
    says: 'Ducalis does not accept the token any more: nothing is sent',
    open: (stage) => connectionIs(stage, { state: 'suspended', reason: 'token-rejected' }),
    shows: '[data-test~="projects-paused"]',
  },
];
