/** A Ducalis in memory, which takes what it is sent, as far as a test lets it, and lists it. */
import { BOARD, itemsOf, keysOf, OTHER_BOARD, receiptsFor } from './connected.ts';
import { type Reply, SECOND } from './life.ts';
import { resultOf } from './results.ts';
import { answer, type FakeYouTrack, page, type Sent } from './youtrack.ts';

export const FAST = 500;
export const TIME_OUT = 10 * SECOND;

/** Every issue that was sent to the board is there. */
export function listingOf(youTrack: FakeYouTrack, board: string): readonly object[] {
  return [...youTrack.issues.values()]
    .filter((issue) => issue.delivery().boardId === board)
    .map((issue) => resultOf(issue, { key: issue.key, revision: issue.delivery().sent?.revision ?? null }));
}

/** What Ducalis does with calls that it takes. */
export function take(sent: Sent, _now: number, youTrack: FakeYouTrack): Reply {
  const { method, uri } = sent.request;
  if (method === 'DELETE') return { answer: answer(204), afterMs: FAST };
  if (method === 'POST' && uri.endsWith('/issues/bulk')) return { answer: receiptsFor(sent), afterMs: FAST };
  if (uri.includes('/fields')) return { answer: answer(200, { items: [] }), afterMs: FAST };
  if (uri.startsWith('/boards?')) {
    const boards = [BOARD, OTHER_BOARD].map((id) => ({ id, name: `Board ${id}` }));
    return { answer: answer(200, boards), afterMs: FAST };
  }
  const [, board = ''] = /^\/boards\/([^/]+)\/issues\?/.exec(uri) ?? [];
  const items = uri.includes('cursor=') ? [] : listingOf(youTrack, board);
  return { answer: answer(200, { items, next: 'the-end' }), afterMs: FAST };
}

export const carries = (key: string) => (sent: Sent) => keysOf(sent).includes(key);
export const isBulk = ({ request }: Sent) => request.uri.endsWith('/issues/bulk');
export const isOn = (board: string) => (sent: Sent) => sent.request.uri.startsWith(`/boards/${board}/`);

/** Ways in which a call can fail while nobody says why. */
export const FAULTS: readonly (readonly [name: string, reply: Reply])[] = [
  ['answered 500', { answer: answer(500), afterMs: FAST }],
  ['answered 500 without a word', { answer: answer(500, ''), afterMs: FAST }],
  ['reset', { answer: answer(null), afterMs: FAST }],
  ['timed out', { answer: answer(null), afterMs: TIME_OUT }],
  ['answered 403 with a page', { answer: page(403), afterMs: FAST }],
  ['answered 418 by Ducalis', { answer: answer(418), afterMs: FAST }],
  ['answered 200 with a page', { answer: page(200), afterMs: FAST }],
  ['redirected', { answer: answer(302, ''), afterMs: FAST }],
];

/** When each change of an issue arrived first. */
export class Arrivals {
  readonly at = new Map<string, number>();

  constructor(private readonly faultOf: (sent: Sent, now: number) => Reply | null) {}

  readonly ducalis = (sent: Sent, now: number, youTrack: FakeYouTrack): Reply => {
    const fault = this.faultOf(sent, now);
    if (fault !== null) return fault;
    const reply = take(sent, now, youTrack);
    for (const { key, name } of isBulk(sent) ? itemsOf(sent) : []) {
      const change = `${key} ${String(name)}`;
      this.at.set(change, this.at.get(change) ?? now + reply.afterMs);
    }
    return reply;
  };
}
