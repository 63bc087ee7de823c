/** The slow check that never ends. */
import { describe, expect, it } from 'vitest';
import { pauseImport, startImport } from '../../src/app/catching-up/import.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { type ConnectedYouTrack, connected, itemsOf } from './fake/connected.ts';
import { letWait } from './fake/lanes.ts';
import type { FakeProject } from './fake/project.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const DEMO = (youTrack: ConnectedYouTrack): FakeProject => the(youTrack.projects.get('DEMO'));
const HOUR = 60 * 60_000;
const checked = (youTrack: ConnectedYouTrack) => readWalk(DEMO(youTrack), 'checkState');

describe('the check', () => {
  it('looks at 200 numbers a round', () => {
    const youTrack = connected();
    for (const number of [1, 200, 201]) youTrack.addIssue(`DEMO-${number}`);
    youTrack.round();
    expect(checked(youTrack)).toMatchObject({ state: 'running', next: 201, found: 2 });
    youTrack.round();
    expect(checked(youTrack)).toMatchObject({ state: 'running', next: 401, found: 3 });
  });

  it('has what it marks sent at the end of the round', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = { summary: 'Changed while the app was switched off' };
    let { sent } = youTrack.round();
    while (sent !== null && sent.name !== 'onReceipts') {
      ({ sent } = youTrack.answer(sent, answer(200, { items: [], next: null })));
    }
    expect(itemsOf(the(sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('begins again an hour after it began, at the earliest', () => {
    const youTrack = connected();
    const began = youTrack.now;
    const nextRound = () => {
      youTrack.round();
      return checked(youTrack)?.startedAt;
    };
    expect([nextRound(), nextRound()]).toEqual([began, began]);
    expect(checked(youTrack)?.state).toBe('done');
    youTrack.now = began + HOUR - 1;
    expect(nextRound()).toBe(began);
    youTrack.now = began + HOUR;
    expect(nextRound()).toBe(began + HOUR);
  });

  it('goes on where it was, however long it takes', () => {
    const youTrack = connected();
    youTrack.addIssue('DEMO-1');
    const began = youTrack.now;
    youTrack.round();
    youTrack.now += 2 * HOUR;
    youTrack.round();
    expect(checked(youTrack)).toMatchObject({ startedAt: began, next: 302 });
  });

  it('does nothing while an import runs or is paused', () => {
    const youTrack = connected();
    startImport(youTrack.execution(), DEMO(youTrack));
    youTrack.round();
    expect(checked(youTrack)).toBeNull();
    startImport(youTrack.execution(), DEMO(youTrack));
    pauseImport(DEMO(youTrack));
    youTrack.round();
    expect(checked(youTrack)).toBeNull();
  });

  it('does its work while Ducalis asks to wait, and not while nothing may be sent', () => {
    const youTrack = connected();
    youTrack.hasDucalisToken = false;
    youTrack.round();
    expect(checked(youTrack)).toBeNull();
    youTrack.hasDucalisToken = true;
    letWait(youTrack, 'connection', HOUR);
    youTrack.round();
    expect(checked(youTrack)).not.toBeNull();
  });
});
