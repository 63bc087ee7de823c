/**
 * A Ducalis that does next to nothing, so that what is measured is the app: every call costs the same however many
 * issues it holds. `node quick-ducalis.mjs [milliseconds before each answer]` says its address in one line of JSON.
 */
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import * as v from 'valibot';

const DELAY_MS = Number(process.argv[2] ?? 0);

const UpsertSchema = v.object({ source: v.string(), external_id: v.string(), revision: v.number() });
const BulkSchema = v.pipe(v.string(), v.parseJson(), v.object({ items: v.array(UpsertSchema) }));
type Upsert = v.InferOutput<typeof UpsertSchema>;

const FIELDS = [
  ['customer', 'text_short'],
  ['story_points', 'number'],
  ['component', 'select'],
  ['platforms', 'multi_select'],
].map(([key, type]) => ({ key, name: key, type, required: false, options: [] }));

/** In the order in which they came. */
const stored: Upsert[] = [];

function take(items: readonly Upsert[]): unknown {
  stored.push(...items);
  return { items: items.map(({ external_id, revision }) => ({ external_id, status: 200, revision })) };
}

/** Without evaluations. The cursor counts what was seen. */
function page(from: number, size: number): unknown {
  const found = stored.slice(from, from + size);
  return {
    items: found.map((issue) => ({
      ...issue,
      total_score: null,
      priority: null,
      top_priority: false,
      voting_percent: 0,
      all_voted: false,
      alignment: null,
      criteria: [],
      updated_at: '2026-01-05T09:00:00.000Z',
    })),
    next: String(from + found.length),
  };
}

function answer(method: string, { pathname, searchParams }: URL, body: string): unknown {
  if (pathname.endsWith('/issues/bulk')) return take(v.parse(BulkSchema, body).items);
  if (pathname.endsWith('/fields')) return { items: FIELDS };
  if (pathname.endsWith('/members')) return { items: [] };
  if (pathname.endsWith('/boards')) return [{ id: 1, name: 'Product backlog', emoji: null }];
  if (method === 'GET')
    return page(Number(searchParams.get('cursor') ?? 0), Number(searchParams.get('per-page')));
  return {};
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (DELAY_MS > 0) await setTimeout(DELAY_MS);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const text = JSON.stringify(answer(request.method ?? '', url, Buffer.concat(chunks).toString()));
  response.writeHead(200, { 'content-type': 'application/json' }).end(text);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = v.parse(v.object({ port: v.number() }), server.address());
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
