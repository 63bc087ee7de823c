/** What is said while projects are connected, and after. Pure. */
import { ERRORS } from '../../../src/shared/errors.ts';
import { someNames } from '../../common/counts.ts';
import type { HostFailure } from '../../common/failure.ts';
import type { Failed, Progress } from './connect-run.ts';

export function projectCount(count: number): string {
  return count === 1 ? '1 project' : `${count} projects`;
}

export function progressSentence(progress: Progress): string {
  return progress.doing === 'attaching'
    ? `Attaching ${progress.at} of ${progress.of}…`
    : `Connecting ${projectCount(progress.of)}…`;
}

/**
 * Said before anything is asked.
 *
 * @param sends whether this Ducalis takes issues from the app.
 */
export function beforeConnecting(count: number, sends: boolean): string {
  if (count === 0) return 'Choose projects in the list, and the board they go on.';
  const asks =
    count === 1
      ? 'YouTrack asks you to allow attaching the app to the project.'
      : `YouTrack asks you ${count} times to allow attaching the app, once for each project.`;
  return `${asks} Choose Allow.${sends ? ' Issues that exist are then sent to the board.' : ''}`;
}

/** @param sends whether this Ducalis takes issues from the app. */
export function afterConnecting(sends: boolean): string {
  return sends
    ? "Fields were matched by name and type. Each project's settings show them, with its filter, results and people."
    : 'Results show on issues as soon as Ducalis writes them into Sync Back fields of the project.';
}

/** @param left not on the board after a run, @param of that were chosen for it. */
export function leftTitle(left: number, of: number): string {
  const projects = left === of ? projectCount(left) : `${left} of ${projectCount(of)}`;
  return `${projects} ${left === 1 ? 'is' : 'are'} not connected`;
}

/** What was in the way, once for all projects that it was in the way of. */
export function reasons(
  failed: readonly Failed[],
): readonly { readonly reason: string; readonly projects: string }[] {
  const names = new Map<string, string[]>();
  for (const one of failed) {
    const reason = reasonOf(one);
    names.set(reason, [...(names.get(reason) ?? []), one.candidate.name]);
  }
  return [...names].map(([reason, projects]) => ({ reason, projects: someNames(projects) }));
}

/** YouTrack itself does no more than attach the app. */
function notAttached({ status }: HostFailure): string {
  return status === 404 ? ERRORS['project-not-found'].sentence : 'YouTrack did not attach the app.';
}

function reasonOf({ failure }: Failed): string {
  const { code, message, detail, reference } = failure;
  const sentence = code === 'youtrack-failed' ? notAttached(failure) : message;
  const words = detail === null ? sentence : `${sentence} (${detail})`;
  return reference === null ? words : `${words} Reference: ${reference}`;
}
