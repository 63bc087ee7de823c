/** The demo's project and how it is matched with the sandbox's first board. */
import { join } from 'node:path';
import type { Configuration } from '../../src/shared/api.ts';
import { PROJECT_ROOT } from '../project.ts';

export const DEMO_SEED = join(PROJECT_ROOT, 'tools/demo/seed.json');
export const DEMO_PROJECT = 'DEMO';
export const DEMO_BOARD = '1';

export const DEMO_CONFIGURATION: Configuration = {
  board: { id: DEMO_BOARD, name: 'Product backlog', emoji: '🚀' },
  builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
  matches: [
    { field: 'Customer', key: 'customer' },
    { field: 'Story points', key: 'story_points' },
    { field: 'Component', key: 'component' },
    { field: 'Due date', key: 'due_date' },
    { field: 'Platforms', key: 'platforms' },
  ],
};
