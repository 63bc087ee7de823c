/** Lets Ducalis read this YouTrack: hands it the YouTrack token, once, or notes that somebody has done so by hand. */
import { readCapabilities } from '../app/connection.ts';
import { type Integration, NOT_YET, writeIntegration } from '../app/integration.ts';
import { outcomeOf } from '../domain/outcome.ts';
import { headOf, parseComplaint, parseIntegration } from '../ducalis/answers.ts';
import { connectYouTrack } from '../ducalis/requests.ts';
import { IntroduceSchema } from '../shared/administration.ts';
import type { Overview } from '../shared/api.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { Call } from './endpoints.ts';
import { Refusal } from './failure.ts';
import { overviewOf, refusalFor } from './overview.ts';

/** The address is YouTrack's own, never one that somebody typed: Ducalis will send the token there. */
export function addressOf(execution: Execution, key: string): { readonly baseUrl: string | null } {
  const project = execution.projectByKey(key);
  if (project === null) throw new Refusal('project-not-found', 404);
  return { baseUrl: project.baseUrl() };
}

/** @throws Refusal when something is missing on our side, or Ducalis gives no answer that could be understood. */
export function introduce({ execution, body }: Call): Overview {
  const request = body(IntroduceSchema);
  if (request.how === 'by-hand') {
    writeIntegration(execution, { ...NOT_YET, state: 'by-hand', at: execution.now });
    return overviewOf(execution);
  }
  if (!execution.hasDucalisToken) throw new Refusal('token-missing', 422);
  if (!execution.hasYouTrackToken) throw new Refusal('youtrack-token-missing', 422);
  // Never to a Ducalis that does not know the call: it would be a token on its way to nowhere.
  if (readCapabilities(execution).push !== 'supported') throw new Refusal('push-unsupported', 422);
  const { baseUrl } = addressOf(execution, request.project);
  if (baseUrl === null) throw new Refusal('no-issue-yet', 422);
  writeIntegration(execution, ask(execution, baseUrl));
  return overviewOf(execution);
}

function ask(execution: Execution, baseUrl: string): Integration {
  const answer = execution.ask(connectYouTrack(baseUrl));
  const user = parseIntegration(answer);
  const common = { at: execution.now, complaint: null };
  if (user !== undefined && answer.status === 200) return { ...common, state: 'connected', user };
  if (answer.status === 422 || answer.status === 400) {
    const complaint = parseComplaint(answer)?.slice(0, 300) ?? null;
    return { ...common, state: 'refused', user: null, complaint };
  }
  const outcome = outcomeOf({ ...headOf(answer), isJson: user !== undefined }, execution.now);
  throw refusalFor(outcome, answer.status);
}
