/** Starts the misbehaving server. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';

export interface TestServer {
  /** Without a trailing slash. */
  readonly origin: string;
  close(): Promise<unknown>;
}

export async function startServer(): Promise<TestServer> {
  const worker = new Worker(new URL('./misbehaving-server.mjs', import.meta.url), { execArgv: [] });
  const [port] = await once(worker, 'message');
  return { origin: `http://127.0.0.1:${port}`, close: () => worker.terminate() };
}

/** An origin where nobody listens. */
export async function closedOrigin(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${address.port}`;
}
