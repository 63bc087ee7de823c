/** Keeps a failure of this app from becoming somebody else's. */

/**
 * Runs `work`; a failure is logged and answered by `otherwise`. Inside a rule this is what keeps an error of ours from
 * rejecting the user's edit (youtrack-platform §2).
 *
 * @param what where it happened, for the log; never content of an issue.
 */
export function guarded<T>(what: string, work: () => T, otherwise: () => T): T {
  try {
    return work();
  } catch (error) {
    console.error(`[ducalis] ${what} failed: ${error instanceof Error ? error.message : String(error)}`);
    return otherwise();
  }
}
