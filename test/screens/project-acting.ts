/** The project tab: import, people, activity. */
import { ActivitySchema } from '../../src/shared/journal.ts';
import { PeopleSchema } from '../../src/shared/project-page.ts';
import { BULK, configure, fault, ODD_NAME, refuseOddNames, steerImport } from '../fixtures/life.ts';
import { PROJECT, type World } from '../fixtures/world.ts';
import type { Scene, Screen } from './screen.ts';
import {
  attachApp,
  changeAnswer,
  failingAt,
  garble,
  heal,
  LEAD,
  onTab,
  openTab,
  PROJECT_PAGE,
  SETTINGS,
  saveToken,
  waitingFor,
} from './steps.ts';

const open = () => PROJECT_PAGE;
const importing = (state: string) => `[data-test~="import-state"][data-state="${state}"]`;

const imports: readonly Screen[] = [
  {
    key: 'project-import-running',
    says: 'under way',
    ...onTab('import'),
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
    ...onTab('import'),
    shows: importing('done'),
  },
  {
    key: 'project-import-loading',
    says: 'being read',
    open: waitingFor('project/import'),
    act: (stage) => openTab(stage, 'import'),
    shows: '[data-test~="import-loading"]',
  },
  {
    key: 'project-import-error',
    says: 'could not be read',
    open: failingAt('project/import'),
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
  await refuseOddNames(world);
  await world.createIssue(ODD_NAME);
  await world.createIssue(`${ODD_NAME}, and another`);
  await world.pass(60_000);
}

const COLLEAGUES = ['Andersen', 'Bauer', 'Costa', 'Duran', 'Eklund', 'Hansen', 'Ivanova', 'Jensen', 'Kaplan']
  .flatMap((name) => ['Anna', 'Boris', 'Chloe', 'David'].map((first) => `${first} ${name}`))
  .map((name) => {
    const login = name.toLowerCase().replace(' ', '.');
    return { login, name, email: `${login}@nordlicht.example`, access: 'unknown' as const };
  });

const people: readonly Screen[] = [
  {
    key: 'project-people',
    says: 'the team, and who of it is on the board',
    ...onTab('people'),
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
    key: 'project-people-empty',
    says: 'nobody is in the team',
    open: async (stage) => {
      await changeAnswer(stage, 'project/people', PeopleSchema, (people) => ({ ...people, members: [] }));
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'people'),
    shows: '[data-test~="no-team"]',
  },
  {
    key: 'project-people-many',
    says: 'many are in the team: they are searched',
    open: async (stage) => {
      await changeAnswer(stage, 'project/people', PeopleSchema, (people) => ({
        ...people,
        members: [...people.members, ...COLLEAGUES],
      }));
      return PROJECT_PAGE;
    },
    act: async (stage) => {
      await openTab(stage, 'people');
      await stage.part('member-search').fill('an');
    },
    shows: '[data-test~="member-found"]',
  },
  {
    key: 'project-people-loading',
    says: 'Ducalis is being asked',
    open: waitingFor('project/people'),
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
    ...onTab('activity'),
    shows: '[data-test~="attention"]',
  },
  {
    key: 'project-activity-more',
    says: 'more issues need attention than are listed',
    open: async (stage) => {
      await changeAnswer(stage, 'project/activity', ActivitySchema, (activity) => ({
        ...activity,
        hasMore: true,
      }));
      return PROJECT_PAGE;
    },
    act: (stage) => openTab(stage, 'activity'),
    shows: '[data-test~="attention-more"]',
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
    open: waitingFor('project/activity'),
    act: (stage) => openTab(stage, 'activity'),
    shows: '[data-test~="activity-loading"]',
  },
  {
    key: 'project-activity-error',
    says: 'could not be read',
    open: failingAt('project/activity'),
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
      ...onTab('activity'),
      shows: '[data-test~="journal-empty"]',
    },
    ...imports,
    ...people,
    ...activity,
  ],
};
