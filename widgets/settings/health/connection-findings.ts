/** What is wrong with the connection as a whole, and with Ducalis reading this YouTrack. Pure. */

import type { Overview } from '../../../src/shared/api.ts';
import { clockTime } from '../../common/time.ts';
import { errorMessage, type Message, message } from '../../messages/message.ts';
import { isSentByApp } from '../reading/reading-words.ts';
import type { Finding, FindingAction } from './finding.ts';

/** True while an administrator has to say whether this YouTrack was moved or is a copy, or whose the items on a board are. */
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
  sentence: Message,
  action: FindingAction,
): readonly Finding[] {
  return [{ key, urgency, project: null, sentence, action }];
}

const TEST: FindingAction = { kind: 'test' };

function broken(overview: Overview): readonly Finding[] {
  const { state, reason, push } = overview.connection;
  const token = (label: Message): FindingAction => ({ kind: 'step', step: 'account', label });
  switch (state) {
    case 'no-token':
      // Before the first project the steps above say all there is to say.
      if (overview.projects.length === 0) return [];
      return about(
        'token-missing',
        'stopped',
        message('settings.finding.tokenMissing'),
        token(message('settings.finding.enterToken')),
      );
    case 'suspended':
      if (isInstanceAsked(overview)) {
        const sentence =
          overview.connection.asksAbout === 'items'
            ? message('settings.finding.itemsFound')
            : message('settings.finding.instanceChanged');
        return about('instance-changed', 'stopped', sentence, { kind: 'answer' });
      }
      if (reason === 'token-rejected') {
        const sentence = message('settings.finding.tokenRejected');
        return about('token-rejected', 'stopped', sentence, token(message('settings.replaceToken')));
      }
      return about(
        'suspended',
        'stopped',
        reason === null
          ? message('settings.finding.suspended')
          : message('settings.finding.suspendedBecause', { reason: errorMessage(reason) }),
        TEST,
      );
    case 'failed':
      return about(
        'test-failed',
        'stopped',
        reason === null
          ? message('settings.finding.testFailed')
          : message('settings.finding.testFailedBecause', { reason: errorMessage(reason) }),
        TEST,
      );
    case 'untested':
      return about('untested', 'stopped', message('settings.finding.untested'), TEST);
    case 'connected':
      if (push === 'unknown') {
        return about('push-unknown', 'stopped', message('settings.finding.pushUnknown'), TEST);
      }
      if (reason === null) return [];
      return about(
        'last-test',
        'todo',
        message('settings.finding.lastTest', { reason: errorMessage(reason) }),
        TEST,
      );
  }
}

/** A wait ends by itself; a test that works ends it at once. */
function waiting({ connection }: Overview, now: number, locale: string): readonly Finding[] {
  const { notBefore } = connection;
  if (notBefore === null || notBefore <= now) return [];
  const sentence = message('settings.finding.waiting', { time: clockTime(notBefore, now, locale) });
  return about('waiting', 'note', sentence, TEST);
}

function reading(overview: Overview): readonly Finding[] {
  const { connection, integration, hasYouTrackToken, projects } = overview;
  const action: FindingAction = { kind: 'step', step: 'reading', label: message('settings.finding.toStep2') };
  if (integration.state === 'refused') {
    const sentence = message('settings.finding.readingRefused');
    return about('reading-refused', 'todo', sentence, action);
  }
  if (integration.state === 'failed') {
    const sentence = message('settings.finding.readingFailed');
    return about('reading-failed', 'todo', sentence, action);
  }
  if (integration.state !== 'unknown') return [];
  if (hasYouTrackToken && isSentByApp(overview)) {
    const sentence = message('settings.finding.readingNotSent');
    return about('reading-not-sent', 'todo', sentence, action);
  }
  if (connection.push === 'unsupported' && projects.length > 0) {
    const sentence = message('settings.finding.readingNotDone');
    return about('reading-not-done', 'todo', sentence, action);
  }
  return [];
}
