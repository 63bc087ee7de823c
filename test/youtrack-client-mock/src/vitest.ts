/** For tests of apps with Vitest: a YouTrack for all tests of a file, and calls to it as one of its users. */
import { afterAll, beforeAll } from 'vitest';
import type { OutboundRequest, RuleMetrics, YouTrack } from './engine/types.ts';
import type { CreateOptions } from './index.ts';
import { createYouTrack } from './index.ts';
import { projectByKey } from './rest/lookup.ts';
import type { RunningServer } from './server.ts';

export interface Answer {
  readonly status: number;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

/** REST as one user; paths are below `/api`. */
export interface UserCalls {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export interface YouTrackUnderTest {
  /** The base URL. */
  readonly url: string;
  /** Everything else that can be done to it. */
  readonly youTrack: YouTrack;
  /** @param login one of the seed's users. */
  as(login: string): UserCalls;
  /** Attaches an app to a project, by their names, as an administrator would. */
  attach(app: string, projectKey: string): void;
  /** Moves the clock on; everything that becomes due runs, and its calls are waited for. */
  pass(ms: number): Promise<void>;
  /** What scripts sent, secrets included. */
  outbound(): readonly OutboundRequest[];
  /** What each rule cost inside users' transactions. */
  metrics(): readonly RuleMetrics[];
}

/** Call it outside of tests. It is started before the first one and ended after the last. */
export function useYouTrack(options: CreateOptions = {}): YouTrackUnderTest {
  let started: RunningServer | undefined;
  beforeAll(async () => {
    started = await createYouTrack(options);
  });
  afterAll(() => started?.close());

  const server = (): RunningServer => {
    if (!started) throw new Error('YouTrack is there inside of tests and hooks only');
    return started;
  };
  return {
    get url() {
      return server().url;
    },
    get youTrack() {
      return server().youTrack;
    },
    as: (login) => callsOf(server(), login),
    attach(app, projectKey) {
      const { youTrack } = server();
      const project = youTrack.read((tx) => projectByKey(tx, projectKey));
      if (project === undefined) throw new Error(`There is no project ${projectKey}`);
      youTrack.apps.attach(app, project);
    },
    pass: (ms) => server().youTrack.advance(ms),
    outbound: () => server().youTrack.outbound(),
    metrics: () => server().youTrack.metrics(),
  };
}

function callsOf({ url, users }: RunningServer, login: string): UserCalls {
  const token = users.find((user) => user.login === login)?.token;
  if (token === undefined) throw new Error(`The seed has no user ${login}`);
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = text !== '' && (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
  };
}
