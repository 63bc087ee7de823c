/** Whether Ducalis reads this YouTrack, as far as this app knows. */
import type * as v from 'valibot';
import { ANSWER_MS } from '../../domain/calls-in-flight.ts';
import { IntegrationSchema } from '../../shared/api.ts';
import type { Clock, Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

export type Integration = v.InferOutput<typeof IntegrationSchema>;

export const NOT_YET: Integration = {
  state: 'unknown',
  user: null,
  projects: null,
  notes: [],
  complaint: null,
  at: null,
};

const integrationText = storedText(1, IntegrationSchema, { 0: (text) => text });

export function readIntegration(execution: Clock & Pick<Storage, 'storage'>): Integration {
  const kept = integrationText.readOr(execution.storage().integration, NOT_YET);
  const isLost = kept.state === 'asking' && (kept.at ?? 0) < execution.now - ANSWER_MS;
  return isLost ? { ...kept, state: 'failed' } : kept;
}

export function writeIntegration(execution: Storage, integration: Integration): void {
  execution.recordStorage({ integration: integrationText.write(integration) });
}

/** This YouTrack has another address: that Ducalis reads it does not hold any more. */
export function forgetIntegration(execution: Storage): void {
  execution.recordStorage({ integration: null });
}
