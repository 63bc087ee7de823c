/** Whether Ducalis can read this YouTrack, in words. Pure. */
import type { Overview } from '../../../src/shared/api.ts';
import { relativeTime } from '../../common/time.ts';

/** The name under which the token is found again in the profile. */
export const TOKEN_NAME = 'Ducalis.io';
export const SCOPES = ['YouTrack', 'YouTrack Administration'] as const;

export function readingSummary({ integration, boards }: Overview, now: number, locale: string): string {
  const when = integration.at === null ? '' : ` (${relativeTime(integration.at, now, locale)})`;
  switch (integration.state) {
    case 'connected':
      return `Ducalis reads ${projectsRead(integration.projects)} as ${integration.user ?? 'the owner of the token'}${when}.`;
    case 'by-hand':
      return `Done by hand in Ducalis, as an administrator said${when}.`;
    case 'asking':
      return 'Ducalis is trying the token…';
    case 'failed':
      return 'Ducalis gave no answer that the app understands.';
    case 'refused':
      return 'Ducalis could not read this YouTrack.';
    case 'unknown':
      return boards.length === 0
        ? 'Connect the Ducalis account first.'
        : 'With a permanent token Ducalis can import issues and write results back.';
  }
}

function projectsRead(projects: number | null): string {
  if (projects === null) return 'this YouTrack';
  return projects === 1 ? '1 project of this YouTrack' : `${projects} projects of this YouTrack`;
}

/** The app hands the token over only where Ducalis is known to take it; elsewhere a person does. */
export function isSentByApp({ connection }: Overview): boolean {
  return connection.push === 'supported';
}
