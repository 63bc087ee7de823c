/** What is wrong with a pasted token, told before it goes anywhere. Pure; the token is never part of an answer. */

import { type Message, message } from '../../messages/message.ts';

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
export function tokenProblem(kind: TokenKind, pasted: string): Message | null {
  // First of all: nothing below looks at a megabyte.
  if (pasted.length > LONGEST) return message('settings.token.tooLong');
  const token = trimmedToken(pasted);
  if (token === '') return message('settings.token.paste');
  if (/^bearer\s/i.test(token)) return message('settings.token.bearer');
  if (/["'`“”‘’«»]/.test(token)) return message('settings.token.quotes');
  if (/\s/.test(token)) return message('settings.token.spaces');
  if (!PRINTABLE.test(token)) return message('settings.token.signs');
  return kind === 'youtrackToken' ? youTrackProblem(token) : ducalisProblem(token);
}

function ducalisProblem(token: string): Message | null {
  if (!YOUTRACK.test(token)) return null;
  return message('settings.token.youtracks');
}

function youTrackProblem(token: string): Message | null {
  if (!YOUTRACK.test(token)) {
    return message('settings.token.notYoutracks');
  }
  if (YOUTRACK_WHOLE.test(token)) return null;
  return message('settings.token.partMissing');
}
