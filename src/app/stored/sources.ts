/** Whose sources the items on the boards have: one text of the app's storage, written by the transitions of `domain/adoption.ts`. */
import { type Sources, type Standing, standingOf } from '../../domain/adoption.ts';
import { sourcesAsText, sourcesIn } from '../../youtrack/adoption-facts.ts';
import type { Storage } from '../../youtrack/ports.ts';

type Reading = Pick<Storage, 'storage'>;

export function readSources(execution: Reading): Sources {
  return sourcesIn(execution.storage().sources);
}

export function writeSources(execution: Storage, sources: Sources): void {
  execution.recordStorage({ sources: sourcesAsText(sources) });
}

/** Says of each source whose its items are, as far as it is known now. */
export function standings(execution: Reading): (source: string) => Standing {
  const { instanceId } = execution.storage();
  const sources = readSources(execution);
  return (source) => standingOf(source, instanceId, sources);
}

/** True while an administrator has to say whose items were found on a board. */
export function isAskedAboutItems(execution: Reading): boolean {
  return readSources(execution).asked.length > 0;
}
