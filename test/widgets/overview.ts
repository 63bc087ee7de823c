/** What the app answers to the administration page, for the tests of its parts. */
import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import { DEBT, GROWTH } from './project-view.ts';

export function connectedProject(change: Partial<Overview['projects'][number]> = {}) {
  return {
    key: 'DEMO',
    name: 'Demo',
    board: GROWTH,
    suspendedReason: null,
    sweptAt: null,
    isLeaving: false,
    abandoned: [],
    ...change,
  };
}

/** A deleted project that has left issues on a board. */
export function abandonedProject(
  change: Partial<Overview['abandoned'][number]> = {},
): Overview['abandoned'][number] {
  return {
    board: GROWTH,
    project: 'OLD',
    name: null,
    why: 'deleted',
    state: 'waiting',
    issues: null,
    sweptAt: null,
    goesOnAlone: true,
    ...change,
  };
}

/** A connection that works; `connection` changes parts of it. */
export function overviewWith(
  change: Partial<Omit<Overview, 'connection'>> & {
    readonly connection?: Partial<Overview['connection']>;
  } = {},
): Overview {
  const { connection, ...more } = change;
  return {
    unreadableBoards: 0,
    connection: {
      state: 'connected',
      reason: null,
      asksAbout: null,
      checkedAt: null,
      push: 'supported',
      notBefore: null,
      ...connection,
    },
    hasYouTrackToken: false,
    integration: { state: 'unknown', user: null, projects: null, notes: [], complaint: null, at: null },
    allowedBoards: null,
    boards: [GROWTH, DEBT],
    projects: [],
    abandoned: [],
    ...more,
  };
}

type ProjectOfHealth = Health['projects'][number];

export function lookedProject(change: Partial<ProjectOfHealth> = {}): ProjectOfHealth {
  return {
    key: 'DEMO',
    settings: 'readable',
    queued: 0,
    needsAttention: 0,
    removedInDucalis: 0,
    importState: 'done',
    checked: 0,
    total: 0,
    isUnread: false,
    sweptAt: null,
    rulesRun: true,
    missingFields: [],
    unfitFields: [],
    missingValues: [],
    syncBackFields: [],
    staleSyncBackFields: [],
    notices: [],
    ...change,
  };
}

export function healthWith(change: Partial<ProjectOfHealth> = {}): Health {
  return { answeredAt: null, lanes: [], projects: [lookedProject(change)] };
}
