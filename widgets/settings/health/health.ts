/** The health of the app in one line, and the findings behind it. Pure. */

import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import { type Message, message } from '../../messages/message.ts';
import type { Tone } from '../account/connection-words.ts';
import { connectionFindings } from './connection-findings.ts';
import { type Finding, mostUrgentFirst } from './finding.ts';
import { laneFindings } from './lane-findings.ts';
import { abandonedFindings, projectFindings, projectRows } from './project-findings.ts';

/**
 * Everything that needs somebody, most urgent first.
 *
 * @param health null: not known, so only what the overview tells.
 * @param now in ms.
 */
export function findingsOf(
  overview: Overview,
  health: Health | null,
  now: number,
  locale: string,
): readonly Finding[] {
  // While nothing may be sent at all, what failed before is not tried again.
  const lanes = overview.connection.state === 'connected' ? (health?.lanes ?? []) : [];
  const saysWhy = lanes.some(({ kind }) => kind === 'connection');
  return mostUrgentFirst([
    ...connectionFindings(overview, now, locale).filter(({ key }) => !(saysWhy && key === 'waiting')),
    ...laneFindings(lanes, now, locale),
    ...abandonedFindings(overview),
    ...projectRows(overview, health).flatMap((row) => projectFindings(row, now, locale)),
  ]);
}

interface Headline {
  readonly label: Message;
  readonly tone: Tone;
}

/** @param isComplete false while a part could not be looked at: then nobody knows that everything works. */
export function headlineOf(
  { connection, projects }: Overview,
  findings: readonly Finding[],
  isComplete: boolean,
): Headline {
  const needing = findings.filter(({ urgency }) => urgency !== 'note');
  if (needing.length > 0) {
    return {
      label: message('settings.headline.needsYou', { count: needing.length }),
      tone: needing.some(({ urgency }) => urgency === 'stopped') ? 'bad' : 'warning',
    };
  }
  // Praise for nothing would make the later one worthless.
  if (connection.state === 'no-token')
    return { label: message('settings.headline.notConnected'), tone: 'neutral' };
  if (!isComplete) return { label: message('settings.headline.unknown'), tone: 'neutral' };
  if (projects.length === 0) return { label: message('settings.headline.nothing'), tone: 'neutral' };
  if (findings.length > 0) return { label: message('settings.headline.calm'), tone: 'busy' };
  return { label: message('settings.headline.works'), tone: 'good' };
}
