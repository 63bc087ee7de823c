/** Reads off the calls of the app what Ducalis has taken, and how long each call took on the clock of the bench. */
import * as v from 'valibot';
import type { PacedCall } from 'youtrack-client-mock';

/** How long a call takes. */
export interface CallTime {
  /** Milliseconds, however much it carries. */
  readonly callMs: number;
  /** Milliseconds for each issue in it, or in the answer. */
  readonly itemMs: number;
}

/** Something that Ducalis has taken. */
export interface Taken {
  readonly kind: 'stored' | 'gone';
  readonly board: string;
  readonly externalId: string;
  /** Readable id; empty for what is gone. */
  readonly key: string;
  /** When the call began, and when its answer was there; milliseconds since the epoch. */
  readonly sentAt: number;
  readonly at: number;
}

const json = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.string(), v.parseJson(), schema);
const SentSchema = json(
  v.object({ items: v.array(v.object({ external_id: v.string(), key: v.optional(v.string()) })) }),
);
const ReceiptsSchema = json(
  v.object({
    items: v.array(
      v.object({ external_id: v.string(), status: v.number(), removed: v.optional(v.boolean()) }),
    ),
  }),
);
const PageSchema = json(v.object({ items: v.array(v.unknown()) }));

export class Ledger {
  /** How many calls Ducalis answered with 429. */
  refused = 0;
  /** External ids of what is on each board, by board and readable id. */
  readonly #ids = new Map<string, Map<string, string>>();
  #watch: (taken: Taken) => void = () => undefined;

  constructor(private readonly time: CallTime) {}

  /** From now on `watch` is called with everything that is taken, in the place of whoever was before. */
  watch(watch: (taken: Taken) => void): void {
    this.#watch = watch;
  }

  /** By readable id. */
  idsOn(board: string): ReadonlyMap<string, string> {
    return this.#ids.get(board) ?? new Map();
  }

  /** @param now when the call began. @returns its milliseconds. */
  enter(call: PacedCall, now: number): number {
    const { callMs, itemMs } = this.time;
    if (call.status === 429) this.refused += 1;
    if (call.status === null || call.status > 299) return callMs;
    const { pathname } = new URL(call.url);
    const [, board, rest] = /^\/api\/boards\/([^/]+)\/issues(\/.*)?$/.exec(pathname) ?? [];
    if (board === undefined) return callMs;
    if (call.method === 'GET') {
      return callMs + itemMs * v.parse(PageSchema, call.answer).items.length;
    }
    if (call.method === 'DELETE') {
      const externalId = decodeURIComponent(rest?.slice(1) ?? '');
      const at = now + callMs + itemMs;
      this.#tell({ kind: 'gone', board, externalId, key: '', sentAt: now, at });
      return callMs + itemMs;
    }
    const { items } = v.parse(SentSchema, call.body);
    const ms = callMs + itemMs * items.length;
    const keys = new Map(items.map(({ external_id, key }) => [external_id, key]));
    for (const { external_id: externalId, status, removed } of v.parse(ReceiptsSchema, call.answer).items) {
      const key = keys.get(externalId) ?? '';
      // An item without a key is a removal; one that is not confirmed has changed nothing.
      if (status > 299 || (key === '' && removed !== true)) continue;
      const kind = removed === true ? 'gone' : 'stored';
      this.#tell({ kind, board, externalId, key, sentAt: now, at: now + ms });
    }
    return ms;
  }

  #tell(taken: Taken): void {
    const { kind, board, key, externalId } = taken;
    const ids = this.#ids.get(board) ?? new Map<string, string>();
    this.#ids.set(board, ids);
    if (kind === 'stored') ids.set(key, externalId);
    this.#watch(taken);
  }
}
