/**
 * The Ducalis of the bench, in a thread of its own: it takes everything, computes nothing, goes by the clock that it
 * shares with the bench, and answers 429 above its limit.
 */
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { Board } from './boards.ts';
import { Limit } from './limit.ts';

const { clock, ignoresRemoved } = v.parse(
  v.object({ clock: v.instance(SharedArrayBuffer), ignoresRemoved: v.boolean() }),
  workerData,
);
const time = new BigInt64Array(clock);
const now = (): number => Number(Atomics.load(time, 0));

const ItemSchema = v.object({
  external_id: v.string(),
  revision: v.number(),
  removed: v.optional(v.boolean()),
  source: v.optional(v.string()),
  base_url: v.optional(v.string()),
  key: v.optional(v.string()),
});
const BulkSchema = v.pipe(v.string(), v.parseJson(), v.object({ items: v.array(ItemSchema) }));
const OrderSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ board: v.string(), isDead: v.optional(v.boolean()), score: v.optional(v.number()) }),
);

const FIELDS = [
  ['customer', 'text_short'],
  ['story_points', 'number'],
  ['component', 'select'],
  ['platforms', 'multi_select'],
  ['subsystem', 'select'],
  ['estimate', 'number'],
].map(([key, type]) => ({ key, name: key, type, required: false, options: [] }));

const NAMES: Readonly<Record<string, string>> = { 1: 'Product backlog', 2: 'Platform' };
const boards = new Map(Object.keys(NAMES).map((id) => [id, new Board()]));
const limit = new Limit();

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter?: number;
}

const complaint = (status: number, message: string): Reply => ({ status, body: { error: { message } } });
const found = (body: unknown): Reply => ({ status: 200, body });

/** What the bench itself asks for, which no limit counts. */
function obey(text: string): Reply {
  const { board: id, isDead, score } = v.parse(OrderSchema, text);
  const board = boards.get(id);
  if (board === undefined) return complaint(404, 'There is no such board.');
  if (isDead !== undefined) board.isDead = isDead;
  if (score !== undefined) board.rescore(score, now());
  return found({});
}

function answer(method: string, url: URL, text: string): Reply {
  const wait = limit.waitFor(now());
  if (wait !== null) return { ...complaint(429, 'Too many requests.'), retryAfter: wait };
  const [, id, place, issue] = /^\/api\/boards\/([^/]+)\/([a-z]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
  if (id === undefined) {
    if (url.pathname !== '/api/boards') return found({});
    return found(Object.entries(NAMES).map(([key, name]) => ({ id: Number(key), name, emoji: null })));
  }
  const board = boards.get(id);
  if (board === undefined) return complaint(404, 'There is no such board.');
  if (board.isDead) return complaint(503, 'This board does not answer.');
  if (place === 'fields') return found({ items: FIELDS });
  if (place !== 'issues') return found({ items: [] });
  return answerAboutIssues(board, { method, url, issue, text });
}

function answerAboutIssues(
  board: Board,
  call: {
    readonly method: string;
    readonly url: URL;
    readonly issue: string | undefined;
    readonly text: string;
  },
): Reply {
  const { method, url, issue, text } = call;
  if (method === 'POST') {
    const { items } = v.parse(BulkSchema, text);
    return found({ items: items.map((item) => board.take(item, now(), ignoresRemoved)) });
  }
  if (method === 'DELETE' && issue !== undefined) {
    board.remove(decodeURIComponent(issue), Number(url.searchParams.get('revision')), now());
    return { status: 204, body: null };
  }
  const { searchParams } = url;
  return found(board.page(Number(searchParams.get('cursor') ?? 0), Number(searchParams.get('per-page'))));
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const text = Buffer.concat(chunks).toString();
  const reply = url.pathname === '/bench' ? obey(text) : answer(request.method ?? '', url, text);
  const wait = reply.retryAfter === undefined ? {} : { 'retry-after': String(reply.retryAfter) };
  response.writeHead(reply.status, { 'content-type': 'application/json', ...wait });
  response.end(reply.body === null ? undefined : JSON.stringify(reply.body));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = v.parse(v.object({ port: v.number() }), server.address());
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});
