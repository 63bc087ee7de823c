/** The project tab: import, people, activity. */
import { BULK, configure, fault, steerImport } from '../fixtures/life.ts';
import { PROJECT, type World } from '../fixtures/world.ts';
import type { Scene, Screen } from './screen.ts';
import {
  attachApp,
  breakApp,
  garble,
  heal,
  holdBack,
  LEAD,
  openTab,
  PROJECT_PAGE,
  SETTINGS,
  saveToken,
} from './steps.ts';

const open = () => PROJECT_PAGE;
const importing = (state: string) => `[data-test~="import-state"][data-state="${state}"]`;

const imports: readonly Screen[] = [
  {
    key: 'project-import-running',
    says: 'under way',
    open,
    act: (stage) => openTab(stage, 'import'),
    shows: importing('running'),
  },
  {
    key: 'project-import-paused',
    says: 'paused',
    open: async ({ world }) => {
      await steerImport(world, 'pause', LEAD);
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'import'),
    shows: importing('paused'),
    after: ({ world }) => steerImport(world, 'resume', LEAD),
  },
  {
    key: 'project-import-sending',
    says: 'all were looked at, some are still to be sent',
    open: async ({ world }) => {
      await fault(world, { match: BULK, fault: { kind: 'status', status: 503 } });
      await world.pass(5_000);
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'import'),
    shows: importing('done'),
    after: async ({ world }) => {
      await heal(world);
      await world.pass(20 * 60_000);
    },
  },
  {
    key: 'project-import',
    says: 'up to date',
    open,
    act: (stage) => openTab(stage, 'import'),
    shows: importing('done'),
  },
  {
    key: 'project-import-loading',
    says: 'being read',
    open: async (stage) => {
      await holdBack(stage, 'project/import');
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'import'),
    shows: '[data-test~="import-loading"]',
  },
  {
    key: 'project-import-error',
    says: 'could not be read',
    open: async (stage) => {
      await breakApp(stage, 'project/import');
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'import'),
    shows: '[data-test~="error-panel"]',
  },
  {
    key: 'project-import-attention',
    says: 'an issue that Ducalis did not take',
    open: async ({ world }) => {
      await refuseTwo(world);
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'import'),
    shows: '[data-test~="import-attention"]',
  },
];

async function refuseTwo(world: World): Promise<void> {
  await world.createIssue(`Export everything ${'and more '.repeat(120)}`);
  await world.createIssue(`Translate the shop ${'and more '.repeat(120)}`);
  await world.pass(60_000);
}

const people: readonly Screen[] = [
  {
    key: 'project-people',
    says: 'the team, and who of it is on the board',
    open,
    act: (stage) => openTab(stage, 'people'),
    shows: '[data-test~="team"]',
  },
  {
    key: 'project-people-invited',
    says: 'everybody is invited',
    open,
    act: async (stage) => {
      await openTab(stage, 'people');
      await stage.part('invite-all').click();
      await stage.widget.locator('[data-access="pending"]').first().waitFor();
    },
    shows: '[data-test~="invite-all"]:disabled',
  },
  {
    key: 'project-people-loading',
    says: 'Ducalis is being asked',
    open: async (stage) => {
      await holdBack(stage, 'project/people');
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'people'),
    shows: '[data-test~="people-loading"]',
  },
  {
    key: 'project-people-error',
    says: 'Ducalis answers with a page of its own',
    open: async ({ world }) => {
      await garble(world, '/members');
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'people'),
    shows: '[data-test~="error-panel"]',
    after: ({ world }) => heal(world),
  },
];

const activity: readonly Screen[] = [
  {
    key: 'project-activity',
    says: 'what needs attention, and what happened',
    open,
    act: (stage) => openTab(stage, 'activity'),
    shows: '[data-test~="attention"]',
  },
  {
    key: 'project-activity-filtered',
    says: 'a filter that nothing fits',
    open,
    act: async (stage) => {
      await openTab(stage, 'activity');
      await stage.part('journal-issue').fill('NO-1');
    },
    shows: '[data-test~="journal-none"]',
  },
  {
    key: 'project-activity-loading',
    says: 'being read',
    open: async (stage) => {
      await holdBack(stage, 'project/activity');
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'activity'),
    shows: '[data-test~="activity-loading"]',
  },
  {
    key: 'project-activity-error',
    says: 'could not be read',
    open: async (stage) => {
      await breakApp(stage, 'project/activity');
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'activity'),
    shows: '[data-test~="error-panel"]',
  },
];

export const PROJECT_ACTING: Scene = {
  name: 'the project tab: import, people, activity',
  login: LEAD,
  async prepare(world) {
    await saveToken(world);
    await attachApp(world);
    await configure(world, PROJECT, SETTINGS);
  },
  screens: [
    {
      key: 'project-activity-empty',
      says: 'nothing has happened yet',
      open,
      act: (stage) => openTab(stage, 'activity'),
      shows: '[data-test~="journal-empty"]',
    },
    ...imports,
    ...people,
    ...activity,
  ],
};
