/** A statement about the YouTrack platform, and the cases that show that the emulator keeps to it. */
import { describe, it } from 'vitest';

/**
 * How a statement is known: documented, designed in public, read in JetBrains' source, observed by others, recorded,
 * inferred, or not known at all (then the emulator has a switch or a stated choice).
 */
export type Certainty = 'D' | 'E' | 'S' | 'O' | 'R' | 'I' | '?';

/** A test is named `§3 [D] sentence > case`, which the table in the README takes apart again. */
export function statement(
  section: `§${number}`,
  certainty: Certainty,
  sentence: string,
  cases: Readonly<Record<string, () => void | Promise<void>>>,
): void {
  describe(`${section} [${certainty}] ${sentence}`, () => {
    for (const [name, run] of Object.entries(cases)) it(name, run);
  });
}
