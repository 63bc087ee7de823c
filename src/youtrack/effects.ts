/**
 * Counts what the running script would leave behind: a property it has written, or a call that is made later. A handler
 * that fails learns from it whether YouTrack has to take something back.
 *
 * The count belongs to the script's context, in which YouTrack runs one execution at a time (youtrack-platform §1), so two
 * looks at it during one execution differ only by what this execution did.
 */
let effects = 0;

/** To be called with each write and each later call. */
export function noteEffect(): void {
  effects += 1;
}

export function effectsSoFar(): number {
  return effects;
}
