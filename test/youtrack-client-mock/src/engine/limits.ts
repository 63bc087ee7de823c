/** Limits that JetBrains keeps to itself (youtrack-platform §1, §2, §4, §7). Each is a switch; these are its defaults. */

export interface Limits {
  /**
   * Milliseconds of real time that one call of a script may take. Whoever sets it has scripts broken off after it;
   * otherwise one that took longer is refused once it ends, because watching costs 0.15 ms a call. Loading a script is
   * broken off in any case.
   */
  readonly scriptMs: number;
  /** Actions of on-change rules in one transaction: rules that make issues for each other would go on for ever. */
  readonly rulesInTransaction: number;
  /** Bytes of the body of a request to a handler; a larger one is answered with 413. */
  readonly handlerBodyBytes: number;
  /** A rule whose schedule has two times closer together than this fails the import. 0: any will do. */
  readonly scheduleMs: number;
  /** Milliseconds without a byte, for connections that name no timeout of their own. */
  readonly connectionMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  scriptMs: 60_000,
  rulesInTransaction: 1_000,
  handlerBodyBytes: 10 * 1024 * 1024,
  scheduleMs: 0,
  connectionMs: 60_000,
};

export function limitsOf({ limits }: { readonly limits?: Partial<Limits> }): Limits {
  return { ...DEFAULT_LIMITS, ...limits };
}
