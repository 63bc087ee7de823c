/** What is said while projects are connected, and after. Pure. */

import { someNames } from '../../common/counts.ts';
import type { HostFailure } from '../../common/failure.ts';
import { errorMessage, type Message, message } from '../../messages/message.ts';
import type { Failed, Progress } from './connect-run.ts';

export function progressSentence(progress: Progress): Message {
  return progress.doing === 'attaching'
    ? message('settings.connect.attaching', { at: progress.at, of: progress.of })
    : message('settings.connect.connecting', { count: progress.of });
}

/**
 * Said before anything is asked.
 *
 * @param sends whether this Ducalis takes issues from the app.
 */
export function beforeConnecting(count: number, sends: boolean): Message {
  if (count === 0) return message('settings.connect.before.none');
  return message(sends ? 'settings.connect.before.sends' : 'settings.connect.before.asks', { count });
}

/** @param left not on the board after a run, @param of that were chosen for it. */
export function leftTitle(left: number, of: number): Message {
  return left === of
    ? message('settings.connect.leftAll', { left })
    : message('settings.connect.leftSome', { left, of });
}

interface Reason {
  /** What is the same reason has the same key. */
  readonly key: string;
  readonly reason: Message;
  readonly projects: Message;
}

/** What was in the way, once for all projects that it was in the way of. */
export function reasons(failed: readonly Failed[]): readonly Reason[] {
  const found = new Map<string, { readonly reason: Message; readonly names: string[] }>();
  for (const one of failed) {
    const reason = reasonOf(one);
    const key = JSON.stringify(reason);
    const { names } = found.get(key) ?? { names: [] };
    found.set(key, { reason, names: [...names, one.candidate.name] });
  }
  return [...found].map(([key, { reason, names }]) => ({ key, reason, projects: someNames(names) }));
}

/** YouTrack itself does no more than attach the app. */
function notAttached({ status }: HostFailure): Message {
  return status === 404 ? errorMessage('project-not-found') : message('settings.connect.notAttached');
}

function reasonOf({ failure }: Failed): Message {
  const { code, detail, reference } = failure;
  const sentence = code === 'youtrack-failed' ? notAttached(failure) : failure.sentence;
  if (detail === null) {
    if (reference === null) return sentence;
    return message('settings.connect.reason.reference', { sentence, reference });
  }
  return reference === null
    ? message('settings.connect.reason.detail', { sentence, detail })
    : message('settings.connect.reason.both', { sentence, detail, reference });
}
