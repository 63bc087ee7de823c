/** What of a connected project needs somebody: what waits, and settings that YouTrack or Ducalis has outgrown. Pure. */

import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import type { ErrorCode } from '../../../src/shared/error-codes.ts';
import { boardTitle } from '../../common/board-title.ts';
import { counted } from '../../common/counts.ts';
import type { TabKey } from '../../common/project-tabs.ts';
import { quoted } from '../../common/quoted.ts';
import { relativeTime } from '../../common/time.ts';
import { errorMessage, type Message, message } from '../../messages/message.ts';
import { type ConnectedProject, type HealthOfProject, healthOf } from '../project-words.ts';
import type { Finding } from './finding.ts';
import { noticeFindings } from './notice-findings.ts';

/** A project as far as each of the two answers knows it. */
export interface ProjectRow {
  readonly key: string;
  readonly name: string;
  /** Null: the app cannot read its settings, so the overview leaves it out. */
  readonly listed: ConnectedProject | null;
  /** Null: not looked at. */
  readonly health: HealthOfProject | null;
}

export function projectRows({ projects }: Overview, health: Health | null): readonly ProjectRow[] {
  const looked = health?.projects ?? [];
  return [
    ...projects.map((listed) => ({
      key: listed.key,
      name: listed.name,
      listed,
      health: healthOf(listed, health),
    })),
    ...looked
      .filter(({ key }) => !projects.some((listed) => listed.key === key))
      .map((one) => ({ key: one.key, name: one.key, listed: null, health: one })),
  ];
}

/** A project with issues sweeps itself at least every ten minutes. After an hour without, its rule does not run. */
export const LONGEST_QUIET_MS = 60 * 60 * 1000;

/** Fewer are looked at one by one, as issues that need attention. */
const MANY_REMOVED = 20;

/** @param now in ms. */
export function projectFindings(row: ProjectRow, now: number, locale: string): readonly Finding[] {
  return [
    ...suspension(row),
    ...(row.health === null ? [] : settings(row.health)),
    ...silence(row, now, locale),
    ...(row.health === null ? [] : syncBack(row.health)),
    ...noticeFindings(row.health?.notices ?? [], row.listed?.board ?? null, now, locale),
  ].map((found) => ({
    action: { kind: 'open-tab', tab: 'board' },
    ...found,
    project: { key: row.key, name: row.name },
  }));
}

/** Without an action: the first part of the app's page helps. */
type Found = Pick<Finding, 'key' | 'urgency' | 'sentence'> & Partial<Pick<Finding, 'action'>>;

function suspension({ listed, health }: ProjectRow): readonly Found[] {
  if (listed === null) {
    const code = health?.settings === 'damaged' ? 'configuration-damaged' : 'configuration-newer';
    return [{ key: code, urgency: 'stopped', sentence: errorMessage(code) }];
  }
  if (listed.suspendedReason === null) return [];
  return [
    { key: 'project-suspended', urgency: 'stopped', sentence: suspended(listed, listed.suspendedReason) },
  ];
}

function suspended({ board }: ConnectedProject, code: ErrorCode): Message {
  const reason = errorMessage(code);
  if (code === 'board-forbidden') {
    return message('settings.finding.projectForbidden', { reason, board: quoted(board.name) });
  }
  if (code === 'board-disabled') return message('settings.finding.projectDisabled', { reason });
  return message('settings.finding.projectSuspended', { reason });
}

function settings(health: HealthOfProject): readonly Found[] {
  const { needsAttention, removedInDucalis, missingFields, unfitFields, missingValues, importState } = health;
  const found = (isFound: boolean, key: string, tab: TabKey, sentence: Message): readonly Found[] =>
    isFound ? [{ key, urgency: 'todo', sentence, action: { kind: 'open-tab', tab } }] : [];
  return [
    ...found(
      needsAttention > 0,
      'needs-attention',
      'activity',
      message('settings.finding.needsAttention', { count: counted(needsAttention) }),
    ),
    ...found(
      removedInDucalis >= MANY_REMOVED,
      'removed-in-ducalis',
      'import',
      message('settings.finding.removedInDucalis', { count: removedInDucalis }),
    ),
    ...found(
      missingValues.length > 0,
      'missing-values',
      'issues',
      message('settings.finding.missingValues', { names: missingValues }),
    ),
    ...found(
      missingFields.length > 0,
      'missing-fields',
      'fields',
      message('settings.finding.missingFields', { names: missingFields }),
    ),
    ...found(
      unfitFields.length > 0,
      'unfit-fields',
      'fields',
      message('settings.finding.unfitFields', { names: unfitFields }),
    ),
    ...found(importState === 'paused', 'import-paused', 'import', message('settings.finding.importPaused')),
  ];
}

function silence({ listed, health }: ProjectRow, now: number, locale: string): readonly Found[] {
  const sweptAt = health?.sweptAt ?? listed?.sweptAt ?? null;
  if (health?.rulesRun === false || sweptAt === null || sweptAt > now - LONGEST_QUIET_MS) return [];
  const sentence = message('settings.finding.notSwept', { time: relativeTime(sweptAt, now, locale) });
  return [{ key: 'not-swept', urgency: 'todo', sentence, action: { kind: 'open-settings' } }];
}

/** One that still exists is found by its silence. */
export function abandonedFindings({ abandoned }: Overview): readonly Finding[] {
  const label = message('settings.finding.toProjects');
  return abandoned
    .filter(({ why, state }) => why === 'deleted' && state === 'waiting')
    .map(({ project, board }) => ({
      key: 'abandoned',
      urgency: 'todo',
      project: { key: project, name: project },
      sentence: message('settings.finding.abandoned', { board: boardTitle(board) }),
      action: { kind: 'step', step: 'projects', label },
    }));
}

function syncBack({ staleSyncBackFields }: HealthOfProject): readonly Found[] {
  if (staleSyncBackFields.length === 0) return [];
  const sentence = message('settings.finding.staleSyncBack', { names: staleSyncBackFields });
  return [{ key: 'stale-sync-back', urgency: 'todo', sentence, action: { kind: 'open-settings' } }];
}
