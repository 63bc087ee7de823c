/**
 * Points on which sources disagree or are silent (youtrack-platform §15). By default the emulator takes the side that
 * most sources name; each switch here takes the side that is harder for an app.
 */

export const HARDER_SIDES = [
  /** U1: what an async function schedules is dropped silently when its transaction has written nothing. */
  'dropped-calls',
  /** U2: look-ups by extension properties find nothing in the `search` function of a scheduled rule. */
  'blind-searches',
  /** U4: a whole number is refused in an extension property of the type `float`. */
  'strict-floats',
  /** U7: of two overlapping transactions that schedule a call under the same key, the later one is refused. */
  'key-conflicts',
  /** U16: a failed `fetchApp` call reaches the widget as an error without status and data. */
  'bare-errors',
  /** U18: of two overlapping transactions that fill the same empty extension property, the later one is refused. */
  'unique-values',
] as const;

export type HarderSide = (typeof HARDER_SIDES)[number];

/** Names of switches; `all` is each of them. */
export type HarderChoice = HarderSide | 'all';

export function harderOf({
  harder = [],
}: {
  readonly harder?: readonly HarderChoice[];
}): ReadonlySet<HarderSide> {
  return new Set(harder.flatMap((choice) => (choice === 'all' ? HARDER_SIDES : [choice])));
}
