/** The state of the connection in words. Pure. */
import type { Overview } from '../../../src/shared/api.ts';
import { ERRORS } from '../../../src/shared/errors.ts';

export type Tone = 'neutral' | 'busy' | 'good' | 'warning' | 'bad';

interface Words {
  readonly label: string;
  readonly tone: Tone;
  readonly sentence: string;
}

export function connectionWords({ connection, boards, projects }: Overview): Words {
  const reason = connection.reason === null ? null : ERRORS[connection.reason].sentence;
  switch (connection.state) {
    case 'no-token':
      return {
        label: 'Not connected',
        tone: 'neutral',
        sentence: 'Paste a Ducalis API token to connect this YouTrack with Ducalis.',
      };
    case 'untested':
      return {
        label: 'Not tested',
        tone: 'neutral',
        sentence: 'A token is saved. Test the connection to see your boards.',
      };
    case 'connected':
      if (reason !== null)
        return { label: 'Connected', tone: 'neutral', sentence: `The last test failed. ${reason}` };
      return {
        label: 'Connected',
        tone: 'good',
        sentence: boards.length === 1 ? '1 board found.' : `${boards.length} boards found.`,
      };
    case 'suspended':
      return {
        // Before the first project there is nothing that could pause.
        label: projects.length === 0 ? 'Not connected' : 'Paused',
        tone: 'bad',
        sentence: reason ?? 'Nothing is sent until the connection works again.',
      };
    case 'failed':
      return { label: 'Failed', tone: 'bad', sentence: reason ?? ERRORS.unexpected.sentence };
  }
}
