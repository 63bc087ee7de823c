/** The state of a project in a word or two, the same wherever the page shows it. Pure. */
import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import { ERRORS } from '../../src/shared/errors.ts';
import { capped } from '../common/counts.ts';
import { clockTime } from '../common/time.ts';
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
  readonly label: string;
  readonly tone: Tone;
  /** Why, where the word alone does not tell. */
  readonly reason: string | null;
}

interface Moment {
  readonly now: number;
  readonly locale: string;
}

/**
 * @param connected null for a project without a board.
 * @param health null while it is not known.
 */
export function projectWords(
  connected: ConnectedProject | null,
  health: HealthOfProject | null,
  { connection }: Overview,
  { now, locale }: Moment,
): ProjectWords {
  const words = (
    state: ProjectWords['state'],
    label: string,
    tone: Tone,
    reason: string | null = null,
  ): ProjectWords => ({ state, label, tone, reason });
  if (connected === null) return words('not-connected', 'Not connected', 'neutral');
  if (connected.isLeaving) {
    return words('leaving', 'Leaving the board', 'busy', 'Its issues are being removed from the board.');
  }
  const reason = pauseReason(connected, connection);
  if (reason !== null) return words('paused', 'Paused', 'bad', reason);
  if (connection.push === 'unsupported') {
    return words('not-sent', 'Reading only', 'good', 'Results are read from Sync Back fields.');
  }
  if (health === null) return words('connected', 'Connected', 'good');
  if (health.needsAttention > 0) {
    return words('needs-attention', `Needs attention (${capped(health.needsAttention, locale)})`, 'warning');
  }
  const { notBefore } = connection;
  if (health.queued > 0 && notBefore !== null && notBefore > now) {
    return words('waiting', `Waiting to retry at ${clockTime(notBefore, now, locale)}`, 'warning');
  }
  if (health.importState === 'running') {
    const { checked, total } = health;
    const number = new Intl.NumberFormat(locale);
    const progress = total === 0 ? '' : ` ${number.format(checked)} of ${number.format(total)}`;
    return words('importing', `Importing${progress}`, 'busy');
  }
  if (health.queued > 0) return words('sending', `Sending (${capped(health.queued, locale)})`, 'busy');
  if (health.importState === 'paused') {
    return words('import-paused', 'Import paused', 'neutral', 'Changes are sent all the same.');
  }
  return words('up-to-date', 'Up to date', 'good');
}

/** Nothing goes out of a project that is paused itself, or while the whole connection is. */
function pauseReason(
  { suspendedReason }: ConnectedProject,
  connection: Overview['connection'],
): string | null {
  if (suspendedReason !== null) return ERRORS[suspendedReason].sentence;
  if (connection.state === 'no-token') return ERRORS['token-missing'].sentence;
  if (connection.state !== 'suspended') return null;
  return ERRORS[connection.reason ?? 'unexpected'].sentence;
}

/** Whether something moves by itself, so that the page should look again soon. */
export function isMoving({ state }: ProjectWords): boolean {
  return ['leaving', 'importing', 'sending', 'waiting'].includes(state);
}

/** Why no project can be connected now; null when one can. */
export function connectingIsOff({ connection, boards }: Overview): string | null {
  if (connection.state === 'no-token') return ERRORS['token-missing'].sentence;
  if (connection.state === 'suspended') return ERRORS[connection.reason ?? 'unexpected'].sentence;
  return boards.length === 0 ? ERRORS['no-boards'].sentence : null;
}
