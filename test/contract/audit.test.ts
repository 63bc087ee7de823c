/** What the audits find among issues that were updated recently. */
import { describe, expect, it } from 'vitest';
import { compare, isLost, requeue } from '../../src/app/catching-up/audit.ts';
import { pauseImport, startImport } from '../../src/app/catching-up/import.ts';
import { connected, itemsOf } from './fake/connected.ts';
import { logged } from './fake/logged.ts';
import { the } from './fake/the.ts';

describe('an issue that was marked and is not queued', () => {
  function lost() {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.edit(issue);
    issue.record({ queue: null });
    return { youTrack, issue };
  }

  it('is lost, and is queued and sent again', () => {
    const { youTrack, issue } = lost();
    expect(isLost(issue)).toBe(true);
    requeue(youTrack.execution(), issue);
    const { scheduled } = youTrack.take();
    expect(isLost(issue)).toBe(false);
    expect(itemsOf(the(youTrack.run(the(scheduled)).sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('is not lost while it is queued, once it is sent, or when it never was marked', () => {
    const youTrack = connected();
    const issue = youTrack.addIssue('DEMO-1');
    expect(isLost(issue)).toBe(false);
    youTrack.mark(issue);
    expect(isLost(issue)).toBe(false);
    expect(isLost(youTrack.sentIssue('DEMO-2'))).toBe(false);
  });

  it('is not lost when it waits for a person', () => {
    const { youTrack, issue } = lost();
    issue.record({ queue: issue.project.facts().queueId });
    logged();
    issue.unreadable = new Error('No such field');
    youTrack.turn();
    expect(issue.delivery()).toMatchObject({ queue: null, failure: 'unexpected' });
    expect(isLost(issue)).toBe(false);
  });

  it('is not lost when it is a draft, or its project has no board', () => {
    const { issue } = lost();
    issue.options = { isReported: false };
    expect(isLost(issue)).toBe(false);
    issue.options = {};
    issue.project.become({ connected: null });
    expect(isLost(issue)).toBe(false);
  });
});

describe('the comparison at night', () => {
  it('has an issue sent that changed while the app was switched off', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = { summary: 'Changed' };
    compare(youTrack.execution(), issue);
    const { scheduled } = youTrack.take();
    expect(itemsOf(the(youTrack.run(the(scheduled)).sent))).toMatchObject([{ name: 'Changed' }]);
  });

  it('leaves an issue alone that Ducalis holds as it is', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const before = { ...issue.properties };
    compare(youTrack.execution(), issue);
    expect(youTrack.take().scheduled).toBeNull();
    expect(issue.properties).toEqual(before);
  });

  it('does nothing while an import runs or is paused, and where there is no queue', () => {
    const youTrack = connected();
    const issue = youTrack.addIssue('DEMO-1');
    const project = the(youTrack.projects.get('DEMO'));
    startImport(youTrack.execution(), project);
    compare(youTrack.execution(), issue);
    pauseImport(project);
    compare(youTrack.execution(), issue);
    youTrack.endImport(project);
    project.record({ queueId: null });
    compare(youTrack.execution(), issue);
    expect(youTrack.take().scheduled).toBeNull();
    expect(issue.properties).toEqual({});
  });
});
