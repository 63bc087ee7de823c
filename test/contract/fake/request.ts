/** A request of a person, as a handler gets it. */
import * as v from 'valibot';
import type { Call } from '../../../src/handlers/endpoints.ts';
import type { Execution } from '../../../src/youtrack/ports.ts';

/** @param body what the person sends. */
export function request(execution: Execution, body: unknown): Call {
  return {
    execution,
    rawBody: JSON.stringify(body),
    parameter: () => null,
    body: (schema) => v.parse(schema, body),
  };
}
