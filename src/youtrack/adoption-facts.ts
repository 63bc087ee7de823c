/** Reads and writes what is kept of adopted ids: the id on an issue, and whose sources there are in the app's storage. */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';
import * as v from 'valibot';
import { type Adoption, NO_SOURCES, type Sources } from '../domain/adoption.ts';
import { OWNERSHIP_PROPERTIES, readString, write } from './extension-properties.ts';
import { storedText } from './stored-text.ts';

const adoptionText = storedText(
  1,
  v.object({
    source: v.string(),
    externalId: v.string(),
    revision: v.pipe(v.number(), v.safeInteger()),
    isEvaluated: v.boolean(),
  }),
);

export function readAdoption(properties: ExtensionProperties): Adoption | null {
  return adoptionText.readOr(readString(properties, 'adopted'), null);
}

/** @param adoption null: the issue goes by an id of its own. */
export function writeAdoption(properties: ExtensionProperties, adoption: Adoption | null): void {
  const adopted = adoption === null ? null : adoptionText.write(adoption);
  write(properties, OWNERSHIP_PROPERTIES, { adopted });
}

const Ids = v.array(v.string());
const sourcesText = storedText(1, v.object({ isUnused: v.boolean(), ours: Ids, foreign: Ids, asked: Ids }));

/** @param text of the app's storage. */
export function sourcesIn(text: string | null): Sources {
  return sourcesText.readOr(text, NO_SOURCES);
}

export function sourcesAsText({ isUnused, ours, foreign, asked }: Sources): string {
  return sourcesText.write({ isUnused, ours: [...ours], foreign: [...foreign], asked: [...asked] });
}
