/** The state of the connection in words. Pure. */

import type { Overview } from '../../../src/shared/api.ts';
import { errorMessage, type Message, message } from '../../messages/message.ts';

export type Tone = 'neutral' | 'busy' | 'good' | 'warning' | 'bad';

interface Words {
  readonly label: Message;
  readonly tone: Tone;
  readonly sentence: Message;
}

export function connectionWords({ connection, boards, projects }: Overview): Words {
  const reason = connection.reason === null ? null : errorMessage(connection.reason);
  switch (connection.state) {
    case 'no-token':
      return {
        label: message('settings.connection.none.label'),
        tone: 'neutral',
        sentence: message('settings.connection.none.sentence'),
      };
    case 'untested':
      return {
        label: message('settings.connection.untested.label'),
        tone: 'neutral',
        sentence: message('settings.connection.untested.sentence'),
      };
    case 'connected':
      if (reason !== null) {
        return {
          label: message('settings.connection.connected.label'),
          tone: 'neutral',
          sentence: message('settings.connection.connected.lastTest', { reason }),
        };
      }
      return {
        label: message('settings.connection.connected.label'),
        tone: 'good',
        sentence: message('settings.connection.connected.boards', { count: boards.length }),
      };
    case 'suspended':
      return {
        // Before the first project there is nothing that could pause.
        label: message(
          projects.length === 0 ? 'settings.connection.none.label' : 'settings.connection.paused.label',
        ),
        tone: 'bad',
        sentence: reason ?? message('settings.connection.paused.sentence'),
      };
    case 'failed':
      return {
        label: message('settings.connection.failed.label'),
        tone: 'bad',
        sentence: reason ?? errorMessage('unexpected'),
      };
  }
}
