/** The health of the app in one line, and the findings behind it. Pure. */
import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import type { Tone } from '../account/connection-words.ts';
import { connectionFindings } from './connection-findings.ts';
import { type Finding, mostUrgentFirst } from './finding.ts';
import { projectFindings, projectRows } from './project-findings.ts';

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
  return mostUrgentFirst([
    ...connectionFindings(overview, now, locale),
    ...projectRows(overview, health).flatMap((row) => projectFindings(row, now, locale)),
  ]);
}

interface Headline {
  readonly label: string;
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
      label: needing.length === 1 ? '1 thing needs you' : `${needing.length} things need you`,
      tone: needing.some(({ urgency }) => urgency === 'stopped') ? 'bad' : 'warning',
    };
  }
  // Praise for nothing would make the later one worthless.
  if (connection.state === 'no-token') return { label: 'Not connected yet', tone: 'neutral' };
  if (!isComplete) return { label: 'Not everything is known', tone: 'neutral' };
  if (projects.length === 0) return { label: 'Nothing to watch yet', tone: 'neutral' };
  if (findings.length > 0) return { label: 'Nothing needs you', tone: 'busy' };
  return { label: 'Everything works', tone: 'good' };
}
