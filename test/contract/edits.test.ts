/** What happens inside a person's edit, and in the function that follows it. */
import { describe, expect, it } from 'vitest';
import { isRelevantChange } from '../../src/app/sending/mark.ts';
import { ConnectedYouTrack, connected, itemsOf, receiptsFor } from './fake/connected.ts';
import { the } from './fake/the.ts';

/** Names of the properties that `act` changes on the issue. */
function changedBy(properties: Readonly<Record<string, unknown>>, act: () => unknown): string[] {
  const before = { ...properties };
  act();
  return Object.keys(properties).filter((name) => properties[name] !== before[name]);
}

describe('an edit', () => {
  it('calls nothing, and schedules one function', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.edit(issue);
    expect(youTrack.sent).toEqual([]);
    expect(the(youTrack.edit(issue))).toMatchObject({ name: 'onEditDue', project: 'DEMO', payload: null });
  });

  it('writes two properties of its issue, both over values, and nothing else', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const others = [youTrack.properties, issue.project.facts()].map((value) => JSON.stringify(value));
    const written = changedBy(issue.properties, () => youTrack.edit(issue));
    expect(written.sort()).toEqual(['changeToken', 'queue']);
    expect([youTrack.properties, issue.project.facts()].map((value) => JSON.stringify(value))).toEqual(
      others,
    );
  });

  it('of an issue that was never marked writes nothing: the function that follows marks it', () => {
    const youTrack = connected();
    const issue = youTrack.addIssue('DEMO-1');
    const scheduled = the(youTrack.edit(issue));
    expect(issue.properties).toEqual({});
    const { sent } = youTrack.run(scheduled, { subject: issue });
    expect(itemsOf(the(sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('that creates an issue marks it', () => {
    const youTrack = connected();
    const issue = youTrack.addIssue('DEMO-1', { isNew: true });
    expect(the(youTrack.edit(issue)).payload).toBeNull();
    expect(issue.delivery()).toMatchObject({ changeToken: expect.any(String), queue: expect.any(String) });
  });

  it('marks an issue with another token each time', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const tokens = [1, 2].map(() => {
      youTrack.edit(issue);
      return issue.delivery().changeToken;
    });
    expect(new Set(tokens).size).toBe(2);
  });

  it('is sent at the end of its two seconds, however many edits follow', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.now += 2_000 - (youTrack.now % 2_000);
    const first = the(youTrack.edit(issue));
    expect(first.delayMs).toBe(2_000);
    youTrack.now += 1_500;
    const second = the(youTrack.edit(issue));
    expect(second).toMatchObject({ delayMs: 500 });
    youTrack.now += 500;
    const third = the(youTrack.edit(issue));
    expect(third.delayMs).toBe(2_000);
  });
});

describe('a change', () => {
  const FIELDS = { State: { type: 'state[1]', value: null }, Estimation: { type: 'period', value: null } };
  const watching = { builtIn: { status: 'State', type: null, assignee: null } };

  it('of the summary or of a watched field matters, that of another field does not', () => {
    const youTrack = connected(watching);
    const issue = youTrack.sentIssue('DEMO-1', { fields: FIELDS });
    expect(youTrack.edit(issue)).not.toBeNull();
    expect(youTrack.edit(issue, { fields: { State: FIELDS.State } })).not.toBeNull();
    expect(youTrack.edit(issue, { fields: { Estimation: FIELDS.Estimation } })).toBeNull();
    expect(youTrack.edit(issue, {})).toBeNull();
  });

  it('of the summary matters even where the settings cannot be read', () => {
    const youTrack = connected(watching);
    const issue = youTrack.sentIssue('DEMO-1', { fields: FIELDS });
    issue.project.record({ configuration: '{' });
    expect(youTrack.edit(issue)).not.toBeNull();
    expect(youTrack.edit(issue, { fields: { State: FIELDS.State } })).toBeNull();
  });

  it('of a draft does not matter', () => {
    const youTrack = connected();
    expect(youTrack.edit(youTrack.addIssue('DEMO-1', { isReported: false, isNew: true }))).toBeNull();
  });

  it('in a project without a board does not matter', () => {
    const youTrack = connected();
    youTrack.addProject('OPS');
    expect(youTrack.edit(youTrack.addIssue('OPS-1', { isNew: true }))).toBeNull();
  });

  it('of an issue that comes to the project matters, whatever was changed', () => {
    const youTrack = connected();
    youTrack.addProject('OPS');
    const issue = youTrack.addIssue('OPS-1');
    issue.move('DEMO-1');
    expect(isRelevantChange(issue)).toBe(true);
    expect(the(youTrack.edit(issue, {})).project).toBe('DEMO');
  });

  it('of an issue that leaves for a project without a board is a task of the project it leaves', () => {
    const youTrack = connected();
    youTrack.addProject('OPS');
    const issue = youTrack.sentIssue('DEMO-1');
    issue.move('OPS-1');
    const scheduled = the(youTrack.edit(issue, {}));
    expect(scheduled).toMatchObject({ name: 'onEditDue', project: 'DEMO' });
    expect(issue.delivery().queue).toBe(the(youTrack.projects.get('DEMO')).facts().queueId);
    const { sent } = youTrack.run(scheduled, { subject: issue });
    expect(the(sent).request.method).toBe('DELETE');
  });

  it('in a project without a queue is nothing to mark', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    issue.project.record({ queueId: null });
    const { writes } = youTrack;
    expect(youTrack.edit(issue)).toBeNull();
    expect(youTrack.writes).toBe(writes);
  });

  it('of an issue that leaves a project without a board for another one does not matter', () => {
    const youTrack = new ConnectedYouTrack();
    youTrack.addProject('OPS');
    youTrack.addProject('WEB');
    const issue = youTrack.addIssue('OPS-1');
    issue.move('WEB-1');
    expect(youTrack.edit(issue, {})).toBeNull();
  });
});

