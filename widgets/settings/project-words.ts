/** The state of a project in a word or two, the same wherever the page shows it. Pure. */

import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import { counted } from '../common/counts.ts';
import { clockTime } from '../common/time.ts';
import { errorMessage, type Message, message } from '../messages/message.ts';
import type { Tone } from './account/connection-words.ts';

export type ConnectedProject = Overview['projects'][number];
export type HealthOfProject = Health['projects'][number];

/** Null while it is not known. */
export function healthOf({ key }: { readonly key: string }, health: Health | null): HealthOfProject | null {
  return health?.projects.find((one) => one.key === key) ?? null;
}

export interface ProjectWords {
  readonly state:
    | 'not-connected'
    | 'connected'
    | 'leaving'
    | 'paused'
    | 'needs-attention'
    | 'importing'
    | 'import-paused'
    | 'waiting'
    | 'sending'
    | 'not-sent'
    | 'up-to-date';
  readonly label: Message;
  readonly tone: Tone;
  /** Why, where the word alone does not tell. */
  readonly reason: Message | null;
}

interface Moment {
  readonly now: number;
  readonly locale: string;
  /** Kinds of calls that wait. */
  readonly lanes: Health['lanes'];
}

/**
 * @param connected null for a project without a board.
 * @param health null while it is not known.
 */
export function projectWords(
  connected: ConnectedProject | null,
  health: HealthOfProject | null,
  { connection }: Overview,
  { now, locale, lanes }: Moment,
): ProjectWords {
  const words = (
    state: ProjectWords['state'],
    label: Message,
    tone: Tone,
    reason: Message | null = null,
  ): ProjectWords => ({ state, label, tone, reason });
  if (connected === null) return words('not-connected', message('settings.project.notConnected'), 'neutral');
  if (connected.isLeaving) {
    return words(
      'leaving',
      message('settings.project.leaving'),
      'busy',
      message('settings.project.leaving.reason'),
    );
  }
  const reason = pauseReason(connected, connection);
  if (reason !== null) return words('paused', message('settings.project.paused'), 'bad', reason);
  if (connection.push === 'unsupported') {
    return words(
      'not-sent',
      message('settings.project.readingOnly'),
      'good',
      message('settings.project.readingOnly.reason'),
    );
  }
  if (health === null) return words('connected', message('settings.project.connected'), 'good');
  if (health.needsAttention > 0) {
    const count = counted(health.needsAttention);
    return words('needs-attention', message('settings.project.needsAttention', { count }), 'warning');
  }
  const retryAt = sendingWaits(connected, connection, lanes);
  if (health.queued > 0 && retryAt > now) {
    const time = clockTime(retryAt, now, locale);
    return words('waiting', message('settings.project.waiting', { time }), 'warning');
  }
  if (health.importState === 'running') {
    const { checked, total } = health;
    return words('importing', message('settings.project.importing', { checked, total }), 'busy');
  }
  if (health.queued > 0) {
    const count = counted(health.queued);
    return words('sending', message('settings.project.sending', { count }), 'busy');
  }
  if (health.importState === 'paused') {
    return words(
      'import-paused',
      message('settings.project.importPaused'),
      'neutral',
      message('settings.project.importPaused.reason'),
    );
  }
  return words('up-to-date', message('settings.project.upToDate'), 'good');
}

/** When something is sent again to the board of a project, in ms; 0: now. */
function sendingWaits(
  { board }: ConnectedProject,
  { notBefore }: Overview['connection'],
  lanes: Health['lanes'],
): number {
  const own = lanes.find((lane) => lane.kind === 'upserts' && lane.board?.id === board.id);
  return Math.max(notBefore ?? 0, own?.retryAt ?? 0);
}

/** Nothing goes out of a project that is paused itself, or while the whole connection is. */
function pauseReason(
  { suspendedReason }: ConnectedProject,
  connection: Overview['connection'],
): Message | null {
  if (suspendedReason !== null) return errorMessage(suspendedReason);
  if (connection.state === 'no-token') return errorMessage('token-missing');
  if (connection.state !== 'suspended') return null;
  return errorMessage(connection.reason ?? 'unexpected');
}

/** Whether something moves by itself, so that the page should look again soon. */
export function isMoving({ state }: ProjectWords): boolean {
  return ['leaving', 'importing', 'sending', 'waiting'].includes(state);
}

/** Why no project can be connected now; null when one can. */
export function connectingIsOff({ connection, boards }: Overview): Message | null {
  if (connection.state === 'no-token') return errorMessage('token-missing');
  if (connection.state === 'suspended') return errorMessage(connection.reason ?? 'unexpected');
  return boards.length === 0 ? errorMessage('no-boards') : null;
}
