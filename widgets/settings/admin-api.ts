/** What the parts of the administration page ask of the app. */
import {
  type AbandonedCount,
  AbandonedCountSchema,
  type Connected,
  ConnectedSchema,
  IssueCountsSchema,
  MOST_COUNTED,
} from '../../src/shared/administration.ts';
import { type Overview, OverviewSchema } from '../../src/shared/api.ts';
import { toFailure } from '../common/failure.ts';
import type { Host } from '../common/host.ts';

export function loadOverview(host: Host): Promise<Overview> {
  return host.app('admin/overview', OverviewSchema, {});
}

export function testConnection(host: Host): Promise<Overview> {
  return host.app('admin/test-connection', OverviewSchema, { method: 'POST', body: {} });
}

/** Issues by project key, of the first projects named; a project that is gone is left out. */
export async function loadCounts(host: Host, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const query = { projects: keys.slice(0, MOST_COUNTED).join(',') };
  const { counts } = await host.app('admin/issue-counts', IssueCountsSchema, { query });
  return new Map(counts.map(({ key, issues }) => [key, issues]));
}

export function connectProjects(host: Host, projects: readonly string[], board: string): Promise<Connected> {
  return host.app('admin/connect', ConnectedSchema, { method: 'POST', body: { projects, board } });
}

export type OnBoard = 'keep' | 'remove';

/** @param board id of the one it is on, as far as the page knows. */
export function disconnectProject(
  host: Host,
  project: string,
  board: string,
  onBoard: OnBoard,
): Promise<Overview> {
  return host.app('admin/disconnect', OverviewSchema, { method: 'POST', body: { project, board, onBoard } });
}

export type AbandonedAnswer = 'remove' | 'leave';

/** @param project key of one that can do nothing about its issues on that board any more. */
export function decideAbandoned(
  host: Host,
  project: string,
  board: string,
  answer: AbandonedAnswer,
): Promise<Overview> {
  return host.app('admin/abandoned', OverviewSchema, { method: 'POST', body: { project, board, answer } });
}

export function countAbandoned(host: Host, board: string, project: string): Promise<AbandonedCount> {
  return host.app('admin/abandoned-count', AbandonedCountSchema, { query: { board, project } });
}

/** One step of what is being removed. */
export function goOnRemoving(host: Host): Promise<Overview> {
  return host.app('admin/abandoned-step', OverviewSchema, { method: 'POST', body: {} });
}

/**
 * Null: all boards. Somebody else may have changed them: then nothing is saved, or two saves at once pass the app's check
 * and theirs comes last. Either way the answer is read back and has what is in force.
 *
 * @param before what this person saw.
 */
export async function allowBoards(
  host: Host,
  boards: readonly string[] | null,
  before: readonly string[] | null,
): Promise<Overview> {
  try {
    await host.app('admin/allowed-boards', OverviewSchema, { method: 'POST', body: { boards, before } });
  } catch (reason) {
    if (toFailure(reason).code !== 'conflict') throw reason;
  }
  return loadOverview(host);
}
