/** What a rule says when it is broken. */

export interface Problem {
  /** Path inside the package. */
  readonly file: string;
  /** One sentence for the person who has to mend it. */
  readonly sentence: string;
}
