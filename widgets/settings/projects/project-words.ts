/** The state of a project in a word or two. Pure. */
import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import { ERRORS } from '../../../src/shared/errors.ts';
import { clockTime } from '../../common/time.ts';
import type { Tone } from '../account/connection-words.ts';
import type { ProjectRow } from './rows.ts';

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

/** The app counts up to this and stops. */
const COUNTED = 1_000;

interface Moment {
  readonly now: number;
  readonly locale: string;
}

/** @param health null while it is not known. */
export function projectWords(
  row: ProjectRow,
  overview: Overview,
  health: Health | null,
  { now, locale }: Moment,
): ProjectWords {
  const { connected } = row;
  const words = (
    state: ProjectWords['state'],
    label: string,
    tone: Tone,
    reason: string | null = null,
  ): ProjectWords => ({ state, label, tone, reason });
  if (connected === null) return words('not-connected', 'Not connected', 'neutral');
  if (connected.isLeaving) {
    return words('leaving', 'Leaving', 'busy', 'Its issues are being removed from the board.');
  }
  const reason = pauseReason(connected, overview);
  if (reason !== null) return words('paused', 'Paused', 'bad', reason);
  const known = health?.projects.find(({ key }) => key === row.key);
  if (overview.connection.push === 'unsupported') {
    return words('not-sent', 'Connected', 'good', 'Results are read from Sync Back fields.');
  }
  if (known === undefined) return words('connected', 'Connected', 'good');
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const counted = (value: number) => (value >= COUNTED ? `${number(COUNTED)}+` : number(value));
  if (known.needsAttention > 0) {
    return words('needs-attention', `Needs attention (${counted(known.needsAttention)})`, 'warning');
  }
  const { notBefore } = overview.connection;
  if (known.queued > 0 && notBefore !== null && notBefore > now) {
    return words('waiting', `Waiting to retry at ${clockTime(notBefore, now, locale)}`, 'warning');
  }
  if (known.importState === 'running') {
    const { checked, total } = known;
    const progress = total === 0 ? '' : ` ${number(checked)} of ${number(total)}`;
    return words('importing', `Importing${progress}`, 'busy');
  }
  if (known.queued > 0) return words('sending', `Sending (${counted(known.queued)})`, 'busy');
  if (known.importState === 'paused') {
    return words('import-paused', 'Import paused', 'neutral', 'Changes are sent all the same.');
  }
  return words('up-to-date', 'Up to date', 'good');
}

/** Nothing goes out of a project that is paused itself, or while the whole connection is. */
function pauseReason(
  { suspendedReason }: Overview['projects'][number],
  { connection }: Overview,
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
