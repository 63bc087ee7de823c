/** The only way out of the emulator: mapped hosts, no redirects, and a record of every request. */

import { setMaxListeners } from 'node:events';
import type { OutboundRequest } from '../engine/types.ts';
import { createRouter } from './outbound-route.ts';
import { SyncSender } from './outbound-sync.ts';
import type { WireCall } from './outbound-wire.ts';
import { exchange } from './outbound-wire.ts';
import type { Outbound, OutboundAnswer, OutboundCall, OutboundHeader } from './types.ts';

export interface OutboundOptions {
  /** Origins as scripts know them and the origins they really lead to. */
  readonly hostMap: Readonly<Record<string, string>>;
  record(request: OutboundRequest): void;
  /** Milliseconds on this YouTrack's clock. */
  now(): number;
}

/** The body of an async answer is cut here (youtrack-platform §1); a sync answer comes whole. */
export const ASYNC_BODY_LIMIT_BYTES = 1024 * 1024;

type Origin = Parameters<Outbound['send']>[1];
type Mode = OutboundRequest['mode'];

const PROTOCOL_ERROR = 'org.apache.http.client.ClientProtocolException: org.apache.http.ProtocolException';
const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/**
 * The origin is replaced by the mapped one, path and query stay; the `Host` header names the mapped origin.
 * Throws an Error when `hostMap` holds something that is not an origin.
 */
export function createOutbound(options: OutboundOptions): Outbound & { close(): void } {
  const route = createRouter(options.hostMap);
  const sync = new SyncSender();
  let closing = stopSignal();

  function prepare(call: OutboundCall, mode: Mode): { wire: WireCall } | { exception: string } {
    const way = route(call.url);
    if (way.kind === 'refused') return { exception: way.exception };
    const doubled = call.headers.find(({ name }) => /^(content-length|transfer-encoding)$/i.test(name));
    if (doubled) return { exception: `${PROTOCOL_ERROR}: ${doubled.name} header already present` };
    const wire = {
      method: call.method,
      url: way.target.href,
      headers: wireHeaders(call, way.target.host),
      body: call.body,
      timeoutMs: call.timeoutMs,
      maxBodyBytes: mode === 'async' ? ASYNC_BODY_LIMIT_BYTES : null,
    };
    return { wire };
  }

  function recorder(call: OutboundCall, origin: Origin, mode: Mode, headers: readonly OutboundHeader[]) {
    const at = options.now();
    const started = performance.now();
    return (answer: OutboundAnswer): OutboundAnswer => {
      options.record({
        at,
        app: origin.app,
        script: origin.script,
        mode,
        method: call.method,
        url: call.url,
        headers,
        body: call.body,
        status: answer.kind === 'answer' ? answer.code : null,
        exception: answer.kind === 'failure' ? answer.exception : null,
        durationMs: performance.now() - started,
      });
      return answer;
    };
  }

  return {
    sendSync(call, origin) {
      const prepared = prepare(call, 'sync');
      if ('exception' in prepared) return recorder(call, origin, 'sync', [])(failure(prepared.exception));
      return recorder(call, origin, 'sync', prepared.wire.headers)(sync.send(prepared.wire));
    },
    async send(call, origin) {
      const prepared = prepare(call, 'async');
      if ('exception' in prepared) return recorder(call, origin, 'async', [])(failure(prepared.exception));
      const record = recorder(call, origin, 'async', prepared.wire.headers);
      return record(await exchange(prepared.wire, closing.signal));
    },
    /** Breaks off what is under way. */
    close() {
      closing.abort();
      closing = stopSignal();
      void sync.close();
    },
  };
}

/** Any number of requests may be under way at once. */
function stopSignal(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

function failure(exception: string): OutboundAnswer {
  return { kind: 'failure', exception };
}

/** The script's headers plus those every HTTP/1.1 client adds; no `Content-Type` (youtrack-platform §1). */
function wireHeaders(call: OutboundCall, host: string): OutboundHeader[] {
  const own = (name: string): boolean => call.headers.some((header) => header.name.toLowerCase() === name);
  const length = Buffer.byteLength(call.body ?? '');
  return [
    ...(own('host') ? [] : [{ name: 'Host', value: host }]),
    ...call.headers,
    ...(call.body !== null || METHODS_WITH_BODY.has(call.method)
      ? [{ name: 'Content-Length', value: String(length) }]
      : []),
    ...(own('connection') ? [] : [{ name: 'Connection', value: 'close' }]),
  ];
}
