/** What could not be read, kept or written is counted, so that nothing is dropped silently. */
import { describe, expect, it } from 'vitest';
import { changeNotices, notice, readNotices, settleNotice } from '../../src/app/stored/notices.ts';
import { connected } from './fake/connected.ts';
import { the } from './fake/the.ts';

function withProject() {
  const youTrack = connected();
  return { youTrack, project: the(youTrack.projects.get('DEMO')) };
}

describe('notices of a project', () => {
  it('count what is met again, and keep since when', () => {
    const { youTrack, project } = withProject();
    const since = youTrack.now;
    notice(youTrack.execution(), project, 'field-too-small', 'Score');
    youTrack.now += 60_000;
    notice(youTrack.execution(), project, 'field-too-small', 'Score');
    expect(readNotices(project)).toEqual([
      { kind: 'field-too-small', subject: 'Score', since, at: youTrack.now, times: 2 },
    ]);
  });

  it('begin with the latest, and are bounded', () => {
    const { youTrack, project } = withProject();
    for (let at = 0; at < 150; at += 1)
      notice(youTrack.execution(), project, 'result-unreadable', `item ${at}`);
    const notices = readNotices(project);
    expect(notices).toHaveLength(100);
    expect(notices[0]?.subject).toBe('item 149');
  });

  it('keep the others when there are very many of one kind', () => {
    const { youTrack, project } = withProject();
    notice(youTrack.execution(), project, 'field-too-small', 'Score');
    for (let at = 0; at < 150; at += 1)
      notice(youTrack.execution(), project, 'result-unreadable', `item ${at}`);
    const notices = readNotices(project);
    expect(notices).toHaveLength(100);
    expect(notices.at(-1)?.subject).toBe('Score');
    expect(notices.at(-2)?.subject).toBe('item 51');
  });

  it('are changed in their order, in one write', () => {
    const { youTrack, project } = withProject();
    notice(youTrack.execution(), project, 'field-too-small', 'Score');
    const { writes } = youTrack;
    const about = (change: 'met' | 'lessened' | 'settled', subject: string) =>
      ({ change, kind: 'field-too-small', subject }) as const;
    changeNotices(youTrack.execution(), project, [
      about('met', 'Score'),
      about('met', 'Score'),
      about('lessened', 'Score'),
      about('lessened', 'Rank'),
      about('met', 'Rank'),
      about('met', 'Link'),
      about('lessened', 'Link'),
    ]);
    expect(readNotices(project).map(({ subject, times }) => [subject, times])).toEqual([
      ['Rank', 1],
      ['Score', 2],
    ]);
    expect(youTrack.writes).toBe(writes + 1);
  });

  it('are not written while nothing changes', () => {
    const { youTrack, project } = withProject();
    notice(youTrack.execution(), project, 'field-too-small', 'Score');
    const { writes } = youTrack;
    settleNotice(project, 'field-too-small', 'Rank');
    changeNotices(youTrack.execution(), project, []);
    changeNotices(youTrack.execution(), project, [
      { change: 'settled', kind: 'result-not-kept', subject: 'Score' },
    ]);
    expect(youTrack.writes).toBe(writes);
  });

  it('are no more of what is over', () => {
    const { youTrack, project } = withProject();
    notice(youTrack.execution(), project, 'result-unreadable', 'x'.repeat(300));
    notice(youTrack.execution(), project, 'result-not-kept', 'x'.repeat(300));
    settleNotice(project, 'result-unreadable', 'x'.repeat(300));
    expect(readNotices(project).map(({ kind }) => kind)).toEqual(['result-not-kept']);
  });
});
