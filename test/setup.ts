/**
 * Runs around every test and every test file. Nothing outlives its test: what it opened ends in order, and the test
 * fails by its own name when it leaves a server, a process or a timer running, or a rejection that nobody handles.
 */
import { setImmediate } from 'node:timers/promises';
import { aroundAll, aroundEach } from 'vitest';
import { leftovers, watchTimers } from './fixtures/leftovers.ts';
import { Owner, ownedBy, runningOwner } from './fixtures/owner.ts';

const rejections: { readonly owner: Owner | undefined; readonly reason: unknown }[] = [];

watchTimers();
process.on('unhandledRejection', (reason) => void rejections.push({ owner: runningOwner(), reason }));

function runAs(owner: Owner, run: () => Promise<void>): Promise<void> {
  const found = leftovers();
  return ownedBy(owner, run, async () => {
    // Node reports a rejection one turn later, and lets go of a closed server after that.
    await setImmediate();
    await setImmediate();
    return [
      ...found().map((left) => new Error(`${owner.name} ${left}`)),
      ...rejections.splice(0).map(
        ({ owner: during = owner, reason }) =>
          new Error(`${during.name}: a promise was rejected, and nothing handles it: ${reason}`, {
            cause: reason,
          }),
      ),
    ];
  });
}

aroundAll((run) => runAs(new Owner('The hooks of this file'), run));
aroundEach((run, { task }) => runAs(new Owner(`“${task.fullTestName}”`), run));
