/**
 * One HTTP exchange over a socket, with failures worded as the Java HTTP client words them. Runs in this thread for
 * async calls and in a worker for sync ones, so it imports nothing but Node.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { javaException } from './outbound-failures.ts';
import type { OutboundAnswer, OutboundHeader } from './types.ts';

export interface WireCall {
  readonly method: string;
  /** Where the request really goes. */
  readonly url: string;
  /** Every header of the request, in order: Node adds none. */
  readonly headers: readonly OutboundHeader[];
  readonly body: string | null;
  /** Milliseconds without a byte, as a Java socket timeout counts; 0 waits forever. */
  readonly timeoutMs: number;
  /** The answer's body is cut here; null for no limit. */
  readonly maxBodyBytes: number | null;
}

/** Never rejects: everything that goes wrong is a failure with an exception's text. */
export function exchange(call: WireCall, signal?: AbortSignal): Promise<OutboundAnswer> {
  return new Promise((resolve) => {
    const fail = (error: unknown): void =>
      resolve({ kind: 'failure', exception: javaException(error, call.url) });
    let request: ClientRequest;
    try {
      const { request: open } = call.url.startsWith('https:') ? https : http;
      request = open(call.url, {
        method: call.method,
        headers: call.headers.flatMap(({ name, value }) => [name, value]),
        agent: false,
        timeout: call.timeoutMs,
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      fail(error);
      return;
    }
    let connected = false;
    request.on('socket', (socket) => {
      socket.on('connect', () => {
        connected = true;
      });
    });
    request.on('timeout', () => {
      const phase = connected ? 'Read timed out' : 'connect timed out';
      resolve({ kind: 'failure', exception: `java.net.SocketTimeoutException: ${phase}` });
      request.destroy();
    });
    request.on('error', fail);
    request.on('response', (response) => {
      readBody(response, call.maxBodyBytes).then((body) => resolve(answer(response, body)), fail);
    });
    request.on('connect', (response, socket) => {
      socket.destroy();
      resolve(answer(response, ''));
    });
    request.end(call.body ?? undefined);
  });
}

function answer(response: IncomingMessage, body: string): OutboundAnswer {
  return { kind: 'answer', code: response.statusCode ?? 0, headers: pairs(response.rawHeaders), body };
}

function pairs(raw: readonly string[]): OutboundHeader[] {
  const headers: OutboundHeader[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    headers.push({ name: raw[index] ?? '', value: raw[index + 1] ?? '' });
  }
  return headers;
}

function readBody(response: IncomingMessage, maxBytes: number | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (): void => {
      const bytes = Buffer.concat(chunks);
      resolve(decoder(response).decode(maxBytes === null ? bytes : bytes.subarray(0, maxBytes)));
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (maxBytes !== null && length >= maxBytes) {
        finish();
        response.destroy();
      }
    });
    response.on('end', finish);
    response.on('error', () => reject(brokenOff(response, length)));
  });
}

function decoder(response: IncomingMessage): TextDecoder {
  const charset = /charset="?([\w-]+)/i.exec(response.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { ignoreBOM: true });
  } catch (error) {
    // An unknown charset is the server's mistake; the text is still worth reading.
    if (error instanceof RangeError) return new TextDecoder('utf-8', { ignoreBOM: true });
    throw error;
  }
}

function brokenOff(response: IncomingMessage, received: number): Error {
  const expected = response.headers['content-length'];
  const what = expected
    ? `Content-Length delimited message body (expected: ${expected}; received: ${received})`
    : 'chunk coded message body: closing chunk expected';
  return new Error(`org.apache.http.ConnectionClosedException: Premature end of ${what}`);
}
