/** Lets Ducalis read this YouTrack: hands it the YouTrack token, once, or notes that somebody has done so by hand. */
import { goTo } from '../app/calling/next.ts';
import { runChain } from '../app/chain.ts';
import { readCapabilities } from '../app/stored/capabilities.ts';
import { NOT_YET, writeIntegration } from '../app/stored/integration.ts';
import { IntroduceSchema } from '../shared/administration.ts';
import type { Overview } from '../shared/api.ts';
import type { Execution } from '../youtrack/ports.ts';
import type { Call } from './endpoints.ts';
import { Refusal } from './failure.ts';
import { overviewOf } from './overview.ts';
import { findProject } from './project-settings.ts';

/** The address is YouTrack's own, never one that somebody typed: Ducalis will send the token there. */
export function addressOf(execution: Execution, key: string): { readonly baseUrl: string | null } {
  return { baseUrl: findProject(execution, key).baseUrl() };
}

/** @throws Refusal when something is missing on our side. */
export function introduce({ execution, body }: Call): Overview {
  const request = body(IntroduceSchema);
  if (request.how === 'by-hand') {
    writeIntegration(execution, { ...NOT_YET, state: 'by-hand', at: execution.now });
    return overviewOf(execution);
  }
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  if (!execution.hasYouTrackToken) throw new Refusal('youtrack-token-missing');
  // Never to a Ducalis that does not know the call: it would be a token on its way to nowhere.
  if (readCapabilities(execution).push !== 'supported') throw new Refusal('push-unsupported');
  const project = findProject(execution, request.project);
  const baseUrl = project.baseUrl();
  if (baseUrl === null) throw new Refusal('no-issue-yet');
  runChain(execution, project, goTo('introduction', baseUrl));
  return overviewOf(execution);
}
