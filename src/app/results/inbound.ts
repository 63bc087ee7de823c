/** Takes in what Ducalis posts by itself, with the effect of a round. */

import { parseInboundResults } from '../../ducalis/results.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { takeIn } from './take-in.ts';

/** @throws Refusal for a body that is not a list of items; one item that cannot be read is noted. */
export function takeInbound(
  execution: Execution,
  project: ProjectHandle,
  body: string,
): { readonly accepted: number; readonly ignored: number } {
  const parsed = parseInboundResults(body);
  if (parsed === undefined) throw new Refusal('request-malformed');
  const { accepted } = takeIn(execution, project, parsed, { from: 'post' });
  return { accepted, ignored: parsed.count - accepted };
}
