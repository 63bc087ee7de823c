/** The one way out of the realm: what this realm's `entities` module was connected to. */
import type { EntityNative } from '../native.ts';

let connected: EntityNative | undefined;

export function connect(native: EntityNative): void {
  connected = native;
}

export function engine(): EntityNative {
  if (connected === undefined) throw new Error('The entities module is not connected');
  return connected;
}
