/** Puts engine, REST, Hub, pages and control behind one port of 127.0.0.1. */
import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { mount } from 'hono/mount';
import { getPath } from 'hono/utils/url';
import * as v from 'valibot';
import { createControl } from './control/index.ts';
import type { YouTrack, YouTrackOptions } from './engine/types.ts';
import { createEngine } from './engine/youtrack.ts';
import type { AppSource } from './install.ts';
import { install } from './install.ts';
import { createPages } from './pages/index.ts';
import { RestError } from './rest/errors.ts';
import { createHub, createRest, userOfRequest } from './rest/index.ts';
import type { SeededUser } from './seed/plant.ts';
import { plantSeed } from './seed/plant.ts';
import type { Seed } from './seed/schema.ts';

export interface ServerOptions extends Omit<YouTrackOptions, 'baseUrl'> {
  /** 0: any free port. */
  readonly port: number;
  readonly seed: Seed;
  readonly apps: readonly AppSource[];
  /** Browsers must not keep the files of widgets, unlike those of YouTrack: an app is built anew under its version. */
  readonly freshAssets?: boolean;
  /** Of pages that may read REST, such as `https://example.com`; `*` for all, none when absent. */
  readonly allowedOrigins?: readonly string[];
}

/** An emulator that listens. */
export interface RunningServer {
  /** The base URL, such as `http://127.0.0.1:8080/youtrack`. */
  readonly url: string;
  /** Everybody in the seed one can be, with a permanent token each. */
  readonly users: readonly SeededUser[];
  /** The emulated YouTrack behind it, in this process. */
  readonly youTrack: YouTrack;
  /** Open connections are cut, nothing runs afterwards. */
  close(): Promise<void>;
}

const PATH = '/youtrack';

/**
 * Listens first, because scripts see the address, and answers 503 until seed and apps are in.
 * @throws SeedError, ImportRejected, or what the system says of the port or of a file; nothing runs on then.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port: wanted, seed, apps, freshAssets = false, allowedOrigins = [], ...engineOptions } = options;
  let app: Hono | undefined;
  const server = createAdaptorServer({
    fetch: (request) => app?.fetch(request) ?? new Response('Starting', { status: 503 }),
  });
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = v.parse(v.object({ port: v.number() }), server.address());
  const url = `http://127.0.0.1:${port}${PATH}`;
  let youTrack: YouTrack | undefined;

  async function close(): Promise<void> {
    youTrack?.close();
    const closed = once(server, 'close');
    server.close();
    if (server instanceof Server) server.closeAllConnections();
    await closed;
  }

  try {
    youTrack = createEngine({ ...engineOptions, baseUrl: url });
    const users = plantSeed(youTrack, seed);
    for (const source of apps) await install(youTrack, source);
    app = createSite(youTrack, { freshAssets, allowedOrigins });
    return { url, users, youTrack, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One slash more at the end is forgiven, but not where an app's handler has an exact path (youtrack-platform §7). */
function pathOf(request: Request): string {
  const path = getPath(request);
  return path.includes('/extensionEndpoints/') || path === '/' ? path : path.replace(/\/$/, '');
}

type SiteOptions = Required<Pick<ServerOptions, 'freshAssets' | 'allowedOrigins'>>;

function createSite(youTrack: YouTrack, { freshAssets, allowedOrigins }: SiteOptions): Hono {
  const site = new Hono({ getPath: pathOf });
  site.get('/', (c) => c.redirect(`${PATH}/`));
  site.all(`${PATH}/api/*`, mount(createRest(youTrack, allowedOrigins).fetch));
  site.all(`${PATH}/hub/api/rest/*`, mount(createHub(youTrack).fetch));
  site.all('/mock/*', mount(createControl(youTrack).fetch));
  site.route(
    PATH,
    createPages(youTrack, {
      baseUrl: youTrack.options.baseUrl,
      userOf: (request) => userOfRequest(youTrack, request),
      freshAssets,
    }),
  );
  // A wrong path before `/api` is answered with the page of the site, and 200 (youtrack-platform §10).
  site.all('*', (c, next) =>
    /\/(api|hub)\//.test(c.req.path) ? c.html(`<!doctype html><title>YouTrack emulator</title>`) : next(),
  );
  site.onError((error, c) => {
    if (error instanceof RestError) return c.text(error.message, error.status);
    if (error instanceof HTTPException) return error.getResponse();
    console.error('youtrack-client-mock: a page failed unexpectedly:', error);
    return c.text(error.message, 500);
  });
  return site;
}
