/** Replaces the names of YouTrack values by the options they stand for in Ducalis. Pure. */
import type { Otherwise } from './field-types.ts';

export interface ValueMap {
  readonly map: readonly { readonly from: string; readonly to: string }[];
  /** For a value that the map does not name. */
  readonly otherwise: Otherwise;
}

export interface Mapped {
  readonly names: readonly string[];
  /** Values about which a person must decide; empty unless the map says so. */
  readonly undecided: readonly string[];
}

export function applyValueMap(names: readonly string[], { map, otherwise }: ValueMap): Mapped {
  const mapped: string[] = [];
  const undecided: string[] = [];
  for (const name of names) {
    const entry = map.find(({ from }) => from === name);
    if (entry !== undefined) mapped.push(entry.to);
    else if (otherwise === 'send') mapped.push(name);
    else if (otherwise === 'attention') undecided.push(name);
  }
  return { names: mapped, undecided };
}
