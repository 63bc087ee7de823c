/** A project as the app's handler answers it, for the tests of the widgets. */
import type { Board, BoardField, ProjectView } from '../../src/shared/api.ts';
import type { ProjectPage } from '../../src/shared/project-page.ts';
import type { MatchRow } from '../../widgets/project/model/draft.ts';

export const GROWTH: Board = { id: '7', name: 'Growth', emoji: '🚀' };
export const DEBT: Board = { id: '8', name: 'Tech debt', emoji: null };

export const BOARD_FIELDS: BoardField[] = [
  { key: 'impact', name: 'Impact', type: 'number', required: true, options: [], isCriterion: true },
  { key: 'notes', name: 'Notes', type: 'text_long', required: false, options: [], isCriterion: false },
  { key: 'due', name: 'Due', type: 'date', required: false, options: [], isCriterion: false },
];

export const FIELDS: ProjectView['fields'] = [
  { name: 'Priority', type: 'enum[1]' },
  { name: 'Type', type: 'enum[1]' },
  { name: 'Stage', type: 'state[1]' },
  { name: 'Assignee', type: 'user[1]' },
  { name: 'Story points', type: 'integer' },
  { name: 'Whatever', type: 'mystery[1]' },
];

export function projectView(change: Partial<ProjectView> = {}): ProjectView {
  return {
    key: 'DEMO',
    name: 'Demo project',
    revision: 4,
    nonce: 'stored-nonce',
    configuration: {
      board: GROWTH,
      builtIn: { status: 'Stage', type: 'Type', assignee: 'Assignee' },
      matches: [{ field: 'Story points', key: 'impact' }],
    },
    fields: FIELDS,
    suspendedReason: null,
    ...change,
  };
}

export function projectPage(
  project: Partial<ProjectView> = {},
  change: Partial<Omit<ProjectPage, 'project'>> = {},
): ProjectPage {
  return {
    project: projectView(project),
    boards: [GROWTH, DEBT],
    connection: {
      state: 'connected',
      reason: null,
      asksAbout: null,
      checkedAt: null,
      push: 'supported',
      notBefore: null,
    },
    isConnected: project.configuration !== null,
    isLeaving: false,
    ...change,
  };
}

export function matchRow(row: Partial<MatchRow>): MatchRow {
  return { id: 0, isAttribute: false, field: null, key: null, unit: null, values: null, ...row };
}
