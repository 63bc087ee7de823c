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
  /** Boards that do not know how to remove several issues in one call: each is removed by a call of its own. */
  removingSingly: v.optional(v.array(v.string()), []),
});
export type Capabilities = v.InferOutput<typeof CapabilitiesSchema>;

const capabilitiesText = storedText(1, CapabilitiesSchema, { 0: (text) => text });

const NOTHING_FOUND: Capabilities = { push: 'unknown', boards: [], unreadable: 0, removingSingly: [] };

export function readCapabilities(execution: Pick<Storage, 'storage'>): Capabilities {
  return capabilitiesText.readOr(execution.storage().capabilities, NOTHING_FOUND);
}

/** @param found all boards could be read, and can do everything, unless it says otherwise. */
export function writeCapabilities(
  execution: Storage,
  found: Pick<Capabilities, 'push' | 'boards'> & Partial<Capabilities>,
): void {
  execution.recordStorage({ capabilities: capabilitiesText.write({ ...NOTHING_FOUND, ...found }) });
}

/** Whether each issue is removed from that board by a call of its own. */
export function removesSingly(execution: Pick<Storage, 'storage'>, board: string): boolean {
  return readCapabilities(execution).removingSingly.includes(board);
}

/** Holds until the next test of the connection. */
export function noteRemovingSingly(execution: Storage, board: string): void {
  if (removesSingly(execution, board)) return;
  const known = readCapabilities(execution);
  writeCapabilities(execution, { ...known, removingSingly: [...known.removingSingly, board] });
}