describe('the function after an edit', () => {
  it('sends the issue', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const scheduled = the(youTrack.edit(issue));
    expect(itemsOf(the(youTrack.run(scheduled, { subject: issue }).sent))).toMatchObject([
      { key: 'DEMO-1', name: 'Edited' },
    ]);
  });

  it('does nothing when the issue was sent with others already', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const scheduled = the(youTrack.edit(issue));
    const sent = the(youTrack.turn().sent);
    youTrack.answer(sent, receiptsFor(sent));
    youTrack.queuedIssue('DEMO-2');
    expect(youTrack.run(scheduled, { subject: issue })).toEqual({ scheduled: null, sent: null });
  });

  it('sends what else is queued when its issue is gone', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const scheduled = the(youTrack.edit(issue));
    youTrack.issues.delete('DEMO-1');
    youTrack.queuedIssue('DEMO-2');
    expect(itemsOf(the(youTrack.run(scheduled).sent))).toMatchObject([{ key: 'DEMO-2' }]);
  });

  it('leaves the issue to the answer of a call that is under way', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.queuedIssue('DEMO-2');
    const underWay = the(youTrack.turn().sent);
    const scheduled = the(youTrack.edit(issue));
    expect(youTrack.run(scheduled, { subject: issue })).toEqual({ scheduled: null, sent: null });
    const { sent } = youTrack.answer(underWay, receiptsFor(underWay));
    expect(itemsOf(the(sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('marks an issue that was never marked even while a call is under way', () => {
    const youTrack = connected();
    youTrack.queuedIssue('DEMO-2');
    const underWay = the(youTrack.turn().sent);
    const issue = youTrack.addIssue('DEMO-1');
    const scheduled = the(youTrack.edit(issue));
    expect(youTrack.run(scheduled, { subject: issue })).toEqual({ scheduled: null, sent: null });
    const { sent } = youTrack.answer(underWay, receiptsFor(underWay));
    expect(itemsOf(the(sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('does not wait for a question, after which a chain may end before it sends', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    expect(the(youTrack.round().sent).name).toBe('onResultsPage');
    expect(youTrack.run(the(youTrack.edit(issue)), { subject: issue }).sent).not.toBeNull();
  });

  it('does not wait for a call whose answer can make no other one', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    youTrack.queuedIssue('DEMO-2');
    youTrack.turn('DEMO', 8);
    expect(youTrack.run(the(youTrack.edit(issue)), { subject: issue }).sent).not.toBeNull();
  });

  it('does nothing when its project is gone', () => {
    const youTrack = connected();
    const issue = youTrack.sentIssue('DEMO-1');
    const scheduled = the(youTrack.edit(issue));
    youTrack.projects.delete('DEMO');
    expect(youTrack.run(scheduled)).toEqual({ scheduled: null, sent: null });
  });

  it('makes a copied issue one of its own before it is sent', () => {
    const youTrack = connected();
    const original = youTrack.sentIssue('DEMO-1');
    const copy = youTrack.copy(original, 'DEMO-2');
    const scheduled = the(youTrack.edit(copy));
    const [item] = itemsOf(the(youTrack.run(scheduled, { subject: copy }).sent));
    expect(the(item).key).toBe('DEMO-2');
    expect(the(item).external_id).not.toBe(original.delivery().externalId);
  });
});
