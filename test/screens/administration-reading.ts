/** The second step of the administration page: Ducalis gets a token of YouTrack, from the app or by hand. */
import { PROJECT, type World } from '../fixtures/world.ts';
import { addressIsKnown, fails, PAGE, readingIs, unfold } from './administration-steps.ts';
import type { Scene, Screen } from './screen.ts';
import { administer, answerFor, holdBack, saveToken } from './steps.ts';

const open = () => PAGE;

async function saveYouTrackToken(world: World, token: string): Promise<void> {
  const globalSettings = JSON.stringify({ youtrackToken: token });
  await world.as('admin').post('admin/apps/ducalis/globalConfig', { globalSettings });
}

const handOver = (world: World) => administer(world, 'integration', { how: 'send', project: PROJECT });

/** They follow a saved token of Ducalis. */
export const READING: readonly Screen[] = [
  {
    key: 'administration-reading-no-issue',
    says: 'the address of this YouTrack is not known before the first issue',
    open: async (stage) => {
      await answerFor(stage, 'api/issues', []);
      return PAGE;
    },
    shows: '[data-test~="no-address"]',
  },
  {
    key: 'administration-reading-address-loading',
    says: 'the address of this YouTrack is being looked up',
    open: async (stage) => {
      await holdBack(stage, 'admin/address');
      return PAGE;
    },
    shows: '[data-test~="address-loading"]',
  },
  {
    key: 'administration-reading-address-error',
    says: 'the address of this YouTrack could not be looked up',
    open: (stage) => fails(stage, 'admin/address'),
    shows: 'text=Could not find the address',
  },
  {
    key: 'administration-reading',
    says: 'the second step: the address, and a token to be made',
    open,
    shows: '[data-test~="base-url"]',
  },
  {
    key: 'administration-reading-token-saved',
    says: 'the token is saved and can be handed over',
    open: async ({ world }) => {
      await saveYouTrackToken(world, 'perm:YWRtaW4=.RHVjYWxpcw==.c2lnbmF0dXJl');
      return PAGE;
    },
    shows: '[data-test~="send-token"]:enabled',
  },
  {
    key: 'administration-reading-asking',
    says: 'Ducalis is trying the token',
    open: (stage) => readingIs(stage, { state: 'asking' }),
    shows: 'text=Ducalis is trying the token',
    after: async ({ world }) => {
      await handOver(world);
      await world.pass(1_000);
    },
  },
  {
    key: 'administration-reading-refused',
    says: 'Ducalis could not read with it, and why',
    open,
    shows: '[data-test~="integration-complaint"]',
  },
  {
    key: 'administration-reading-failed',
    says: 'Ducalis gave no answer',
    open: (stage) => readingIs(stage, { state: 'failed', complaint: null }),
    shows: '[data-test~="integration-failed"]',
    after: async ({ world }) => {
      await saveYouTrackToken(world, world.standIns.tokens.get('admin') ?? 'the seed has no admin');
      await handOver(world);
      await world.pass(1_000);
    },
  },
  {
    key: 'administration-reading-connected',
    says: 'as whom Ducalis reads, how many projects, and what it has to say of the token',
    open: (stage) =>
      readingIs(stage, { notes: ['The owner of this token cannot see private fields of 2 projects.'] }),
    act: (stage) => unfold(stage, 'reading'),
    shows: '[data-test~="integration-notes"]',
  },
];

export const ADMINISTRATION_BY_HAND: Scene = {
  name: 'the administration page, with the Ducalis of today',
  login: 'admin',
  documentedOnly: true,
  prepare: saveToken,
  dress: addressIsKnown,
  screens: [
    {
      key: 'administration-by-hand',
      says: 'the token is given to Ducalis by hand',
      open,
      shows: '[data-test~="by-hand"]',
      after: ({ world }) => administer(world, 'integration', { how: 'by-hand' }),
    },
    {
      key: 'administration-by-hand-done',
      says: 'somebody has said that it is done; what this Ducalis cannot do',
      open,
      act: async (stage) => {
        await unfold(stage, 'account');
        await unfold(stage, 'reading');
      },
      shows: '[data-test~="push-unsupported"]',
    },
  ],
};
