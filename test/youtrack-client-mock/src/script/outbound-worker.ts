/** The thread that makes synchronous requests while the emulator's own thread stands still. */
import { MessagePort, workerData } from 'node:worker_threads';
import type { WireCall } from './outbound-wire.ts';
import { exchange } from './outbound-wire.ts';
import type { OutboundAnswer } from './types.ts';

const { port, signal }: { port: unknown; signal: unknown } = workerData;
if (!(port instanceof MessagePort) || !(signal instanceof Int32Array)) {
  throw new Error('The worker needs a port and a signal');
}

const announce = (): void => {
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
};

const reply = (answer: OutboundAnswer): void => {
  port.postMessage(answer);
  announce();
};

port.on('message', (call: WireCall) => {
  // `exchange` never rejects; were it to, the waiting thread would stand still forever.
  exchange(call).then(reply, (error: unknown) =>
    reply({ kind: 'failure', exception: `java.lang.InternalError: ${String(error)}` }),
  );
});

announce();
