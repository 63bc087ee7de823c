/** Projects in every state, as YouTrack and the app would answer. */
import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import { leaveUnanswered } from '../fixtures/pages.ts';
import { abandonedProject, lookedProject } from '../widgets/overview.ts';
import { changeHealth, changeOverview, PAGE } from './administration-steps.ts';
import type { Stage } from './screen.ts';

/** Beside the project of the seed. */
export const PROJECTS = [
  ['APP', 'Mobile app'],
  ['CRM', 'Customer success'],
  ['DATA', 'Data platform'],
  ['HELP', 'Help centre'],
  ['OPS', 'Operations'],
  ['PAY', 'Payments'],
  ['WEB', 'Website and marketing campaigns in all countries'],
] as const;

type Connected = Overview['projects'][number];
type Looked = Health['projects'][number];

const BOARDS = [
  { id: '1', name: 'Product backlog', emoji: '🚀' },
  { id: '2', name: 'Platform', emoji: '🛠️' },
] as const satisfies Overview['boards'];

function connected(
  key: string,
  project: Partial<Connected>,
  looked: Partial<Looked>,
): { readonly project: Connected; readonly looked: Looked } {
  const name = PROJECTS.find((known) => known[0] === key)?.[1] ?? key;
  return {
    project: {
      key,
      name,
      board: BOARDS[0],
      suspendedReason: null,
      sweptAt: null,
      isLeaving: false,
      ...project,
    },
    looked: lookedProject({ key, ...looked }),
  };
}

const STATES = [
  connected('APP', {}, { importState: 'running', checked: 1_250, total: 4_800 }),
  connected(
    'CRM',
    {},
    {
      needsAttention: 3,
      missingFields: ['Customer'],
      syncBackFields: ['Priority 🚀 Ducalis', 'Alignment 🧰 Ducalis'],
      staleSyncBackFields: ['Alignment 🧰 Ducalis'],
    },
  ),
  connected('DATA', { board: BOARDS[1] }, { queued: 12 }),
  connected('OPS', { board: BOARDS[1], suspendedReason: 'board-not-found' }, {}),
  connected('PAY', { isLeaving: true }, {}),
];

/** Projects that can do nothing about their issues any more, in every state. */
export async function everyAbandoned(stage: Stage): Promise<string> {
  const deleted = abandonedProject({ board: BOARDS[0] });
  const sweptAt = Date.parse('2026-03-02T07:05:00Z');
  // The app knows nothing of them, and would say so.
  await leaveUnanswered(stage.page, '**/admin/abandoned-step*');
  await changeOverview(stage, (overview) => ({
    ...overview,
    abandoned: [
      deleted,
      { ...deleted, project: 'WEB', name: PROJECTS[6][1], why: 'detached', issues: 1_250, sweptAt },
      { ...deleted, board: BOARDS[1], project: 'OLDER', state: 'removing', goesOnAlone: false },
    ],
  }));
  return PAGE;
}

/** Beside the real project, which is up to date. @param more of the connection. */
export async function everyState(stage: Stage, more: Partial<Overview['connection']> = {}): Promise<string> {
  await changeOverview(stage, (overview) => ({
    ...overview,
    connection: { ...overview.connection, ...more },
    projects: [...overview.projects, ...STATES.map(({ project }) => project)],
  }));
  await changeHealth(stage, (health) => ({
    ...health,
    projects: [...health.projects, ...STATES.map(({ looked }) => looked)],
  }));
  return PAGE;
}
