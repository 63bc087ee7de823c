/** What the app answers about a connection that works, for the tests of the administration page. */
import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';

/** The moment in which the tests look, in ms. */
export const NOW = 1_900_000_000_000;

export type ProjectOfOverview = Overview['projects'][number];
export type ProjectOfHealth = Health['projects'][number];

export function listedProject(change: Partial<ProjectOfOverview> = {}): ProjectOfOverview {
  return {
    key: 'DEMO',
    name: 'Demo project',
    board: { id: '7', name: 'Growth', emoji: '🚀' },
    suspendedReason: null,
    sweptAt: NOW - 120_000,
    isLeaving: false,
    ...change,
  };
}

export function overviewWith(
  connection: Partial<Overview['connection']> = {},
  change: Partial<Omit<Overview, 'connection'>> = {},
): Overview {
  return {
    connection: {
      state: 'connected',
      reason: null,
      checkedAt: NOW - 3_600_000,
      push: 'supported',
      notBefore: null,
      ...connection,
    },
    hasYouTrackToken: true,
    integration: { state: 'connected', user: 'admin', complaint: null, at: NOW },
    boards: [{ id: '7', name: 'Growth', emoji: '🚀' }],
    allowedBoards: null,
    projects: [listedProject()],
    ...change,
  };
}

export function lookedProject(change: Partial<ProjectOfHealth> = {}): ProjectOfHealth {
  return {
    key: 'DEMO',
    queued: 0,
    needsAttention: 0,
    importState: 'done',
    sweptAt: NOW - 120_000,
    missingFields: [],
    unfitFields: [],
    missingValues: [],
    syncBackFields: [],
    staleSyncBackFields: [],
    ...change,
  };
}

export function healthWith(...projects: readonly Partial<ProjectOfHealth>[]): Health {
  return { answeredAt: NOW - 60_000, projects: projects.map(lookedProject) };
}
