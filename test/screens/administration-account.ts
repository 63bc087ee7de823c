/** The administration page until it is connected: the API token of Ducalis, then a token of YouTrack. */
import { saveDucalisToken } from '../../tools/stand-ins/connect.ts';
import { READING } from './administration-reading.ts';
import {
  addressIsKnown,
  answerYouTrack,
  connectionIs,
  fails,
  OVERVIEW,
  PAGE,
  saveTyped,
  unfold,
} from './administration-steps.ts';
import type { Scene, Screen } from './screen.ts';
import { administer, askAs, DEVELOPER, garble, heal, holdBack, saveToken } from './steps.ts';

const open = () => PAGE;

const account: readonly Screen[] = [
  {
    key: 'administration-not-connected',
    says: 'the first step: the API token of Ducalis',
    open,
    shows: '[data-test~="ducalisToken-input"]',
  },
  {
    key: 'administration-loading',
    says: 'the answer is still out',
    open: async (stage) => {
      await holdBack(stage, OVERVIEW);
      return PAGE;
    },
    shows: '[data-test~="settings-loading"]',
  },
  {
    key: 'administration-error',
    says: 'the app failed, with a reference for whoever looks into it',
    open: (stage) => fails(stage, OVERVIEW),
    shows: '[data-test~="error-reference"]',
  },
  {
    key: 'administration-no-permission',
    says: 'for somebody who is not a system administrator',
    open: async (stage) => {
      await askAs(stage, OVERVIEW, DEVELOPER);
      return PAGE;
    },
    shows: '[data-test~="error-panel"]',
  },
  {
    key: 'administration-wrong-kind',
    says: 'a token of YouTrack where that of Ducalis belongs: nothing is sent',
    open,
    act: (stage) => saveTyped(stage, 'ducalisToken', 'perm:YWRtaW4=.RHVjYWxpcw==.c2lnbmF0dXJl'),
    shows: 'text=This is a YouTrack token',
  },
  {
    key: 'administration-denied',
    says: "YouTrack's question was answered with Deny",
    open,
    act: async (stage) => {
      await saveTyped(stage, 'ducalisToken', stage.world.standIns.ducalisToken);
      await answerYouTrack(stage, 'Deny');
    },
    shows: '[data-test~="error-panel"]',
  },
  {
    key: 'administration-wrong-token',
    says: 'Ducalis does not know the token',
    open: async ({ world }) => {
      await saveDucalisToken(world.as('admin'), 'not-the-token');
      return PAGE;
    },
    shows: '[data-test~="step-account"][data-state="attention"]',
    after: ({ world }) => saveToken(world),
  },
  {
    key: 'administration-no-boards',
    says: 'connected with an organisation that has no board yet',
    open: (stage) => connectionIs(stage, { state: 'failed', reason: 'no-boards' }, { boards: [] }),
    shows: '[data-test~="step-account"][data-state="attention"]',
  },
  {
    key: 'administration-boards-unreadable',
    says: 'Ducalis lists boards that this version cannot read',
    open: (stage) => connectionIs(stage, { state: 'connected' }, { unreadableBoards: 2 }),
    act: (stage) => unfold(stage, 'account'),
    shows: '[data-test~="boards-unreadable"]',
  },
  {
    key: 'administration-test-failed',
    says: 'Ducalis gave no answer to the last test',
    open: async ({ world }) => {
      await garble(world, '/boards$');
      await administer(world, 'test-connection', {});
      return PAGE;
    },
    shows: '[data-test~="connection-state"]',
    after: async ({ world }) => {
      await heal(world);
      await saveToken(world);
    },
  },
  {
    key: 'administration-account',
    says: 'the first step is done, unfolded again',
    open,
    act: (stage) => unfold(stage, 'account'),
    shows: '[data-test~="push-supported"]',
  },
  {
    key: 'administration-account-disconnect',
    says: 'what disconnecting means, before it is done',
    open,
    act: async (stage) => {
      await unfold(stage, 'account');
      await stage.part('disconnect-account').click();
    },
    shows: '[data-test~="ring-confirm"]',
  },
];

export const ADMINISTRATION_SETTING_UP: Scene = {
  name: 'the administration page, steps 1 and 2',
  login: 'admin',
  prepare: async () => undefined,
  dress: addressIsKnown,
  screens: [...account, ...READING],
};
