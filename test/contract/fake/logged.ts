/** What the app logs, for tests that let something fail: it is looked at, and does not show up among the results. */
import { onTestFinished, vi } from 'vitest';

/** @returns a list that grows until the end of the test. */
export function logged(): readonly string[] {
  const lines: string[] = [];
  for (const method of ['error', 'warn'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...parts) => void lines.push(parts.join(' ')));
    onTestFinished(() => spy.mockRestore());
  }
  return lines;
}
