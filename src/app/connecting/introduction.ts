/**
 * The phase *introduction*: lets Ducalis read this YouTrack. Nobody waits for the answer, because Ducalis asks this
 * YouTrack before it answers, and a script that waits may hold up what it asks.
 */
import type * as v from 'valibot';
import { isJsonObject, parseComplaint, parseIntegration } from '../../ducalis/answers.ts';
import { connectYouTrack } from '../../ducalis/requests.ts';
import type { IntroduceSchema } from '../../shared/administration.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Execution, ProjectHandle, Projects } from '../../youtrack/ports.ts';
import { type Answered, call, DONE, goTo, type Next, type Onward, type Turn } from '../calling/next.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { findProject } from '../stored/find-project.ts';
import { NOT_YET, writeIntegration } from '../stored/integration.ts';

const LONGEST_SENTENCE = 300;
const MOST_NOTES = 5;

/** The address is YouTrack's own, never one that somebody typed: Ducalis will send the token there. */
export function addressOf(execution: Projects, key: string): { readonly baseUrl: string | null } {
  return { baseUrl: findProject(execution, key).baseUrl() };
}

/**
 * Notes that somebody has done it by hand, or says of which project the token is handed over.
 *
 * @returns where the chain begins; null: there is nothing to ask.
 * @throws Refusal when something is missing on our side.
 */
export function introduceYouTrack(
  execution: Execution,
  request: v.InferOutput<typeof IntroduceSchema>,
): { readonly project: ProjectHandle; readonly onward: Onward } | null {
  if (request.how === 'by-hand') {
    writeIntegration(execution, { ...NOT_YET, state: 'by-hand', at: execution.now });
    return null;
  }
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  if (!execution.hasYouTrackToken) throw new Refusal('youtrack-token-missing');
  if (readCapabilities(execution).push !== 'supported') throw new Refusal('push-unsupported');
  const project = findProject(execution, request.project);
  const baseUrl = project.baseUrl();
  if (baseUrl === null) throw new Refusal('no-issue-yet');
  writeIntegration(execution, { ...NOT_YET, state: 'asking', at: execution.now });
  return { project, onward: goTo('introduction', baseUrl) };
}

/** Never hands the token to a Ducalis that does not know the call: it would be on its way to nowhere. */
export function introduce({ execution, payload: baseUrl }: Turn): Next {
  if (baseUrl === null || readCapabilities(execution).push !== 'supported') return DONE;
  writeIntegration(execution, { ...NOT_YET, state: 'asking', at: execution.now });
  return call(execution, connectYouTrack(baseUrl), 'onIntroduction');
}

export function takeIntroduction({ execution, answer }: Answered): Onward {
  const found = parseIntegration(answer);
  const common = { ...NOT_YET, at: execution.now };
  if (found !== undefined && answer.status === 200) {
    const notes = found.notes.slice(0, MOST_NOTES).map((note) => note.slice(0, LONGEST_SENTENCE));
    const { youtrack_user: user, projects } = found;
    writeIntegration(execution, { ...common, state: 'connected', user, projects, notes });
    return goTo('sending');
  }
  const isRefused = isJsonObject(answer) && (answer.status === 422 || answer.status === 400);
  const complaint = isRefused ? (parseComplaint(answer)?.slice(0, LONGEST_SENTENCE) ?? null) : null;
  writeIntegration(execution, { ...common, state: isRefused ? 'refused' : 'failed', complaint });
  return goTo('sending');
}
