/** What is said while projects are connected, and after. Pure. */
import { confirmationSentence } from '../youtrack-api.ts';
import type { Candidate, Progress, Stop } from './connect-run.ts';

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

const MOST_NAMED = 5;

/** Why it stopped, and which projects are left. */
export function stopSentence({ failure, at }: Stop, left: readonly Candidate[]): string {
  const why = (at === 'attaching' ? confirmationSentence(failure) : undefined) ?? failure.message;
  if (left.length === 0) return why;
  const named = left.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = left.length - named.length;
  return `${why} Left: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
