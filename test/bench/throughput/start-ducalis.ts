/** Starts the Ducalis of the bench. A script's synchronous call stops this thread, so it runs in another. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { rest } from '../../../tools/stand-ins/rest.ts';

export interface BenchDucalis {
  readonly url: string;
  /** @param now milliseconds since the epoch, by which it counts the calls of a minute. */
  setClock(now: number): void;
  /** Another total score for every issue of the board. */
  rescore(board: string, score: number): Promise<void>;
  /** Every call to the board fails from then on, with 503. */
  kill(board: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param ignoresRemoved a bulk call does not know `removed: true`. */
export async function startBenchDucalis(ignoresRemoved: boolean): Promise<BenchDucalis> {
  const clock = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const time = new BigInt64Array(clock);
  const worker = new Worker(new URL('./ducalis.mjs', import.meta.url), {
    workerData: { clock, ignoresRemoved },
  });
  const [said]: unknown[] = await once(worker, 'message');
  const url = v.parse(v.string(), said);
  const { post } = rest(url, null);
  return {
    url,
    setClock: (now) => void Atomics.store(time, 0, BigInt(now)),
    async rescore(board, score) {
      await post('bench', { board, score });
    },
    async kill(board) {
      await post('bench', { board, isDead: true });
    },
    async stop() {
      await worker.terminate();
    },
  };
}
