/** The project tab before a board is saved, and all that can be the matter with the connection afterwards. */

import { openSelect } from '../e2e/visit.ts';
import { configure, fault, sandboxControl } from '../fixtures/life.ts';
import { BOARD, PROJECT } from '../fixtures/world.ts';
import type { Scene, Screen, Stage } from './screen.ts';
import {
  administer,
  askAs,
  attachApp,
  choose,
  DEVELOPER,
  failingAt,
  garble,
  heal,
  holdBack,
  LEAD,
  onTab,
  openTab,
  PROJECT_PAGE,
  putOnBoard,
  SETTINGS,
  saveToken,
  waitingFor,
} from './steps.ts';

const open = () => PROJECT_PAGE;
const SETTINGS_CALL = 'project/settings';

const settingUp: readonly Screen[] = [
  {
    key: 'project-no-connection',
    says: 'a system administrator has not connected Ducalis',
    open,
    shows: '[data-test~="no-boards"]',
    after: ({ world }) => saveToken(world),
  },
  {
    key: 'project-loading',
    says: 'the settings are being read',
    open: waitingFor(SETTINGS_CALL),
    shows: '[data-test~="project-loading"]',
  },
  {
    key: 'project-error',
    says: 'the app failed, with a reference for an administrator',
    open: failingAt(SETTINGS_CALL),
    shows: '[data-test~="error-reference"]',
  },
  {
    key: 'project-no-permission',
    says: 'for somebody who does not administer the project',
    open: async (stage) => {
      await askAs(stage, SETTINGS_CALL, DEVELOPER);
      return PROJECT_PAGE;
    },
    shows: '[data-test~="error-panel"]',
  },
  {
    key: 'project-no-boards',
    says: 'a system administrator has released no board',
    open: async ({ world }) => {
      await administer(world, 'allowed-boards', { before: null, boards: [] });
      return PROJECT_PAGE;
    },
    shows: '[data-test~="no-boards"]',
    after: ({ world }) => administer(world, 'allowed-boards', { before: [], boards: null }),
  },
  {
    key: 'project-not-connected',
    says: 'the first step: a board',
    open,
    shows: '[data-test~="board-select"]',
  },
  {
    key: 'project-board-choice',
    says: 'the boards to choose from',
    open,
    act: ({ part }) => openSelect(part('board-select')),
    shows: '[data-test~="ring-popup"]',
  },
  {
    key: 'project-fields-no-board',
    says: 'fields, before a board is chosen',
    ...onTab('fields'),
    shows: '[data-test~="no-board"]',
  },
  {
    key: 'project-import-no-board',
    says: 'import, before a board is saved',
    open,
    act: async (stage) => {
      await choose(stage, 'board-select', '🚀 Product backlog');
      await openTab(stage, 'import');
    },
    shows: '[data-test~="unsaved-guard"]',
  },
];

export const PROJECT_SETTING_UP: Scene = {
  name: 'the project tab, until a board is saved',
  login: LEAD,
  prepare: attachApp,
  screens: settingUp,
};

async function change(stage: Stage): Promise<void> {
  await openTab(stage, 'issues');
  await stage.part('unresolved-only').check();
}

const connected: readonly Screen[] = [
  {
    key: 'project-board',
    says: 'connected',
    open,
    shows: '[data-test~="connection-state"][data-kind="success"]',
  },
  {
    key: 'project-board-changes',
    says: 'what another board would mean, before it is saved',
    open,
    act: (stage) => choose(stage, 'board-select', '🛠️ Platform'),
    shows: '[data-test~="board-changes"]',
  },
  {
    key: 'project-saving',
    says: 'being saved',
    open,
    act: async (stage) => {
      await change(stage);
      await holdBack(stage, SETTINGS_CALL);
      await stage.part('save').click();
    },
    shows: '[data-test~="save"]:disabled',
  },
  {
    key: 'project-save-failed',
    says: 'Ducalis gave no answer to a save: nothing is lost',
    open: async ({ world }) => {
      await garble(world, '/boards$');
      return PROJECT_PAGE;
    },
    act: async (stage) => {
      await change(stage);
      await stage.part('save').click();
    },
    shows: '[data-test~="error-panel"]',
    after: ({ world }) => heal(world),
  },
  {
    key: 'project-conflict',
    says: 'somebody else has saved meanwhile',
    open,
    act: async (stage) => {
      await change(stage);
      await configure(stage.world, PROJECT, { ...SETTINGS, matches: SETTINGS.matches.slice(0, 3) });
      await stage.part('save').click();
    },
    shows: '[data-test~="conflict"]',
    after: ({ world }) => world.pass(60_000),
  },
  {
    key: 'project-waiting',
    says: 'Ducalis asked to wait',
    open: async ({ world }) => {
      await fault(world, { fault: { kind: 'status', status: 429, retryAfter: 600 } });
      await world.createIssue('Offer express delivery');
      await world.pass(30_000);
      return PROJECT_PAGE;
    },
    shows: '[data-test~="connection-state"][data-kind="warning"]',
    after: async ({ world }) => {
      await heal(world);
      await world.pass(20 * 60_000);
    },
  },
  {
    key: 'project-leaving',
    says: 'issues are being taken off the board',
    open: async ({ world }) => {
      await administer(world, 'disconnect', { project: PROJECT, board: BOARD, onBoard: 'remove' });
      return PROJECT_PAGE;
    },
    shows: '[data-test~="connection-state"][data-kind="info"]',
    after: async ({ world }) => {
      await configure(world, PROJECT, SETTINGS);
      await world.pass(60_000);
    },
  },
  {
    key: 'project-suspended',
    says: 'the token was revoked',
    open: async ({ world }) => {
      await world.sandbox.post('sandbox/tokens', { revoke: world.standIns.ducalisToken });
      await world.createIssue('Pay by invoice');
      await world.pass(3_000);
      return PROJECT_PAGE;
    },
    shows: '[data-test~="connection-state"][data-kind="error"]',
    after: async ({ world }) => {
      await world.sandbox.post('sandbox/tokens', { add: world.standIns.ducalisToken });
      await world.pass(6 * 60_000);
    },
  },
  {
    key: 'project-board-gone',
    says: 'the board was deleted in Ducalis',
    open: async ({ world }) => {
      await sandboxControl(world).delete('sandbox/boards/1');
      await world.createIssue('Print a delivery note');
      await world.pass(60_000);
      return PROJECT_PAGE;
    },
    shows: '[data-test~="connection-state"][data-kind="error"]',
  },
];

export const PROJECT_CONNECTED: Scene = {
  name: 'the project tab: board and connection',
  login: LEAD,
  prepare: putOnBoard,
  screens: connected,
};

export const PROJECT_READING: Scene = {
  name: 'the project tab, with the Ducalis of today',
  login: LEAD,
  documentedOnly: true,
  prepare: (world) => putOnBoard(world, { ...SETTINGS, matches: [] }),
  screens: [
    {
      key: 'project-reading-only',
      says: 'this Ducalis takes no issues',
      open,
      shows: '[data-test~="connection-state"][data-kind="warning"]',
    },
    {
      key: 'project-fields-reading-only',
      says: 'fields are matched in Ducalis',
      ...onTab('fields'),
      shows: '[data-test~="matches-unsupported"]',
    },
  ],
};
