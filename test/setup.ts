/**
 * Runs around every test and every test file. Nothing outlives its test: what it opened ends in order, and the test
 * fails by its own name when it leaves a server, a process or a timer running, or a rejection that nobody handles.
 */
import { setImmediate } from 'node:timers/promises';
import { aroundAll, aroundEach } from 'vitest';
import { leftovers, watch } from './fixtures/leftovers.ts';
import { Owner, ownedBy } from './fixtures/owner.ts';

watch();

function runAs(owner: Owner, run: () => Promise<void>): Promise<void> {
  const found = leftovers();
  return ownedBy(owner, run, async () => {
    // Node reports a rejection one turn later, and lets go of a closed server after that.
    await setImmediate();
    await setImmediate();
    return found().map(({ what, cause }) => new Error(`${owner.name} ${what}`, { cause }));
  });
}

aroundAll((run) => runAs(new Owner('Outside of its tests, the file'), run));
aroundEach((run, { task }) => runAs(new Owner(`“${task.fullTestName}”`), run));
