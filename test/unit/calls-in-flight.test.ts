import { describe, expect, it } from 'vitest';
import { ANSWER_MS, FREE, freeSlot, released, SLOTS, taken } from '../../src/domain/calls-in-flight.ts';

const NOW = 1_800_000_000_000;
const NONE = { callSlotA: null, callSlotB: null };
const one = { ...NONE, ...taken('callSlotA', 'call-1', NOW) };
const two = { ...one, ...taken('callSlotB', 'call-2', NOW) };

describe('the slots for calls', () => {
  it('are two, and are taken one after the other', () => {
    expect(SLOTS).toEqual(['callSlotA', 'callSlotB']);
    expect(freeSlot(NONE, NOW)).toBe('callSlotA');
    expect(freeSlot(one, NOW)).toBe('callSlotB');
    expect(freeSlot(two, NOW)).toBeNull();
  });

  it('are given back by the answer to their own call, and are never empty again', () => {
    expect(released(two, 'call-2')).toEqual({ callSlotB: FREE });
    expect(freeSlot({ ...two, ...released(two, 'call-2') }, NOW)).toBe('callSlotB');
    expect(FREE).not.toBe('');
  });

  it.each(['call-3', 'call', ''])('are not given back by an answer to the unknown call “%s”', (id) => {
    expect(released(two, id)).toEqual({});
  });

  it('are not given back where none was ever taken', () => {
    expect(released(NONE, 'call-1')).toEqual({});
  });

  it('are free again when no answer has come within a minute', () => {
    expect(ANSWER_MS).toBe(60_000);
    expect(freeSlot(two, NOW + ANSWER_MS - 1)).toBeNull();
    expect(freeSlot(two, NOW + ANSWER_MS)).toBe('callSlotA');
  });

  it('are free when their call lies in the future, as after a clock was set back', () => {
    expect(freeSlot(two, NOW - 1)).toBe('callSlotA');
  });

  it.each(['', 'nonsense', 'a@b', FREE])('are free when they hold “%s”', (text) => {
    expect(freeSlot({ callSlotA: text, callSlotB: text }, NOW)).toBe('callSlotA');
  });
});
