/**
 * Mutants written by hand, each a mistake that somebody could make and that the fast tests must notice. They are judged
 * besides those that are drawn. `known.test.ts` holds each snippet to be in its file exactly once, so that none lapses.
 */
export interface KnownMutant {
  /** What the app does wrong with it. Names it in `survivors.ts` too. */
  readonly sentence: string;
  /** Path from the repository's root. */
  readonly file: string;
  /** In the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

export const KNOWN: readonly KnownMutant[] = [
  {
    sentence: 'An answer acknowledges an issue that was edited since it was sent.',
    file: 'src/domain/delivery.ts',
    find: 'return facts.changeToken === sent.token ? { ...stored, queue: null } : stored;',
    replace: 'return { ...stored, ackedToken: facts.changeToken, queue: null };',
  },
];
