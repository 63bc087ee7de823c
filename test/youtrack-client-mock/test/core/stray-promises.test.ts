/** Whose promises a realm looks after: those of its own code. */
import { once } from 'node:events';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRealm } from '../../src/script/realm.ts';

it('a promise of the process, made while a script runs, stays the affair of the process', async () => {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  onTestFinished(() => {
    for (const listener of listeners) process.on('unhandledRejection', listener);
  });
  const stray = vi.fn();
  const realm = createRealm({ now: () => 0, write: () => undefined, stray });
  const rejected = once(process, 'unhandledRejection');
  realm.attended('script', () => {
    void Promise.reject(new Error('of the process'));
    realm.load("Promise.reject(new Error('of the script'));", 'script.js', () => undefined);
  });
  expect(await rejected).toEqual([new Error('of the process'), expect.any(Promise)]);
  expect(stray.mock.calls).toEqual([['script', 'Error: of the script']]);
});
