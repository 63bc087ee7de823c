/** Whether Ducalis can read this YouTrack, in words. Pure. */

import type { Overview } from '../../../src/shared/api.ts';
import { relativeTime } from '../../common/time.ts';
import { type Message, message } from '../../messages/message.ts';

/** The name under which the token is found again in the profile. */
export const TOKEN_NAME = 'Ducalis.io';

export function readingSummary({ integration, boards }: Overview, now: number, locale: string): Message {
  const time = integration.at === null ? null : relativeTime(integration.at, now, locale);
  switch (integration.state) {
    case 'connected':
      return readBy(integration, time);
    case 'by-hand':
      return time === null
        ? message('settings.reading.byHand')
        : message('settings.reading.byHandAt', { time });
    case 'asking':
      return message('settings.reading.asking');
    case 'failed':
      return message('settings.reading.failed');
    case 'refused':
      return message('settings.reading.refused');
    case 'unknown':
      return message(boards.length === 0 ? 'settings.connectFirst' : 'settings.reading.why');
  }
}

function readBy({ user: login, projects: count }: Overview['integration'], time: string | null): Message {
  const user = login ?? message('settings.reading.owner');
  if (count === null) {
    return time === null
      ? message('settings.reading.connectedAll', { user })
      : message('settings.reading.connectedAllAt', { user, time });
  }
  return time === null
    ? message('settings.reading.connected', { count, user })
    : message('settings.reading.connectedAt', { count, user, time });
}

/** The app hands the token over only where Ducalis is known to take it; elsewhere a person does. */
export function isSentByApp({ connection }: Overview): boolean {
  return connection.push === 'supported';
}
