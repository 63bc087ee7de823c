/**
 * Why a mutant may survive: by its key, as `npm run mutants` prints it. Either nothing can tell it from the original,
 * or only a slower test can; then name that test. A mutant that a fast test could notice has no place here.
 */
export const SURVIVORS: Readonly<Record<string, string>> = {
  "src/app/scripts.ts: «'acknowledge'», → «''»":
    'Scripts are called by YouTrack only: test/integration/update.test.ts notices it.',
  'src/app/scripts.ts: return «asked === null» ? otherwise : search(asked); → «true»':
    'Scripts are called by YouTrack only: test/integration/apply-results.test.ts notices it.',
  'src/app/chain.ts: if («answered !== null» && isMarkOf(project.facts().chain, answered)) project.record({ chain: NO_CALL }); → «true»':
    'No mark is that of a call without an id; the comparison is for the types.',
  'src/domain/address.ts: if («kept.length === parameters.length») return address; → «false»':
    'Where nothing was left out, the parameters are joined to the same address.',
  'src/app/sending/queue.ts: if («found.length < limit») return; → «false»':
    'It saves one search, in which every issue was seen before.',
  'src/app/connecting/settings.ts: return «type === undefined» ? [] : [{ ...match, type }]; → «false»':
    'A match with a field that the board does not have was refused before; the comparison is for the types.',
  'src/app/connecting/ask.ts: if (refusal === null && «parsed !== undefined») return parsed; → «true»':
    'An answer that was not understood is not acknowledged; the comparison is for the types.',
};
