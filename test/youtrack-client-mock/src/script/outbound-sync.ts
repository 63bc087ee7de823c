/**
 * Synchronous requests: this thread really stands still until the answer is there, as a YouTrack thread does
 * (youtrack-platform §1). A server in this very thread can therefore never answer.
 */
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import * as v from 'valibot';
import type { WireCall } from './outbound-wire.ts';
import type { OutboundAnswer } from './types.ts';

const START_TIMEOUT_MS = 30_000;

const answerSchema = v.variant('kind', [
  v.object({
    kind: v.literal('answer'),
    code: v.number(),
    headers: v.array(v.object({ name: v.string(), value: v.string() })),
    body: v.string(),
  }),
  v.object({ kind: v.literal('failure'), exception: v.string() }),
]);

let workerSource: string | undefined;

/** Bundled in memory, so that the worker needs neither a build nor a TypeScript loader of the embedding process. */
function bundleWorker(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('./outbound-worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('Nothing was bundled for the HTTP worker');
  return file.text;
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** 0 while the worker is busy, 1 when it started or answered. */
  readonly signal: Int32Array<SharedArrayBuffer>;
}

export class SyncSender {
  private thread: Thread | undefined;
  private isWaiting = false;

  /** Blocks. */
  send(call: WireCall): OutboundAnswer {
    // A script that was broken off while it waited has left an answer that nobody wants.
    if (this.isWaiting) void this.close();
    this.thread ??= startThread();
    this.isWaiting = true;
    const { port, signal } = this.thread;
    Atomics.store(signal, 0, 0);
    port.postMessage(call);
    // A notification of the answer before may come late and wake this wait too early.
    while (Atomics.load(signal, 0) === 0) Atomics.wait(signal, 0, 0);
    this.isWaiting = false;
    return v.parse(answerSchema, receiveMessageOnPort(port)?.message);
  }

  /** A later {@link send} starts anew. */
  close(): Promise<number> | undefined {
    const worker = this.thread?.worker;
    this.thread = undefined;
    this.isWaiting = false;
    return worker?.terminate();
  }
}

function startThread(): Thread {
  workerSource ??= bundleWorker();
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(workerSource, {
    eval: true,
    execArgv: [],
    workerData: { port: port2, signal },
    transferList: [port2],
  });
  worker.unref();
  if (Atomics.wait(signal, 0, 0, START_TIMEOUT_MS) === 'timed-out') {
    throw new Error('The HTTP worker did not start');
  }
  return { worker, port: port1, signal };
}
