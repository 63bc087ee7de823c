/** Puts engine, REST, Hub, pages and control behind one port of 127.0.0.1. */
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { Server } from 'node:http';
import { join, relative, sep } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { mount } from 'hono/mount';
import * as v from 'valibot';
import { createControl } from './control/index.ts';
import type { YouTrack, YouTrackOptions } from './engine/types.ts';
import { ImportRejected } from './engine/types.ts';
import { createEngine } from './engine/youtrack.ts';
import { createPages } from './pages/index.ts';
import { RestError } from './rest/errors.ts';
import { createHub, createRest, userOfRequest } from './rest/index.ts';
import type { SeededUser } from './seed/plant.ts';
import { plantSeed } from './seed/plant.ts';
import type { Seed } from './seed/schema.ts';

/** A packed app: the path of a ZIP or of a folder with a manifest, the bytes of a ZIP, or its files by path. */
export type AppSource = string | Uint8Array | ReadonlyMap<string, Uint8Array>;

export interface ServerOptions extends Omit<YouTrackOptions, 'baseUrl'> {
  /** 0: any free port. */
  readonly port: number;
  readonly seed: Seed;
  readonly apps: readonly AppSource[];
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
const NO_APP_FILE = /(^|\/)(\.|node_modules\/)/;

/**
 * Listens first, because scripts see the address, and answers 503 until seed and apps are in.
 * @throws SeedError, ImportRejected, or what the system says of the port or of a file; nothing runs on then.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port: wanted, seed, apps, ...engineOptions } = options;
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
    app = createSite(youTrack);
    return { url, users, youTrack, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function createSite(youTrack: YouTrack): Hono {
  const site = new Hono({ strict: false });
  site.get('/', (c) => c.redirect(`${PATH}/`));
  site.all(`${PATH}/api/*`, mount(createRest(youTrack).fetch));
  site.all(`${PATH}/hub/api/rest/*`, mount(createHub(youTrack).fetch));
  site.all('/mock/*', mount(createControl(youTrack).fetch));
  site.route(
    PATH,
    createPages(youTrack, {
      baseUrl: youTrack.options.baseUrl,
      userOf: (request) => userOfRequest(youTrack, request),
    }),
  );
  // A wrong path before `/api` is answered with the page of the site, and 200 (youtrack-platform §10).
  site.all('*', (c, next) =>
    /\/(api|hub)\//.test(c.req.path) ? c.html(`<!doctype html><title>YouTrack emulator</title>`) : next(),
  );
  site.onError((error, c) => {
    if (error instanceof RestError) return c.text(error.message, error.status);
    console.error('youtrack-client-mock: a page failed unexpectedly:', error);
    return c.text(error.message, 500);
  });
  return site;
}

/** @throws ImportRejected that says which package it was. */
async function install({ apps }: YouTrack, source: AppSource): Promise<void> {
  if (typeof source !== 'string') {
    if (source instanceof Uint8Array) apps.importZip(source);
    else apps.importFiles(source);
    return;
  }
  const isFolder = (await stat(source)).isDirectory();
  try {
    if (isFolder) apps.importFiles(await filesOf(source));
    else apps.importZip(await readFile(source));
  } catch (error) {
    if (!(error instanceof ImportRejected)) throw error;
    throw new ImportRejected(`${source}: ${error.message}`, { cause: error });
  }
}

/** By path from the folder with `/`; hidden files and dependencies are no part of a package. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .filter(({ name }) => !NO_APP_FILE.test(name));
  return new Map(
    await Promise.all(paths.map(async ({ path, name }) => [name, await readFile(path)] as const)),
  );
}
