/** What is wrong with a pasted token, told before it goes anywhere. Pure; the token is never part of an answer. */

export type TokenKind = 'ducalisToken' | 'youtrackToken';

/** Real tokens are under 200 characters long. */
const LONGEST = 2_000;
const YOUTRACK = /^perm[:-]/i;
const PART = '[A-Za-z0-9+/=_-]+';
const YOUTRACK_WHOLE = new RegExp(`^perm[:-]${PART}\\.${PART}\\.${PART}$`);
/** What HTTP can carry in a header without loss. */
const PRINTABLE = /^[\x21-\x7e]+$/;

/** The token without what a paste brings along at both ends. */
export function trimmedToken(pasted: string): string {
  return pasted.trim();
}

/** A sentence for a person, or null for a token that looks right. */
export function tokenProblem(kind: TokenKind, pasted: string): string | null {
  // First of all: nothing below looks at a megabyte.
  if (pasted.length > LONGEST) return 'This is far too long for a token. Copy the token alone.';
  const token = trimmedToken(pasted);
  if (token === '') return 'Paste the token.';
  if (/^bearer\s/i.test(token)) return 'Paste the token alone, without the word "Bearer".';
  if (/["'`“”‘’«»]/.test(token)) return 'Paste the token without quotation marks.';
  if (/\s/.test(token)) return 'A token has no spaces or line breaks. Copy it again as a whole.';
  if (!PRINTABLE.test(token)) return 'A token has plain letters, digits and signs only. Copy it again.';
  return kind === 'youtrackToken' ? youTrackProblem(token) : ducalisProblem(token);
}

function ducalisProblem(token: string): string | null {
  if (!YOUTRACK.test(token)) return null;
  return 'This is a YouTrack token: it belongs in step 2. Paste the API token of Ducalis here.';
}

function youTrackProblem(token: string): string | null {
  if (!YOUTRACK.test(token)) {
    return 'This is not a YouTrack token, which begins with "perm". The API token of Ducalis belongs in step 1.';
  }
  if (YOUTRACK_WHOLE.test(token)) return null;
  return 'Part of the token is missing: after "perm" it has three parts with dots between them.';
}
