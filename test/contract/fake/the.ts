/** What a test cannot go on without. A test that returned instead would pass without having looked at anything. */

/** @throws Error when there is no such value. */
export function the<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('There is nothing here');
  return value;
}
