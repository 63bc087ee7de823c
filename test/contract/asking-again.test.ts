/** What a person does when something went wrong, and what Ducalis posts by itself. */
import { describe, expect, it } from 'vitest';
import { steerImport } from '../../src/app/catching-up/steer-import.ts';
import { takeInbound } from '../../src/app/results/inbound.ts';
import { retryIssue, retryWaiting } from '../../src/app/sending/retry.ts';
import { waitingIssues } from '../../src/app/sending/waiting.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { type ConnectedYouTrack, connected, itemsOf, keysOf } from './fake/connected.ts';
import type { FakeProject } from './fake/project.ts';
import { resultOf } from './fake/results.ts';
import { the } from './fake/the.ts';
import { answer } from './fake/youtrack.ts';

const DEMO = (youTrack: ConnectedYouTrack): FakeProject => the(youTrack.projects.get('DEMO'));

/** Three issues that Ducalis has refused; the last one cannot be seen by Ada. */
function refused(): ConnectedYouTrack {
  const youTrack = connected();
  for (const number of [1, 2]) youTrack.queuedIssue(`DEMO-${number}`);
  youTrack.queuedIssue('DEMO-3', { visibleTo: ['bob'] });
  const sent = the(youTrack.turn().sent);
  const items = itemsOf(sent).map(({ external_id }) => ({ external_id, status: 422 }));
  youTrack.answer(sent, answer(200, { items }), { hop: 9 });
  return youTrack;
}

describe('issues that wait for a person', () => {
  it('are those that the person can see, and no copies', () => {
    const youTrack = refused();
    youTrack.copy(the(youTrack.issues.get('DEMO-1')), 'DEMO-9');
    const waiting = (limit: number) =>
      waitingIssues(youTrack.execution(), DEMO(youTrack), limit).map(({ key }) => key);
    expect(waiting(9)).toEqual(['DEMO-1', 'DEMO-2']);
    expect(waiting(1)).toEqual(['DEMO-1']);
    DEMO(youTrack).record({ queueId: null });
    expect(waiting(9)).toEqual([]);
  });

  it('wait no more once they were edited', () => {
    const youTrack = refused();
    youTrack.edit(the(youTrack.issues.get('DEMO-1')));
    expect(waitingIssues(youTrack.execution(), DEMO(youTrack), 9).map(({ key }) => key)).toEqual(['DEMO-2']);
  });

  it.each([
    [null, ['DEMO-1', 'DEMO-2']],
    ['DEMO-2', ['DEMO-2']],
  ])('are tried again (%j)', (key, keys) => {
    const youTrack = refused();
    retryWaiting(youTrack.execution(), DEMO(youTrack), key);
    const { scheduled } = youTrack.take();
    expect(keysOf(the(youTrack.run(the(scheduled)).sent))).toEqual(keys);
  });

  it.each(['DEMO-3', 'DEMO-7'])('are not tried again when they are not listed (%s)', (key) => {
    const youTrack = refused();
    retryWaiting(youTrack.execution(), DEMO(youTrack), key);
    expect(youTrack.take().scheduled).toBeNull();
  });
});

describe('one issue', () => {
  it('is sent again because somebody asks for it, even if Ducalis has refused it', () => {
    const youTrack = refused();
    retryIssue(youTrack.execution(), the(youTrack.issues.get('DEMO-2')));
    expect(keysOf(the(youTrack.run(the(youTrack.take().scheduled)).sent))).toEqual(['DEMO-2']);
  });

  it('is not sent by a project without a board', () => {
    const youTrack = refused();
    DEMO(youTrack).become({ connected: null });
    retryIssue(youTrack.execution(), the(youTrack.issues.get('DEMO-2')));
    expect(youTrack.take().scheduled).toBeNull();
  });
});

describe('an import', () => {
  const steer = (youTrack: ConnectedYouTrack, action: 'start' | 'pause' | 'resume' | 'continue') => {
    steerImport(youTrack.execution(), DEMO(youTrack), { action });
    return [readWalk(DEMO(youTrack), 'importState')?.state, youTrack.take().scheduled?.name];
  };

  it('is steered by an administrator of the project, and every action but a pause sends on', () => {
    const youTrack = connected();
    expect(steer(youTrack, 'start')).toEqual(['running', 'onTurnDue']);
    expect(steer(youTrack, 'pause')).toEqual(['paused', undefined]);
    youTrack.now += 2_000;
    expect(steer(youTrack, 'resume')).toEqual(['running', 'onTurnDue']);
    youTrack.now += 2_000;
    expect(steer(youTrack, 'continue')).toEqual(['running', 'onTurnDue']);
  });

  it('cannot be paused in a project that leaves its board, or has none', () => {
    const youTrack = connected();
    DEMO(youTrack).become({ leaving: true });
    expect(() => steer(youTrack, 'pause')).toThrow('project-not-connected');
    DEMO(youTrack).become({ leaving: null, connected: null });
    expect(() => steer(youTrack, 'start')).toThrow('project-not-connected');
  });
});

describe('results that Ducalis posts by itself', () => {
  it('are taken in, and it learns how many were', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const items = [resultOf(issue), resultOf(issue, { source: 'another' }), { malformed: true }];
    const body = JSON.stringify({ items });
    expect(takeInbound(youTrack.execution(), DEMO(youTrack), body)).toEqual({ accepted: 1, ignored: 2 });
    expect(issue.results().totalScore).toBe(42.5);
  });

  it.each(['', '<html>', '[]', '{}'])('are refused when the body is %j', (body) => {
    const youTrack = connected();
    expect(() => takeInbound(youTrack.execution(), DEMO(youTrack), body)).toThrow('request-malformed');
  });
});
