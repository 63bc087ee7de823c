import { describe, expect, it } from 'vitest';
import { chainMark, isMarkOf, isUnderWay, LAST_HOP, NO_CALL } from '../../src/domain/chain-mark.ts';

const NOW = 1_800_000_000_000;
const mark = chainMark('call-1', NOW, 1);

describe('the mark of a chain', () => {
  it('says for a minute that a call is under way', () => {
    expect(isUnderWay(mark, NOW)).toBe(true);
    expect(isUnderWay(mark, NOW + 59_999)).toBe(true);
    expect(isUnderWay(mark, NOW + 60_000)).toBe(false);
  });

  it('says nothing of a call that lies in the future, as after a clock was set back', () => {
    expect(isUnderWay(mark, NOW - 1)).toBe(false);
  });

  it('says nothing of a call so late that its chain may end before it sends', () => {
    expect(isUnderWay(chainMark('call-1', NOW, LAST_HOP - 4), NOW)).toBe(true);
    expect(isUnderWay(chainMark('call-1', NOW, LAST_HOP - 3), NOW)).toBe(false);
  });

  it.each([null, '', NO_CALL, 'call-1', `call-1@${NOW + 1}`, 'call-1@soon@1'])(
    'says nothing where it is “%s”',
    (text) => {
      expect(isUnderWay(text, NOW)).toBe(false);
    },
  );

  it('is that of one call', () => {
    expect(isMarkOf(mark, 'call-1')).toBe(true);
    expect(isMarkOf(mark, 'call')).toBe(false);
    expect(isMarkOf(mark, 'call-2')).toBe(false);
    expect(isMarkOf(null, 'call-1')).toBe(false);
    expect(isMarkOf(NO_CALL, '')).toBe(false);
  });

  it('is never empty again once written, even if no call is under way', () => {
    expect(NO_CALL).not.toBe('');
  });

  it('leaves one hop of those that YouTrack allows in reserve', () => {
    expect(LAST_HOP).toBe(9);
  });
});
