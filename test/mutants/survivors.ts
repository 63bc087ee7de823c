/**
 * Why a mutant may survive: by its key, as `npm run mutants` prints it. Either nothing can tell it from the original,
 * or only a slower test can; then name that test. A mutant that a fast test could notice has no place here.
 */
export const SURVIVORS: Readonly<Record<string, string>> = {};
