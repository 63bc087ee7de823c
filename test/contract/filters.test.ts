/** Issues that a filter keeps off the board, and those that it seems to. */
import { describe, expect, it } from 'vitest';
import type { StoredConfiguration } from '../../src/app/stored/configuration.ts';
import { connected, itemsOf, keysOf, OTHER_BOARD } from './fake/connected.ts';
import { the } from './fake/the.ts';

type Filter = NonNullable<StoredConfiguration['filter']>;

const NO_CONDITION: Filter = {
  fields: [],
  unresolvedOnly: false,
  includeTag: null,
  excludeTag: null,
  includeRestricted: false,
  whenLeaving: 'remove',
};

describe('an issue that is out', () => {
  const filter: Filter = { ...NO_CONDITION, excludeTag: 'hidden' };

  it('is not sent, and says why', () => {
    const youTrack = connected({ filter }, { tags: ['hidden'] });
    const hidden = youTrack.queuedIssue('DEMO-1', { tags: ['hidden'] });
    const restricted = youTrack.queuedIssue('DEMO-2', { isRestricted: true });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(hidden.delivery()).toMatchObject({ queue: null, excludedBy: 'filter' });
    expect(restricted.delivery()).toMatchObject({ queue: null, excludedBy: 'restricted' });
  });

  it('says nothing of that once it is in again', () => {
    const youTrack = connected({ filter }, { tags: ['hidden'] });
    const issue = youTrack.queuedIssue('DEMO-1', { tags: ['hidden'] });
    youTrack.turn();
    issue.options = {};
    youTrack.mark(issue);
    expect(keysOf(the(youTrack.turn().sent))).toEqual(['DEMO-1']);
    expect(issue.delivery().excludedBy).toBeNull();
  });
});

describe('an issue that its filter seems to have left', () => {
  const filter: Filter = { ...NO_CONDITION, fields: [{ field: 'State', values: ['Open'] }] };
  const state = (name: string) => ({
    fields: { State: { type: 'state[1]', value: { kind: 'names', names: [name] } } } as const,
  });
  const project = (values: readonly string[]) => ({ fields: [{ name: 'State', type: 'state[1]', values }] });

  it('is taken off its board', () => {
    const youTrack = connected({ filter }, project(['Open', 'Fixed']));
    const issue = youTrack.sentIssue('DEMO-1', state('Open'));
    issue.options = state('Fixed');
    youTrack.mark(issue);
    expect(the(youTrack.turn().sent).request.method).toBe('DELETE');
  });

  it('stays on its board when a value that the filter names is gone: it may have been renamed', () => {
    const youTrack = connected({ filter }, project(['Submitted', 'Fixed']));
    const issue = youTrack.sentIssue('DEMO-1', state('Open'));
    issue.options = state('Submitted');
    youTrack.mark(issue);
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery()).toMatchObject({ boardId: '1', excludedBy: 'filter', departures: [] });
  });

  it('is taken off in that case too when it became restricted', () => {
    const youTrack = connected({ filter }, project(['Submitted', 'Fixed']));
    const issue = youTrack.sentIssue('DEMO-1', state('Open'));
    issue.options = { ...state('Open'), isRestricted: true };
    youTrack.mark(issue);
    expect(the(youTrack.turn().sent).request.method).toBe('DELETE');
  });

  it('is not put on the board in that case when it never was there', () => {
    const youTrack = connected({ filter }, project(['Submitted', 'Fixed']));
    youTrack.queuedIssue('DEMO-1', state('Submitted'));
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
  });

  it('stays as it was sent where that is what was chosen', () => {
    const youTrack = connected({ filter: { ...filter, whenLeaving: 'keep' } }, project(['Open', 'Fixed']));
    const issue = youTrack.sentIssue('DEMO-1', state('Open'));
    issue.options = state('Fixed');
    youTrack.mark(issue);
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery().boardId).toBe('1');
  });

  it('stays where it is only on its own board: it is taken off another one', () => {
    const youTrack = connected({ filter: { ...filter, whenLeaving: 'keep' } }, project(['Open', 'Fixed']));
    const issue = youTrack.sentIssue('DEMO-1', state('Open'));
    youTrack.connectProject('DEMO', {
      board: { id: OTHER_BOARD, name: 'Other', emoji: null },
      filter: { ...filter, whenLeaving: 'keep' },
    });
    issue.options = state('Fixed');
    youTrack.mark(issue);
    expect(the(youTrack.turn().sent).request).toMatchObject({ method: 'DELETE' });
  });
});

describe('an issue with a tag that keeps it out', () => {
  const filter: Filter = { ...NO_CONDITION, excludeTag: 'hidden' };

  it('is not brought in when that tag is gone: it may have been renamed', () => {
    const youTrack = connected({ filter }, { tags: [] });
    const issue = youTrack.queuedIssue('DEMO-1', { tags: ['renamed'] });
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
    expect(issue.delivery()).toMatchObject({ queue: null, excludedBy: 'filter' });
  });

  it('stays on the board when it is there and that tag is gone', () => {
    const youTrack = connected({ filter }, { tags: ['hidden'] });
    const issue = youTrack.sentIssue('DEMO-1');
    issue.options = { summary: 'Edited' };
    the(youTrack.projects.get('DEMO')).tags = [];
    youTrack.mark(issue);
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([{ name: 'Edited' }]);
  });

  it('comes in when it has the tag no more', () => {
    const youTrack = connected({ filter }, { tags: ['hidden'] });
    youTrack.queuedIssue('DEMO-1', { tags: ['other'] });
    expect(itemsOf(the(youTrack.turn().sent))).toHaveLength(1);
  });
});
