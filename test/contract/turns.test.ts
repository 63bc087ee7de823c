/** Functions that begin a chain later. */
import { describe, expect, it } from 'vitest';
import { PHASES } from '../../src/app/calling/next.ts';
import { bucketEnd, phaseOf, scheduleTurn } from '../../src/app/calling/turns.ts';
import { connected } from './fake/connected.ts';
import { the } from './fake/the.ts';

function turns() {
  const youTrack = connected();
  const project = the(youTrack.projects.get('DEMO'));
  return {
    youTrack,
    project,
    schedule: (asked: Parameters<typeof scheduleTurn>[2] = {}) => {
      scheduleTurn(youTrack.execution(), project, asked);
      return youTrack.take().scheduled;
    },
  };
}

describe('a bucket of time', () => {
  it('ends two seconds after it began', () => {
    expect(bucketEnd(4_000, 0)).toBe(6_000);
    expect(bucketEnd(5_999, 0)).toBe(6_000);
    expect(bucketEnd(6_000, 0)).toBe(8_000);
  });

  it('is that of a later time when one is asked for', () => {
    expect(bucketEnd(4_000, 10_001)).toBe(12_000);
    expect(bucketEnd(4_000, 1_000)).toBe(6_000);
  });
});

describe('a turn that only sends', () => {
  it('is left out while one is scheduled that comes no later', () => {
    const { youTrack, schedule } = turns();
    expect(schedule()).not.toBeNull();
    expect(schedule()).toBeNull();
    expect(schedule({ at: youTrack.now + 60_000 })).toBeNull();
  });

  it('is scheduled once the last one has run', () => {
    const { youTrack, schedule } = turns();
    const first = the(schedule());
    youTrack.now += first.delayMs - 1;
    expect(schedule()).toBeNull();
    youTrack.now += 1;
    expect(schedule()).not.toBeNull();
  });

  it('is scheduled once the last one has run on a node whose clock is behind', () => {
    const { youTrack, schedule } = turns();
    const first = the(schedule());
    youTrack.now -= 8_000;
    youTrack.run({ ...first, delayMs: 0 });
    expect(schedule({ at: youTrack.now + 20_000 })).not.toBeNull();
  });

  it('is scheduled besides one that comes later', () => {
    const { youTrack, schedule } = turns();
    expect(the(schedule({ at: youTrack.now + 60_000 })).delayMs).toBeGreaterThan(60_000);
    expect(the(schedule()).delayMs).toBeLessThanOrEqual(2_000);
  });

  it('is scheduled besides one that begins with another phase', () => {
    const { schedule } = turns();
    expect(schedule({ phase: 'results' })).not.toBeNull();
    expect(schedule()).not.toBeNull();
  });
});

describe('a turn that begins with another phase', () => {
  it('is scheduled every time: it carries what no other turn does', () => {
    const { schedule } = turns();
    const carried = { phase: 'deletion', payload: '[]' } as const;
    expect(schedule(carried)).not.toBeNull();
    expect(schedule(carried)).not.toBeNull();
    const sending = { phase: 'sending', payload: 'something' } as const;
    expect(schedule(sending)).not.toBeNull();
    expect(schedule(sending)).not.toBeNull();
  });
});

describe('a turn', () => {
  it('is noted on the project, so that its transaction has written something', () => {
    const { project, schedule } = turns();
    the(schedule({ phase: 'results' }));
    const noted = project.facts().nextTurn;
    const second = the(schedule({ phase: 'results' }));
    expect(second).toMatchObject({ name: 'onTurnDue', project: 'DEMO' });
    expect(noted).not.toBeNull();
    expect(project.facts().nextTurn).not.toBe(noted);
  });

  it.each(PHASES)('begins with the phase it was scheduled for: %s', (phase) => {
    const { schedule } = turns();
    expect(phaseOf(the(schedule({ phase, payload: 'something' })).payload)).toEqual({
      phase,
      payload: 'something',
    });
    expect(phaseOf(JSON.stringify([phase, null]))).toEqual({ phase, payload: null });
  });

  it.each([null, '', '{', '["dance",null]', '["sending"]', '["sending",1]'])(
    'begins with sending when its text is %j',
    (text) => {
      expect(phaseOf(text)).toEqual({ phase: 'sending', payload: null });
    },
  );

  it('does nothing when its project is gone', () => {
    const { youTrack, schedule } = turns();
    youTrack.queuedIssue('DEMO-1');
    const turn = the(schedule());
    youTrack.projects.delete('DEMO');
    expect(youTrack.run(turn)).toEqual({ scheduled: null, sent: null });
  });
});
