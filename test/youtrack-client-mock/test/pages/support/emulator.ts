/** A running emulator with the probe app and the seeded project, for tests with a browser. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createPages } from '../../../src/pages/index.ts';
import type { Seeded } from './seed.ts';
import { stub } from './stub.ts';

export interface RunningEmulator extends Seeded {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly appId: string;
  /** What the store holds for the first issue now. */
  summaryNow(): unknown;
  pointsNow(): unknown;
  close(): Promise<void>;
}

export async function startEmulator(): Promise<RunningEmulator> {
  const { youTrack, rest, s, app: desc } = stub();
  const app = new Hono();
  app.route('/youtrack/api', rest);
  app.route(
    '/youtrack',
    createPages(youTrack, {
      baseUrl: 'http://127.0.0.1/youtrack',
      userOf: (request) => (request.headers.get('cookie')?.includes('session=ada') ? s.ada : s.guest),
    }),
  );
  let resolve: (port: number) => void = () => undefined;
  const promise = new Promise<number>((r) => {
    resolve = r;
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => resolve(port));
  return {
    ...s,
    origin: `http://127.0.0.1:${await promise}`,
    appId: desc.id,
    summaryNow: () => youTrack.read((tx) => tx.get(s.issue, 'summary')),
    pointsNow: () => youTrack.read((tx) => tx.get(s.issue, 'field:Points')),
    close: () => new Promise((done) => server.close(() => done())),
  };
}
