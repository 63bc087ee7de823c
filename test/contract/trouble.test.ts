/** What went wrong with an issue counts until it is edited: an edit does not clear it, and a call must not bring it back. */
import { describe, expect, it } from 'vitest';
import { isLost } from '../../src/app/catching-up/audit.ts';
import { connected, itemsOf, receiptsFor } from './fake/connected.ts';
import { the } from './fake/the.ts';
import { answer, type Sent } from './fake/youtrack.ts';

const REFUSED = (sent: Sent) =>
  answer(200, { items: itemsOf(sent).map(({ external_id }) => ({ external_id, status: 422 })) });

describe('an issue that was refused and then edited', () => {
  function sentAgain() {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    const first = the(youTrack.turn().sent);
    youTrack.answer(first, REFUSED(first), { hop: 9 });
    youTrack.edit(issue);
    return { youTrack, issue, sent: the(youTrack.turn().sent) };
  }

  it('does not wait for a person while the edit is on its way', () => {
    const { issue } = sentAgain();
    expect(issue.delivery()).toMatchObject({ failure: null, attention: null });
  });

  it('is found by the audit when the edit is not queued any more', () => {
    const { youTrack, issue } = sentAgain();
    issue.record({ queue: null, sentBatch: null });
    youTrack.now += 60_000;
    expect(isLost(issue)).toBe(true);
  });
});

describe('an issue that failed several times and was then edited', () => {
  it('begins its waits from the beginning', () => {
    const youTrack = connected();
    const issue = youTrack.queuedIssue('DEMO-1');
    const fail = () => {
      const sent = the(youTrack.turn().sent);
      const items = itemsOf(sent).map(({ external_id }) => ({ external_id, status: 503 }));
      youTrack.answer(sent, answer(200, { items }), { hop: 9 });
    };
    fail();
    youTrack.now += 60_000;
    fail();
    youTrack.edit(issue);
    fail();
    expect(issue.delivery()).toMatchObject({ attempts: 1, retryAt: youTrack.now + 3_750 });
  });

  it('shares a call with others again, although its last one was refused as a whole', () => {
    const youTrack = connected();
    const issues = [1, 2, 3].map((number) => youTrack.queuedIssue(`DEMO-${number}`));
    youTrack.answer(the(youTrack.turn().sent), answer(422), { hop: 9 });
    for (const issue of issues) youTrack.edit(issue);
    const sent = the(youTrack.turn().sent);
    expect(itemsOf(sent)).toHaveLength(3);
    youTrack.answer(sent, answer(503), { hop: 9 });
    youTrack.now += 60_000;
    const again = the(youTrack.turn().sent);
    expect(itemsOf(again)).toHaveLength(3);
    youTrack.answer(again, receiptsFor(again));
  });
});
