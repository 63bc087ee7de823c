/** A YouTrack of its own for each test, and REST calls to it over real HTTP as one of its people. */

import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import type { CreateOptions, RunningServer } from '../../../src/index.ts';
import { createYouTrack } from '../../../src/index.ts';
import { SEED } from './seed.ts';

export interface Answer {
  readonly status: number;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** Paths are below `/api`; one that starts with a slash is below the base URL. */
export interface Client {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  upload(path: string, form: FormData): Promise<Answer>;
}

export interface World {
  readonly server: RunningServer;
  /** One of the seed's people, or null for a request without a token. */
  as(login: string | null): Client;
  withToken(token: string): Client;
  /** Of what the administrator finds at a path. */
  idAt(path: string): Promise<string>;
}

export async function start(options: CreateOptions = {}): Promise<World> {
  const server = await createYouTrack({ seed: SEED, ...options });
  onTestFinished(() => server.close());
  const withToken = (token: string): Client => client(server.url, { authorization: `Bearer ${token}` });
  const as = (login: string | null): Client => {
    if (login === null) return client(server.url, {});
    const token = server.users.find((user) => user.login === login)?.token;
    if (token === undefined) throw new Error(`The seed has no ${login}`);
    return withToken(token);
  };
  return {
    server,
    as,
    withToken,
    idAt: async (path) => idOf(await as('admin').get(`${path}?fields=id`)),
  };
}

/** @throws ValiError for an answer that is no entity. */
export function idOf({ body }: Answer): string {
  return v.parse(v.object({ id: v.string() }), body).id;
}

/** One property of each entity in a list. */
export function pluck({ body }: Answer, name: string): unknown[] {
  return v.parse(v.array(v.record(v.string(), v.unknown())), body).map((entity) => entity[name]);
}

function client(url: string, headers: Readonly<Record<string, string>>): Client {
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(path.startsWith('/') ? `${url}${path}` : `${url}/api/${path}`, {
      ...init,
      headers: { ...headers, ...init.headers },
    });
    const text = await answer.text();
    const isJson = text !== '' && (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
  };
  const send = (method: string) => (path: string, body: unknown) =>
    call(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    get: (path, more = {}) => call(path, { headers: { ...more } }),
    post: send('POST'),
    put: send('PUT'),
    delete: (path) => call(path, { method: 'DELETE' }),
    upload: (path, form) => call(path, { method: 'POST', body: form }),
  };
}
