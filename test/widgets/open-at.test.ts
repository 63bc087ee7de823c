import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { leaveNote, takeNote } from '../../widgets/common/open-at.ts';
import { hostAnswering } from './fake-host.ts';

const NOW = 1_900_000_000_000;

describe('a note on where to open a project', () => {
  const host = hostAnswering(() => null);

  it('is taken away by the page of that project only', async () => {
    await leaveNote(host, 'DEMO', 'activity', NOW);
    await leaveNote(host, 'OPS', 'import', NOW);
    expect(await takeNote(host, 'DEMO', NOW + 3_000)).toBe('activity');
    expect(await takeNote(host, 'DEMO', NOW + 3_000)).toBeNull();
    expect(await takeNote(host, 'OPS', NOW + 3_000)).toBe('import');
  });

  it('does not hold for ever', async () => {
    await leaveNote(host, 'DEMO', 'activity', NOW);
    expect(await takeNote(host, 'DEMO', NOW + 60_000)).toBeNull();
  });

  it('is not waited for where the storage never answers', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const silent = { ...host, takeRemembered: () => new Promise<null>(() => undefined) };
    const taken = takeNote(silent, 'DEMO', NOW);
    await vi.runAllTimersAsync();
    expect(await taken).toBeNull();
  });

  it.each(['', 'activity', '{"tab":"elsewhere","at":1900000000000}'])('is nothing else: %j', async (text) => {
    await host.remember('open-at DEMO', text);
    expect(await takeNote(host, 'DEMO', NOW)).toBeNull();
  });
});
