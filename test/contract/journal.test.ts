/** What the journal of a project holds. */
import { describe, expect, it } from 'vitest';
import { journalize, readJournal } from '../../src/app/stored/journal.ts';
import { connected } from './fake/connected.ts';
import { the } from './fake/the.ts';

describe('the journal', () => {
  it('has its latest 200 entries, latest first', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    for (let at = 1; at <= 201; at += 1) {
      youTrack.now += 1;
      journalize(youTrack.execution(), project, 'pushed', [`DEMO-${at}`]);
    }
    const entries = readJournal(project);
    expect(entries).toHaveLength(200);
    expect(entries[0]).toEqual({
      at: youTrack.now,
      kind: 'pushed',
      issue: 'DEMO-201',
      count: 1,
      reason: null,
      attempt: null,
    });
    expect(entries.at(-1)?.issue).toBe('DEMO-2');
  });

  it('says nothing of no issue', () => {
    const youTrack = connected();
    const project = the(youTrack.projects.get('DEMO'));
    journalize(youTrack.execution(), project, 'pushed', []);
    expect(readJournal(project)).toEqual([]);
  });
});
