/** Where a connected project stands, in words. Pure. */
import type { Overview } from '../../../src/shared/api.ts';
import type { Tone } from '../account/connection-words.ts';
import { capped } from './counts.ts';
import type { HealthOfProject, ProjectRow } from './project-findings.ts';

interface ProjectState {
  readonly label: string;
  readonly tone: Tone;
}

/** @param now in ms. */
export function projectState(
  { listed, health }: ProjectRow,
  { connection }: Overview,
  now: number,
  locale: string,
): ProjectState {
  const isOpen = connection.state === 'connected' && listed !== null && listed.suspendedReason === null;
  if (!isOpen) return { label: 'Paused', tone: 'bad' };
  if (listed.isLeaving) return { label: 'Leaving the board', tone: 'neutral' };
  if (connection.push === 'unsupported') return { label: 'Reading only', tone: 'neutral' };
  if (health === null) return { label: 'Not known', tone: 'neutral' };
  if (health.needsAttention > 0) {
    return { label: `Needs attention (${capped(health.needsAttention, locale)})`, tone: 'warning' };
  }
  const isWaiting = connection.notBefore !== null && connection.notBefore > now;
  if (isWaiting && health.queued > 0) return { label: 'Waiting to retry', tone: 'busy' };
  if (health.importState === 'running') return { label: 'Importing', tone: 'busy' };
  if (health.importState === 'paused') return { label: 'Import paused', tone: 'warning' };
  if (health.queued > 0) return { label: 'Sending', tone: 'busy' };
  return { label: 'Up to date', tone: 'good' };
}

const IMPORT_WORDS: Readonly<Record<HealthOfProject['importState'], string>> = {
  none: 'None yet',
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
};

export function importWord(state: HealthOfProject['importState']): string {
  return IMPORT_WORDS[state];
}
