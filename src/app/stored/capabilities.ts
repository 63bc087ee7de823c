/** What the last test of the connection found out about this Ducalis. */
import * as v from 'valibot';
import { BoardSchema } from '../../shared/api.ts';
import type { Storage } from '../../youtrack/ports.ts';
import { storedText } from '../../youtrack/stored-text.ts';

const CapabilitiesSchema = v.object({
  push: v.picklist(['supported', 'unsupported', 'unknown']),
  boards: v.array(BoardSchema),
  /** How many more were listed that could not be read. */
  unreadable: v.optional(v.number(), 0),
});
export type Capabilities = v.InferOutput<typeof CapabilitiesSchema>;

const capabilitiesText = storedText(1, CapabilitiesSchema, { 0: (text) => text });

export function readCapabilities(execution: Pick<Storage, 'storage'>): Capabilities {
  return capabilitiesText.readOr(execution.storage().capabilities, {
    push: 'unknown',
    boards: [],
    unreadable: 0,
  });
}

/** @param capabilities all boards could be read, unless it says otherwise. */
export function writeCapabilities(
  execution: Storage,
  capabilities: Omit<Capabilities, 'unreadable'> & { readonly unreadable?: number },
): void {
  execution.recordStorage({ capabilities: capabilitiesText.write({ unreadable: 0, ...capabilities }) });
}
