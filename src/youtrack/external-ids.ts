/** The ids under which Ducalis knows our issues. Each names the instance of YouTrack that made it. */
import type { AppGlobalStorage } from '@jetbrains/youtrack-scripting-api/entities';
import { type Standing, standingOf } from '../domain/adoption.ts';
import { sourcesIn } from './adoption-facts.ts';
import { readString } from './extension-properties.ts';

export interface ExternalIds {
  make(): string;
  /** True for an id that this instance has made: a clone must not send under the ids of the original. */
  isOurs(externalId: string): boolean;
  /** Whose the items of that source are. */
  standingOf(source: string): Standing;
  /** Of what this instance makes. */
  source(): string;
}

/** @param draw makes the random part of an id. */
export function externalIdsOf(
  { extensionProperties }: Pick<AppGlobalStorage, 'extensionProperties'>,
  draw: () => string = newId,
): ExternalIds {
  const source = (): string => readString(extensionProperties, 'instanceId') ?? '';
  const prefix = (): string => `${source().slice(0, 8)}-`;
  return {
    make: () => `${prefix()}${draw()}`,
    isOurs: (externalId) => externalId.startsWith(prefix()),
    standingOf: (asked) => standingOf(asked, source(), sourcesIn(readString(extensionProperties, 'sources'))),
    source,
  };
}

/** 24 random letters and digits. */
export function newId(): string {
  return Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8).padEnd(6, '0')).join('');
}
