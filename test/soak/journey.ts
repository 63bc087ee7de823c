/** When each change of an issue arrived, as the calls of one run tell it. */
import * as v from 'valibot';
import type { CallHead, Stuck } from './sticking.ts';

/** One change that a person made, and by what it is known again. */
export interface Change {
  readonly issue: string;
  readonly key: string;
  /** Milliseconds since the epoch: when it was committed. */
  readonly at: number;
  readonly what: /** In the summary, unlike that of any other change; what comes later of the same issue carries it too. */
    | { readonly kind: 'note'; readonly number: number }
    /** To a project, under that new key; with the last note. */
    | { readonly kind: 'move'; readonly number: number }
    /** Off the board. */
    | { readonly kind: 'gone' };
}

const ItemSchema = v.looseObject({
  external_id: v.string(),
  key: v.optional(v.string()),
  name: v.optional(v.string()),
  removed: v.optional(v.boolean()),
});
type Item = v.InferOutput<typeof ItemSchema>;
const BulkSchema = v.pipe(v.string(), v.parseJson(), v.object({ items: v.array(ItemSchema) }));

/** A call of the app to Ducalis. */
export interface Sent extends CallHead {
  readonly at: number;
  /** Answered with success. */
  readonly isTaken: boolean;
  /** Of a bulk call. */
  readonly items: readonly Item[];
  /** Of the one issue that a call takes off a board. */
  readonly removes: string | null;
}

interface Outbound {
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly status: number | null;
}

export function readCalls(outbound: readonly Outbound[]): readonly Sent[] {
  return outbound.map(({ at, method, url, body, status }) => {
    const path = new URL(url).pathname;
    const isBulk = method === 'POST' && path.endsWith('/issues/bulk');
    const removed = method === 'DELETE' ? /\/issues\/([^/]+)$/.exec(path)?.[1] : undefined;
    return {
      at,
      method,
      path,
      body: body ?? '',
      isTaken: status !== null && status >= 200 && status <= 299,
      items: isBulk ? v.parse(BulkSchema, body).items : [],
      removes: removed === undefined ? null : decodeURIComponent(removed),
    };
  });
}

/** A call that carries nothing but that item. */
export function alone({ method, path }: Sent, item: Item): CallHead {
  return { method, path, body: JSON.stringify({ items: [item] }) };
}

/** One part of a call, which strikes or passes by itself. */
export interface Carried {
  readonly at: number;
  readonly externalId: string;
  /** Null: of a removal. */
  readonly item: Item | null;
  readonly alone: CallHead;
  readonly isTaken: boolean;
}

/** @param sticks that may keep an item of a call from being taken. */
export function carriedBy(calls: readonly Sent[], sticks: readonly Stuck[]): readonly Carried[] {
  return calls.flatMap((call): readonly Carried[] => {
    const { at, removes, isTaken } = call;
    if (removes !== null) return [{ at, externalId: removes, item: null, alone: call, isTaken }];
    return call.items.map((item) => {
      const head = alone(call, item);
      const isRefused = sticks.some((one) => one.refusesItems && one.strikesAt(at, head));
      const what = item.removed === true ? null : item;
      return { at, externalId: item.external_id, item: what, alone: head, isTaken: isTaken && !isRefused };
    });
  });
}

function numberOf(item: Item | null): number | null {
  const found = /^Change (\d+)/.exec(item?.name ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

/** Whether an item is of the issue of that change, by the notes that it was given. */
function isOf({ issue }: Change, all: readonly Change[]): (one: Carried) => boolean {
  const numbers = new Set(
    all.flatMap((one) => (one.issue === issue && one.what.kind === 'note' ? [one.what.number] : [])),
  );
  return ({ item }) => numbers.has(numberOf(item) ?? -1);
}

/** What first brought the change; null: nothing did. */
export function arrivalOf(
  change: Change,
  carried: readonly Carried[],
  all: readonly Change[],
): Carried | null {
  const { what, at } = change;
  const isOfIssue = isOf(change, all);
  const ids = new Set(carried.filter(isOfIssue).map(({ externalId }) => externalId));
  const brings = (one: Carried): boolean => {
    if (what.kind === 'gone') return one.item === null && ids.has(one.externalId);
    const isNew = isOfIssue(one) && (numberOf(one.item) ?? -1) >= what.number;
    return isNew && (what.kind === 'note' || one.item?.key === change.key);
  };
  return carried.find((one) => one.at >= at && one.isTaken && brings(one)) ?? null;
}

/** Whether anything of the issue has arrived before the change: otherwise there is nothing to take off a board. */
export function wasThere(change: Change, carried: readonly Carried[], all: readonly Change[]): boolean {
  const isOfIssue = isOf(change, all);
  return carried.some((one) => one.at <= change.at && one.isTaken && isOfIssue(one));
}

/** Whether the issue was struck in its lane before the change, and nothing has passed there since. */
export function isBehindFailure(
  change: Change,
  {
    carried,
    calls,
    sticks,
  }: { carried: readonly Carried[]; calls: readonly Sent[]; sticks: readonly Stuck[] },
  all: readonly Change[],
): boolean {
  const isOfIssue = isOf(change, all);
  const [last] = carried
    .filter((one) => one.at <= change.at && isOfIssue(one))
    .filter(({ at, alone: head }) => sticks.some((stick) => stick.strikesAt(at, head)))
    .slice(-1);
  if (last === undefined) return false;
  return !calls.some(
    ({ at, path, isTaken }) => path === last.alone.path && isTaken && at >= last.at && at <= change.at,
  );
}
