/**
 * Opens the page in a project's settings at one of its parts. That page is not told its own address
 * (youtrack-platform §8), so a note in the storage of the app, which is kept by the browser, goes before it. Where the
 * note does not arrive, the page opens at its first part, as it does without one.
 */
import * as v from 'valibot';
import type { Host } from './host.ts';
import { TABS, type TabKey } from './project-tabs.ts';

const NoteSchema = v.pipe(v.string(), v.parseJson(), v.object({ tab: v.picklist(TABS), at: v.number() }));

/** A page that was never opened must not surprise whoever comes there later. */
const LONGEST_WAY_MS = 60_000;

/** @param now in ms. */
export async function leaveNote(host: Host, project: string, tab: TabKey, now: number): Promise<void> {
  await host.remember(nameOf(project), JSON.stringify({ tab, at: now }));
}

/** A page is not kept waiting for a convenience. */
const PATIENCE_MS = 1_000;

/** Null without a note, for an old one, and where the storage does not answer. @param now in ms. */
export async function takeNote(host: Host, project: string, now: number): Promise<TabKey | null> {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>((resolve) => {
    patience = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const taken = await Promise.race([host.takeRemembered(nameOf(project)), silence]);
  clearTimeout(patience);
  const note = v.safeParse(NoteSchema, taken);
  if (!note.success) return null;
  const { tab, at } = note.output;
  return at > now - LONGEST_WAY_MS ? tab : null;
}

function nameOf(project: string): string {
  return `open-at ${project}`;
}
