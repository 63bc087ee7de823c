/** The administration page of a connected Ducalis: projects, health, and what was asked when YouTrack moved. */
import { newProject } from '../fixtures/life.ts';
import type { World } from '../fixtures/world.ts';
import { PROJECTS } from './administration-answers.ts';
import { MANY } from './administration-many.ts';
import { PROJECTS_CONNECTED, PROJECTS_TO_CONNECT } from './administration-projects.ts';
import { addressIsKnown, connectionIs, fails, HEALTH, PAGE } from './administration-steps.ts';
import type { Scene, Screen } from './screen.ts';
import { administer, holdBack, saveToken } from './steps.ts';

const moved = { state: 'suspended', reason: 'instance-changed' } as const;

const health: readonly Screen[] = [
  {
    key: 'administration-health',
    says: 'all three steps are done and all is well; the diagnostics are unfolded',
    open: () => PAGE,
    act: ({ part }) => part('copy-diagnostics').click(),
    shows: '[data-test~="diagnostics"]',
  },
  {
    key: 'administration-health-loading',
    says: 'the projects are being looked at',
    open: async (stage) => {
      await holdBack(stage, HEALTH);
      return PAGE;
    },
    shows: '[data-test~="health-loading"]',
  },
  {
    key: 'administration-health-error',
    says: 'the projects could not be looked at',
    open: (stage) => fails(stage, HEALTH),
    shows: '[data-test~="health"] [data-test~="error-panel"]',
  },
  {
    key: 'administration-instance',
    says: 'this YouTrack has another address: was it moved, or is it a copy?',
    open: (stage) => connectionIs(stage, moved),
    shows: '[data-test~="instance-address"]',
  },
  {
    key: 'administration-instance-moved',
    says: 'what that it was moved would mean, before it is said',
    open: (stage) => connectionIs(stage, moved),
    act: ({ part }) => part('instance-moved').click(),
    shows: '[data-test~="ring-confirm"]',
  },
  {
    key: 'administration-instance-copy',
    says: 'what that it is a copy would mean, before it is said',
    open: (stage) => connectionIs(stage, moved),
    act: ({ part }) => part('instance-copy').click(),
    shows: '[data-test~="ring-confirm"]',
  },
];

/** Of the question about what was found on a board. */
const found = { ...moved, asksAbout: 'items' } as const;

const items: readonly Screen[] = [
  {
    key: 'administration-items',
    says: 'a board holds issues of this YouTrack that the app does not know: whose are they?',
    open: (stage) => connectionIs(stage, found),
    shows: '[data-test~="instance-question"]',
  },
  {
    key: 'administration-items-ours',
    says: 'what that they are of this YouTrack would mean, before it is said',
    open: (stage) => connectionIs(stage, found),
    act: ({ part }) => part('instance-moved').click(),
    shows: '[data-test~="ring-confirm"]',
  },
  {
    key: 'administration-items-theirs',
    says: 'what that they are of another YouTrack would mean, before it is said',
    open: (stage) => connectionIs(stage, found),
    act: ({ part }) => part('instance-copy').click(),
    shows: '[data-test~="ring-confirm"]',
  },
];

async function prepare(world: World): Promise<void> {
  await saveToken(world);
  await administer(world, 'integration', { how: 'by-hand' });
  for (const [key, name] of PROJECTS) await newProject(world, key, name);
}

export const ADMINISTRATION_CONNECTED: Scene = {
  name: 'the administration page, step 3 and health',
  login: 'admin',
  prepare,
  dress: addressIsKnown,
  screens: [...PROJECTS_TO_CONNECT, ...PROJECTS_CONNECTED, ...MANY, ...health, ...items],
};
