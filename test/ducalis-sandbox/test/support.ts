/** Starts stand-ins for the tests and calls them over HTTP. Every answer of the API is held against the contract. */
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { loadContract } from '../src/api/contract.ts';
import type { DucalisOptions, DucalisSandbox } from '../src/index.ts';
import { createDucalis } from '../src/index.ts';

export const contract = loadContract();

/** Closed after the test, and before what was opened earlier. */
export function closeLater(server: { close(): Promise<void> }): void {
  onTestFinished(() => server.close());
}

export async function start(options: DucalisOptions = {}): Promise<DucalisSandbox> {
  const ducalis = await createDucalis(options);
  closeLater(ducalis);
  return ducalis;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined for an empty body. */
  readonly body: unknown;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API with the token. @throws when the answer isn't as the contract says. */
export async function call(
  { url, token }: DucalisSandbox,
  method: string,
  path: string,
  { body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? undefined : JSON.parse(text),
  };
  const operation = contract.operationFor(method, path.split('?')[0] ?? path);
  const problem = operation ? contract.problemWithAnswer(operation, answer.status, answer.body) : null;
  if (problem !== null) throw new Error(`${method} ${path} → ${answer.status}: ${problem} ${text}`);
  return answer;
}

/** Posts JSON to an address that isn't part of the API. */
export async function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

/** An upsert that is complete. */
export function upsert(externalId: string, revision: number, more: Readonly<Record<string, unknown>> = {}) {
  return {
    source: 'youtrack-1',
    base_url: 'https://youtrack.example.com',
    external_id: externalId,
    key: `DEMO-${externalId.replace(/\D/g, '') || '1'}`,
    revision,
    name: `Issue ${externalId}`,
    ...more,
  };
}

export function put(
  ducalis: DucalisSandbox,
  item: { readonly external_id: string; readonly [key: string]: unknown },
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return call(ducalis, 'PUT', `/boards/1/issues/${item.external_id}`, { body: item, headers });
}

/** Waits until the condition holds. @throws after five seconds */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let left = 500; left > 0; left -= 1) {
    if (condition()) return;
    await wait(10);
  }
  throw new Error(`Not within five seconds: ${what}`);
}
