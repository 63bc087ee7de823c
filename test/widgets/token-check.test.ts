import { describe, expect, it } from 'vitest';
import { tokenProblem, trimmedToken } from '../../widgets/settings/account/token-check.ts';
import { english } from './english.ts';

const YOUTRACK = 'perm:YWRtaW4=.RHVjYWxpcy5pbw==.c2lnbmF0dXJl';

describe('tokenProblem', () => {
  it.each([YOUTRACK, 'perm-YWRtaW4=.NDMtMA==.c2lnbmF0dXJl', `  ${YOUTRACK}\n`])(
    'takes %j for a YouTrack token',
    (token) => {
      expect(tokenProblem('youtrackToken', token)).toBeNull();
      expect(trimmedToken(token)).toBe(token.trim());
    },
  );

  it('takes anything printable for a Ducalis token, whose form nobody has written down', () => {
    expect(tokenProblem('ducalisToken', 'a1B2-c3_d4.e5')).toBeNull();
  });

  it('recognises a token in the wrong box', () => {
    expect(english(tokenProblem('ducalisToken', YOUTRACK))).toMatch(/YouTrack token.*step 2/);
    expect(english(tokenProblem('youtrackToken', 'a1b2c3d4'))).toMatch(/not a YouTrack token.*step 1/);
  });

  it.each([
    ['', /Paste the token/],
    ['   ', /Paste the token/],
    ['perm:one two.three.four', /no spaces/],
    ['perm:one\ntwo.three.four', /no spaces/],
    ['"perm:a.b.c"', /quotation marks/],
    ['Bearer perm:a.b.c', /without the word/],
    ['perm:a.b', /Part of the token is missing/],
    ['perm:a..c', /Part of the token is missing/],
    ['perm:ä.b.c', /plain letters/],
  ])('says what is wrong with %j', (token, sentence) => {
    expect(english(tokenProblem('youtrackToken', token))).toMatch(sentence);
  });

  it('refuses a megabyte without repeating it', () => {
    const problem = english(tokenProblem('ducalisToken', 'x'.repeat(1_048_576)));
    expect(problem).toMatch(/far too long/);
    expect(problem?.length).toBeLessThan(200);
  });
});
