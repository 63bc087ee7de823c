/** What is known of Ducalis reading this YouTrack; read and written here only. */
import * as v from 'valibot';
import { IntegrationSchema } from '../shared/api.ts';
import type { Execution } from '../youtrack/execution.ts';

export type Integration = v.InferOutput<typeof IntegrationSchema>;

export const NOT_YET: Integration = { state: 'unknown', user: null, complaint: null, at: null };

export function readIntegration(execution: Execution): Integration {
  const stored = execution.storage().integration;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), IntegrationSchema), stored);
  return parsed.success ? parsed.output : NOT_YET;
}

export function writeIntegration(execution: Execution, integration: Integration): void {
  execution.recordStorage({ integration: JSON.stringify(integration) });
}
