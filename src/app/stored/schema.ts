/** Which form the data of this app has, as one number. */
import type { Storage } from '../../youtrack/ports.ts';

/** 2: results as texts, departures, the register of boards. Version 0.1 had no number. */
export const SCHEMA = 2;

/** True when a newer version of the app has been here: its data is left as it is. */
export function isFromNewer(execution: Pick<Storage, 'storage'>): boolean {
  return (execution.storage().schema ?? 0) > SCHEMA;
}

/** The data has the form of this version, from its beginning or from now on. */
export function noteSchema(execution: Storage): void {
  execution.recordStorage({ schema: SCHEMA });
}
