/** What the app answers about a connection that works and has a project, for the tests of the health view. */
import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import { connectedProject, lookedProject as projectOf, overviewWith as viewOf } from './overview.ts';

/** The moment in which the tests look, in ms. */
export const NOW = 1_900_000_000_000;

export type ProjectOfOverview = Overview['projects'][number];
export type ProjectOfHealth = Health['projects'][number];

export function listedProject(change: Partial<ProjectOfOverview> = {}): ProjectOfOverview {
  return connectedProject({ name: 'Demo project', sweptAt: NOW - 120_000, ...change });
}

export function overviewWith(
  connection: Partial<Overview['connection']> = {},
  change: Partial<Omit<Overview, 'connection'>> = {},
): Overview {
  const view = viewOf({
    connection: { checkedAt: NOW - 3_600_000, ...connection },
    hasYouTrackToken: true,
    projects: [listedProject()],
  });
  return {
    ...view,
    integration: { ...view.integration, state: 'connected', user: 'admin', at: NOW },
    ...change,
  };
}

export function lookedProject(change: Partial<ProjectOfHealth> = {}): ProjectOfHealth {
  return projectOf({ sweptAt: NOW - 120_000, ...change });
}

export function healthWith(...projects: readonly Partial<ProjectOfHealth>[]): Health {
  return { answeredAt: NOW - 60_000, lanes: [], projects: projects.map(lookedProject) };
}

export type LaneOfHealth = Health['lanes'][number];

/** Issues that Ducalis does not take, with an error of its own, for a minute. */
export function laneOf(change: Partial<LaneOfHealth> = {}): LaneOfHealth {
  return {
    kind: 'upserts',
    board: { id: '7', name: 'Growth' },
    since: NOW - 60_000,
    retryAt: NOW + 60_000,
    speaker: 'complaint',
    status: 500,
    detail: 'Out of order.',
    ...change,
  };
}
