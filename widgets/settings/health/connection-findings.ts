/** What is wrong with the connection as a whole, and with Ducalis reading this YouTrack. Pure. */
import type { Overview } from '../../../src/shared/api.ts';
import { ERRORS } from '../../../src/shared/errors.ts';
import { clockTime } from '../../common/time.ts';
import { isSentByApp } from '../reading/reading-words.ts';
import type { Finding, FindingAction } from './finding.ts';

const KEPT = 'Nothing is sent, and nothing is lost.';

/** True while an administrator has to say whether this YouTrack was moved or is a copy. */
export function isInstanceAsked({ connection }: Overview): boolean {
  return connection.state === 'suspended' && connection.reason === 'instance-changed';
}

/** @param now in ms. */
export function connectionFindings(overview: Overview, now: number, locale: string): readonly Finding[] {
  return [...broken(overview), ...waiting(overview, now, locale), ...reading(overview)];
}

function about(
  key: string,
  urgency: Finding['urgency'],
  sentence: string,
  action: FindingAction,
): readonly Finding[] {
  return [{ key, urgency, project: null, sentence, action }];
}

const TEST: FindingAction = { kind: 'test' };

function broken(overview: Overview): readonly Finding[] {
  const { state, reason, push } = overview.connection;
  const why = reason === null ? '' : ` ${ERRORS[reason].sentence}`;
  const token = (label: string): FindingAction => ({ kind: 'step', step: 'account', label });
  switch (state) {
    case 'no-token':
      // Before the first project the steps above say all there is to say.
      if (overview.projects.length === 0) return [];
      return about(
        'token-missing',
        'stopped',
        `No Ducalis API token is saved. ${KEPT}`,
        token('Enter token'),
      );
    case 'suspended':
      if (isInstanceAsked(overview)) {
        const sentence = `This YouTrack has another address than before. ${KEPT} Say whether it was moved or is a copy.`;
        return about('instance-changed', 'stopped', sentence, { kind: 'answer' });
      }
      if (reason === 'token-rejected') {
        const sentence = `Ducalis does not accept the API token. ${KEPT}`;
        return about('token-rejected', 'stopped', sentence, token('Replace token'));
      }
      return about('suspended', 'stopped', `The connection is paused. ${KEPT}${why}`, TEST);
    case 'failed':
      return about('test-failed', 'stopped', `The test of the connection failed.${why}`, TEST);
    case 'untested':
      return about('untested', 'stopped', `The saved token was not tested yet. ${KEPT}`, TEST);
    case 'connected':
      if (push === 'unknown') {
        const sentence = `Whether this Ducalis takes issues is not known yet. ${KEPT}`;
        return about('push-unknown', 'stopped', sentence, TEST);
      }
      if (reason === null) return [];
      return about('last-test', 'todo', `The last test of the connection failed.${why}`, TEST);
  }
}

/** A wait ends by itself; a test that works ends it at once. */
function waiting({ connection }: Overview, now: number, locale: string): readonly Finding[] {
  const { notBefore } = connection;
  if (notBefore === null || notBefore <= now) return [];
  const until = clockTime(notBefore, now, locale);
  const sentence = `Ducalis asked to wait, or did not answer. Sending goes on by itself at ${until}.`;
  return about('waiting', 'note', sentence, TEST);
}

function reading(overview: Overview): readonly Finding[] {
  const { connection, integration, hasYouTrackToken, projects } = overview;
  const action: FindingAction = { kind: 'step', step: 'reading', label: 'Go to step 2' };
  if (integration.state === 'refused') {
    const sentence = 'Ducalis could not read this YouTrack with the token it was given.';
    return about('reading-refused', 'todo', sentence, action);
  }
  if (integration.state === 'failed') {
    const sentence = 'Ducalis has not answered whether it can read this YouTrack. Send the token again.';
    return about('reading-failed', 'todo', sentence, action);
  }
  if (integration.state !== 'unknown') return [];
  if (hasYouTrackToken && isSentByApp(overview)) {
    const sentence = 'A YouTrack token is saved, but Ducalis was not given it yet.';
    return about('reading-not-sent', 'todo', sentence, action);
  }
  if (connection.push === 'unsupported' && projects.length > 0) {
    const sentence =
      'This Ducalis takes no issues from the app, and nobody has said yet that it reads this YouTrack itself.';
    return about('reading-not-done', 'todo', sentence, action);
  }
  return [];
}
