/** Lets Ducalis read this YouTrack, and knows how that went. */
import * as v from 'valibot';
import { isJson, parseComplaint, parseIntegration } from '../ducalis/answers.ts';
import { connectYouTrack } from '../ducalis/requests.ts';
import { IntegrationSchema } from '../shared/api.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';

export type Integration = v.InferOutput<typeof IntegrationSchema>;

export const NOT_YET: Integration = {
  state: 'unknown',
  user: null,
  projects: null,
  notes: [],
  complaint: null,
  at: null,
};

const LONGEST_SENTENCE = 300;
const MOST_NOTES = 5;

/** An answer that has not come after this time will not: a restart has lost it (youtrack-platform §3). */
const PATIENCE_MS = 60_000;

export function readIntegration(execution: Execution): Integration {
  const stored = execution.storage().integration;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), IntegrationSchema), stored);
  if (!parsed.success) return NOT_YET;
  const isLost = parsed.output.state === 'asking' && (parsed.output.at ?? 0) < execution.now - PATIENCE_MS;
  return isLost ? { ...parsed.output, state: 'failed' } : parsed.output;
}

export function writeIntegration(execution: Execution, integration: Integration): void {
  execution.recordStorage({ integration: JSON.stringify(integration) });
}

/**
 * Makes the call: the last act of an execution. Nobody waits for it, because Ducalis asks this YouTrack before it
 * answers, and a script that waits may hold up what it asks.
 */
export function introduceTo(execution: Execution, project: ProjectHandle, baseUrl: string): void {
  writeIntegration(execution, { ...NOT_YET, state: 'asking', at: execution.now });
  execution.send(connectYouTrack(baseUrl), 'introduced', { project });
}

/** The async function `introduced`. */
export function introduced(execution: Execution): void {
  const answer = execution.answer();
  const found = parseIntegration(answer);
  const common = { ...NOT_YET, at: execution.now };
  if (found !== undefined && answer.status === 200) {
    const notes = found.notes.slice(0, MOST_NOTES).map((note) => note.slice(0, LONGEST_SENTENCE));
    const { youtrack_user: user, projects } = found;
    writeIntegration(execution, { ...common, state: 'connected', user, projects, notes });
    return;
  }
  const isRefused = isJson(answer) && (answer.status === 422 || answer.status === 400);
  const complaint = isRefused ? (parseComplaint(answer)?.slice(0, LONGEST_SENTENCE) ?? null) : null;
  writeIntegration(execution, { ...common, state: isRefused ? 'refused' : 'failed', complaint });
}
