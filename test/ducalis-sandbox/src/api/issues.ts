/** Upserts, deletes and the feed of results: `boards/{id}/issues…`. */
import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';
import type { Board } from '../domain/board.ts';
import { issueUrl } from '../domain/issue.ts';
import type { Receipt, ResultItem, Upsert } from '../domain/model.ts';
import { MAX_BYTES, Refusal, readJson, refused, wholeNumber } from './answers.ts';
import { boardIn, readBody } from './body.ts';
import type { Contract } from './contract.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { ApiEnv, ApiParts } from './env.ts';

const PER_PAGE = { default: 100, max: 200 };
/** Room for `next` and punctuation beside the items of a page. */
const FRAME_BYTES = 1_000;
const MAX_NAME = 1_000;

const Bulk = v.object({ items: v.array(v.looseObject({ external_id: v.string() })) });

export function issueCalls(api: Hono<ApiEnv>, { ducalis, contract, ignoresRemoved }: ApiParts): void {
  api.put('/boards/:id/issues/:external_id', async (context) => {
    const board = boardIn(context, ducalis);
    const body = await readJson(context);
    context.env.trace.items = 1;
    if (!isUpsert(body, contract)) throw new Refusal(422, problemWithUpsert(body, board, contract));
    if (body.external_id !== context.req.param('external_id')) {
      throw new Refusal(422, 'The external_id of the body is not that of the address.');
    }
    return answer(context, ducalis.upsert(board, body));
  });

  api.post('/boards/:id/issues/bulk', async (context) => {
    const board = boardIn(context, ducalis);
    const { items } = await readBody(context, contract, 'upsertIssues', Bulk);
    context.env.trace.items = items.length;
    return context.json({
      items: items.map((item) => {
        const { external_id } = item;
        const isToGo = isRemoval(item, contract);
        if (isToGo && !ignoresRemoved) {
          const { revision } = item;
          return { external_id, ...removed(ducalis.remove(board, external_id, revision), revision) };
        }
        const upsert = isToGo ? withoutRemoved(item, board) : item;
        const receipt: Receipt = isUpsert(upsert, contract)
          ? ducalis.upsert(board, upsert)
          : { code: 422, reason: problemWithUpsert(upsert, board, contract) };
        if ('reason' in receipt) return { external_id, status: receipt.code, error: receipt.reason };
        return { external_id, status: receipt.code, ...stored(receipt) };
      }),
    });
  });

  api.delete('/boards/:id/issues/:external_id', (context) => {
    const board = boardIn(context, ducalis);
    if (context.req.query('revision') === undefined) throw new Refusal(400, 'A revision is needed.');
    const revision = wholeNumber(context, 'revision', 1);
    const externalId = context.req.param('external_id');
    const problem = contract.problemWith('ExternalId', externalId);
    if (problem !== null) throw new Refusal(400, problem);
    context.env.trace.items = 1;
    return answer(context, ducalis.remove(board, externalId, revision));
  });

  api.get('/boards/:id/issues', (context) => {
    const board = boardIn(context, ducalis);
    const perPage = Math.min(wholeNumber(context, 'per-page', PER_PAGE.default), PER_PAGE.max);
    const cursor = context.req.query('cursor');
    const from = cursor === undefined ? 0 : readCursor(cursor, board.definition.id);
    if (from === null) throw new Refusal(400, 'This cursor is not one of this board; begin without it.');
    const page = pageAfter(board, from, perPage);
    context.env.trace.items = page.items.length;
    return context.json({ items: page.items, next: writeCursor(board.definition.id, page.position) });
  });
}

function pageAfter(
  board: Board,
  from: number,
  perPage: number,
): { readonly items: readonly ResultItem[]; readonly position: number } {
  const items: ResultItem[] = [];
  let position = from;
  let bytes = FRAME_BYTES;
  for (const change of board.changedAfter(from)) {
    if (items.length === perPage) break;
    const item = change.entry.item();
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (items.length > 0 && bytes > MAX_BYTES) break;
    items.push(item);
    position = change.position;
  }
  return { items, position };
}

/** Rests on the contract, whose schema `Upsert` says what the type does. */
function isUpsert(value: unknown, contract: Contract): value is Upsert {
  return contract.problemWith('Upsert', value) === null;
}

function isRemoval(
  value: unknown,
  contract: Contract,
): value is { readonly external_id: string; readonly revision: number } {
  return contract.problemWith('Removal', value) === null;
}

/** What a receiver sees in a removal that does not know the key: an upsert of what it has, with another revision. */
function withoutRemoved(
  { external_id, revision }: { readonly external_id: string; readonly revision: number },
  board: Board,
): unknown {
  const known = board.find({ externalId: external_id });
  return { external_id, revision, source: known?.source, base_url: known?.baseUrl, key: known?.key };
}

/** An issue that is not there is off the board, as with a DELETE. */
function removed(receipt: Receipt, revision: number) {
  if ('reason' in receipt && receipt.code !== 404) return { status: receipt.code, error: receipt.reason };
  if (!('reason' in receipt) && receipt.code === 200) return { status: 200, ...stored(receipt) };
  return { status: 200, revision, removed: true };
}

/** The sentence for a body that is no upsert; the commonest problems in plain words. */
function problemWithUpsert(body: unknown, board: Board, contract: Contract): string {
  const named = v.safeParse(v.looseObject({ name: v.string() }), body);
  if (named.success && named.output.name.trim() === '') return 'The name is empty.';
  if (named.success && [...named.output.name].length > MAX_NAME) {
    return `The name is longer than ${MAX_NAME} characters.`;
  }
  const filled = v.safeParse(v.looseObject({ fields: v.record(v.string(), v.unknown()) }), body);
  const inField = filled.success ? board.problemWithFields(filled.output.fields) : null;
  return inField ?? contract.problemWith('Upsert', body) ?? 'It is not an upsert.';
}

function answer(context: Context<ApiEnv>, receipt: Receipt): Response {
  if ('reason' in receipt) return refused(context, receipt.code, receipt.reason);
  if (receipt.code === 204) return context.body(null, 204);
  const status: ContentfulStatusCode = receipt.code;
  return context.json(stored(receipt), status);
}

function stored({ id, revision }: { readonly id: number; readonly revision: number }) {
  return { id, url: issueUrl(id), revision };
}
