/** Carries a fault out on one call: before, around or after the handler. */
import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import * as v from 'valibot';
import type { Parking } from './parking.ts';
import type { Fault } from './schedule.ts';

const PIECES = 10;

/** A call that can be handled more than once. */
export interface Call {
  /** @param again the second of a duplicate. @param body instead of the one that came. */
  handle(again: boolean, body?: string): Promise<Response>;
  /** The body that came. */
  text(): string;
  readonly node: HttpBindings;
  readonly parking: Parking;
  /** Ends when the server closes. */
  readonly signal: AbortSignal;
}

export interface Outcome {
  readonly response: Response;
  /** What the handler answered, also when that never left; null when it wasn't asked. */
  readonly handled: number | null;
}

export async function spoil(fault: Fault, call: Call): Promise<Outcome> {
  switch (fault.kind) {
    case 'status':
      return { response: statusAnswer(fault), handled: null };
    case 'delay':
      await waited(fault.ms, call.signal);
      return plain(await call.handle(false));
    case 'drop':
      if (fault.when === 'before') return { response: destroy(call.node), handled: null };
      return { handled: (await call.handle(false)).status, response: destroy(call.node) };
    case 'truncate': {
      const answer = await call.handle(false);
      await sendHalf(answer, call.node);
      return { response: RESPONSE_ALREADY_SENT, handled: answer.status };
    }
    case 'malformed': {
      const answer = await call.handle(false);
      const body = `${(await answer.text()).slice(0, -1)},,`;
      const headers = { 'Content-Type': 'application/json' };
      return {
        response: new Response(body, { status: bodyStatus(answer), headers }),
        handled: answer.status,
      };
    }
    case 'drip': {
      const answer = await call.handle(false);
      return { response: dripping(answer, fault.ms, call.signal), handled: answer.status };
    }
    case 'duplicate':
      await call.handle(false);
      return plain(await call.handle(true));
    case 'refuse':
      return plain(await withoutRefused(fault, call));
    case 'garble':
      return plain(await withGarbled(fault, await call.handle(false)));
    case 'hold':
      if (await call.parking.hold()) return plain(await call.handle(false));
      return { response: destroy(call.node), handled: null };
    case 'late':
      call.parking.overtake(fault.calls, () => call.handle(false));
      return { response: destroy(call.node), handled: null };
  }
}

const Bulk = v.object({ items: v.array(v.looseObject({ external_id: v.string() })) });

/** Receipts go in the order of the items. */
async function withoutRefused(fault: Extract<Fault, { kind: 'refuse' }>, call: Call): Promise<Response> {
  const { items } = v.parse(Bulk, JSON.parse(call.text()));
  const expression = new RegExp(fault.items);
  const isRefused = (item: unknown): boolean => expression.test(JSON.stringify(item));
  const answer = await call.handle(
    false,
    JSON.stringify({ items: items.filter((item) => !isRefused(item)) }),
  );
  if (!answer.ok) return answer;
  const receipts = v.parse(Bulk, await answer.json()).items;
  const error = fault.error ?? `A fault of the stand-in: ${fault.status}.`;
  return Response.json({
    items: items.map(({ external_id, ...item }) =>
      isRefused({ external_id, ...item }) ? { external_id, status: fault.status, error } : receipts.shift(),
    ),
  });
}

const Listed = v.looseObject({ items: v.array(v.unknown()) });

/** Receipts or results: both are `items`. */
async function withGarbled(fault: Extract<Fault, { kind: 'garble' }>, answer: Response): Promise<Response> {
  if (!answer.ok) return answer;
  const { items, ...rest } = v.parse(Listed, await answer.json());
  const expression = new RegExp(fault.items);
  const garbled = items.map((item) => (expression.test(JSON.stringify(item)) ? fault.as : item));
  return Response.json({ ...rest, items: garbled }, { status: answer.status });
}

function plain(response: Response): Outcome {
  return { response, handled: response.status };
}

function statusAnswer(fault: Extract<Fault, { kind: 'status' }>): Response {
  const headers = new Headers();
  if (fault.retryAfter !== undefined) headers.set('Retry-After', String(fault.retryAfter));
  if (fault.status === 204 || fault.status === 304) {
    return new Response(null, { status: fault.status, headers });
  }
  headers.set('Content-Type', fault.html ? 'text/html; charset=utf-8' : 'application/json');
  return new Response(statusBody(fault), { status: fault.status, headers });
}

function statusBody({ status, html }: Extract<Fault, { kind: 'status' }>): string {
  if (typeof html === 'string') return html;
  if (html) return `<!doctype html><title>${status}</title><h1>Error ${status}</h1>`;
  return JSON.stringify({ error: { message: `A fault of the stand-in: ${status}.` } });
}

function destroy({ incoming }: HttpBindings): Response {
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The header promises the whole body; half of it arrives. */
async function sendHalf(answer: Response, { outgoing, incoming }: HttpBindings): Promise<void> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const promised = Math.max(bytes.byteLength, 2);
  const type = answer.headers.get('Content-Type') ?? 'application/json';
  outgoing.writeHead(bodyStatus(answer), { 'Content-Type': type, 'Content-Length': promised });
  const half = bytes.byteLength === 0 ? new Uint8Array([0x7b]) : bytes.subarray(0, Math.ceil(promised / 2));
  outgoing.write(half, () => incoming.socket.destroy());
}

function dripping(answer: Response, ms: number, signal: AbortSignal): Response {
  if (answer.status === 204) return answer;
  const headers = new Headers(answer.headers);
  headers.delete('Content-Length');
  let rest: Uint8Array | null = null;
  let size = 1;
  const pieces = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (rest === null) {
        rest = new Uint8Array(await answer.arrayBuffer());
        size = Math.max(1, Math.ceil(rest.byteLength / PIECES));
      }
      await waited(ms / PIECES, signal);
      controller.enqueue(rest.subarray(0, size));
      rest = rest.subarray(size);
      if (rest.byteLength === 0) controller.close();
    },
  });
  return new Response(pieces, { status: answer.status, headers });
}

/** A 204 has no body to spoil. */
function bodyStatus(answer: Response): number {
  return answer.status === 204 ? 200 : answer.status;
}

/** Returns at once when the server closes. */
async function waited(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (failure) {
    if (!signal.aborted) throw failure;
  }
}
