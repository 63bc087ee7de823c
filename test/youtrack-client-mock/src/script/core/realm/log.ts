/** Writes to the console of the running script. Runs inside the realm; imports nothing. */

export function log(level: 'info' | 'warn', text: string): void {
  console[level](text);
}
