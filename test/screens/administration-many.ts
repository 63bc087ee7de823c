/** The administration page of an organisation with many projects and boards. */
import type { Board } from '../../src/shared/api.ts';
import { lookedProject } from '../widgets/overview.ts';
import { changeHealth, changeOverview, PAGE, unfold } from './administration-steps.ts';
import type { Screen, Stage } from './screen.ts';
import { administer } from './steps.ts';

const TEAMS = ['Checkout', 'Search', 'Accounts', 'Reports', 'Logistics', 'Returns', 'Pricing', 'Partners'];
const COUNTRIES = [
  'Austria',
  'Denmark',
  'Finland',
  'France',
  'Germany',
  'Italy',
  'Norway',
  'Poland',
  'Spain',
];

const BOARDS: readonly Board[] = COUNTRIES.flatMap((country, row) =>
  TEAMS.map((team, column) => ({
    id: `${100 + 10 * row + column}`,
    name: `${team} ${country}`,
    emoji: null,
  })),
);

/** One project for each board; those of a country need somebody. */
async function many(stage: Stage): Promise<string> {
  const projects = BOARDS.map((board) => ({ key: `P${board.id}`, name: board.name, board }));
  await changeOverview(stage, (overview) => ({
    ...overview,
    boards: [...overview.boards, ...BOARDS],
    projects: projects.map((project) => ({
      ...project,
      suspendedReason: null,
      sweptAt: null,
      isLeaving: false,
    })),
  }));
  await changeHealth(stage, (health) => ({
    ...health,
    projects: projects.map(({ key, name }) =>
      lookedProject({ key, needsAttention: /Norway|Poland/.test(name) ? 2 : 0 }),
    ),
  }));
  return PAGE;
}

/** Leaves a few rows of each list that is not meant. */
async function findFew({ part }: Stage): Promise<void> {
  for (const list of ['project', 'finding', 'health-project']) await part(`${list}-search`).fill('norway');
}

export const MANY: readonly Screen[] = [
  {
    key: 'administration-health-many',
    says: 'many projects: what needs somebody, and the projects, are searched',
    open: many,
    act: findFew,
    shows: '[data-test~="health-project-found"]',
  },
  {
    key: 'administration-account-many',
    says: 'the first step, unfolded, with many boards',
    open: many,
    act: async (stage) => {
      await findFew(stage);
      await unfold(stage, 'account');
    },
    shows: '[data-test~="board-more"]',
  },
  {
    key: 'administration-boards-many',
    says: 'administrators of projects may choose some of many boards',
    open: many,
    act: async (stage) => {
      await findFew(stage);
      await stage.part('allowed-some').press('Space');
      await stage.part('allowed-board-search').fill('norway');
      await stage.part('allowed-board-choose').first().press('Space');
    },
    shows: '[data-test~="allowed-board-found"]',
  },
  {
    key: 'administration-boards-conflict',
    says: 'somebody else has released other boards meanwhile',
    open: async ({ world }) => {
      await administer(world, 'allowed-boards', { before: null, boards: ['1'] });
      return PAGE;
    },
    act: async ({ world, part }) => {
      await part('allowed-board-choose').first().press('Space');
      await administer(world, 'allowed-boards', { before: ['1'], boards: ['1', '2'] });
      await part('allowed-save').click();
    },
    shows: '[data-test~="conflict"]',
    after: ({ world }) => administer(world, 'allowed-boards', { before: ['1', '2'], boards: null }),
  },
];
