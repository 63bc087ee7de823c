/** Issues that wait for a person before a call was made with them. */
import { describe, expect, it } from 'vitest';
import type { StoredConfiguration } from '../../src/app/stored/configuration.ts';
import { readJournal } from '../../src/app/stored/journal.ts';
import { connected, itemsOf, keysOf, receiptsFor } from './fake/connected.ts';
import type { FakeIssueOptions } from './fake/issue.ts';
import { logged } from './fake/logged.ts';
import { the } from './fake/the.ts';

type Match = StoredConfiguration['matches'][number];

describe('an issue that cannot be read', () => {
  it('waits for a person and keeps no other waiting', () => {
    const youTrack = connected();
    const [bad, good] = youTrack.queueIssues(2);
    const log = logged();
    the(bad).unreadable = new Error('No such field');
    expect(keysOf(the(youTrack.turn().sent))).toEqual([the(good).key]);
    const { queueId } = the(bad).project.facts();
    expect(the(bad).delivery()).toMatchObject({ queue: null, failure: 'unexpected', attention: queueId });
    expect(log).toEqual(['[ducalis] preparing DEMO-1 failed: No such field']);
    expect(readJournal(the(bad).project)).toContainEqual(
      expect.objectContaining({ kind: 'needs-attention', issue: 'DEMO-1', reason: 'unexpected' }),
    );
  });

  it('is tried again after its next change', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    logged();
    issue.unreadable = new Error('No such field');
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    issue.unreadable = null;
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    youTrack.edit(issue);
    const sent = the(youTrack.turn().sent);
    expect(keysOf(sent)).toEqual(['DEMO-1']);
    youTrack.answer(sent, receiptsFor(sent));
    expect(issue.delivery()).toMatchObject({ queue: null, failure: null, attention: null });
  });
});

describe('an issue with a value that nobody has decided about', () => {
  const match: Match = {
    field: 'Size',
    key: 'size',
    type: 'select',
    values: { map: [{ from: 'Small', to: 'S' }], otherwise: 'attention' },
  };
  const size = (name: string): FakeIssueOptions => ({
    fields: { Size: { type: 'enum[1]', value: { kind: 'names', names: [name] } } },
  });

  it('waits for a person, who reads which value it is', () => {
    const youTrack = connected({ matches: [match] });
    const issue = youTrack.queuedIssue('DEMO-1', size('Huge'));
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery()).toMatchObject({
      queue: null,
      failure: 'value-not-mapped',
      failureDetail: 'Size: Huge',
      attention: issue.project.facts().queueId,
    });
    expect(readJournal(issue.project)).toContainEqual(
      expect.objectContaining({ kind: 'needs-attention', issue: 'DEMO-1', reason: 'value-not-mapped' }),
    );
  });

  it('is sent once its value is another one', () => {
    const youTrack = connected({ matches: [match] });
    const issue = youTrack.queuedIssue('DEMO-1', size('Huge'));
    youTrack.turn();
    youTrack.edit(issue, size('Small'));
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ fields: { size: 'S' } }]);
  });
});
