/** A Ducalis in memory that holds issues on boards, lists them page by page, and answers a chain to its end. */

import { beginRound } from '../../../src/app/round/tick.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/domain/exchange.ts';
import type { ConnectedYouTrack, Followed } from './connected.ts';
import type { FakeProject } from './project.ts';
import { answer, type Sent } from './youtrack.ts';

const ROUND_MS = 5 * 60_000;

/** An issue as it holds it. */
export interface HeldIssue {
  readonly external_id: string;
  /** Readable id. */
  readonly key: string;
  readonly [name: string]: unknown;
}

export class FakeDucalis {
  /** Board, external id, item; in the order in which they changed last. */
  readonly boards = new Map<string, Map<string, HeldIssue>>();
  readonly requests: HttpRequest[] = [];
  /** Answers instead, where it answers at all. */
  instead: (request: HttpRequest) => HttpAnswer | undefined = () => undefined;
  /** What an item of the listing looks like. */
  listed: (item: HeldIssue) => unknown = (item) => item;

  constructor(readonly pageSize = 200) {}

  on(board: string): Map<string, HeldIssue> {
    const found = this.boards.get(board) ?? new Map<string, HeldIssue>();
    this.boards.set(board, found);
    return found;
  }

  /** Readable ids of what is on the board. */
  keysOn(board: string): string[] {
    return [...this.on(board).values()].map(({ key }) => key).sort();
  }

  /** A person deletes it in Ducalis. */
  delete(board: string, key: string): void {
    for (const [id, item] of this.on(board)) if (item.key === key) this.on(board).delete(id);
  }

  answer(request: HttpRequest): HttpAnswer {
    this.requests.push(request);
    const given = this.instead(request);
    if (given !== undefined) return given;
    if (request.uri.startsWith('/boards?')) {
      return answer(
        200,
        [...this.boards.keys()].map((id) => ({ id, name: `Board ${id}` })),
      );
    }
    const board = /^\/boards\/([^/?]+)\//.exec(request.uri)?.[1] ?? '';
    const params = new URL(request.uri, 'https://a').searchParams;
    if (request.method === 'DELETE') {
      const id = /\/issues\/([^?]+)/.exec(request.uri)?.[1] ?? '';
      this.on(board).delete(decodeURIComponent(id));
      return answer(204);
    }
    if (request.method === 'POST') {
      const items: (HeldIssue & { readonly revision: number })[] =
        JSON.parse(request.body ?? '{}').items ?? [];
      for (const item of items) {
        this.on(board).delete(item.external_id);
        if (item.removed !== true) this.on(board).set(item.external_id, item);
      }
      return answer(200, {
        items: items.map(({ external_id, revision, removed }) => ({
          external_id,
          status: 200,
          revision,
          ...(removed === true ? { removed } : { url: null }),
        })),
      });
    }
    const size = Math.min(Number(params.get('per-page')), this.pageSize);
    const from = Number(params.get('cursor') ?? 0);
    const items = [...this.on(board).values()].slice(from, from + size);
    return answer(200, { items: items.map((item) => this.listed(item)), next: String(from + items.length) });
  }

  /** Answers what was sent, and what follows it, until nothing is. */
  finish(youTrack: ConnectedYouTrack, project: string, first: Followed): void {
    let { sent } = first;
    for (let hop = 2; sent !== null && hop <= 10; hop += 1) sent = this.next(youTrack, project, sent, hop);
  }

  private next(youTrack: ConnectedYouTrack, project: string, sent: Sent, hop: number): Sent | null {
    // Only the search for orphans asks for a page of what it has not seen; results come from nowhere here.
    const given =
      sent.name === 'onResultsPage' ? answer(200, { items: [], next: null }) : this.answer(sent.request);
    return youTrack.answer(sent, given, { hop, project }).sent;
  }

  /** The rule of the project runs, and everything that follows it. */
  tick(youTrack: ConnectedYouTrack, project: FakeProject): void {
    beginRound(youTrack.execution(), project);
    const { scheduled } = youTrack.take();
    if (scheduled !== null) this.finish(youTrack, scheduled.project, youTrack.run(scheduled));
  }

  /** So many ticks of the projects, five minutes apart. */
  ticks(youTrack: ConnectedYouTrack, count: number, ...projects: readonly FakeProject[]): void {
    for (let at = 0; at < count; at += 1) {
      youTrack.now += ROUND_MS;
      for (const project of projects) this.tick(youTrack, project);
    }
  }
}
