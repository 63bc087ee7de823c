import { beforeAll, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/shared/journal.ts';
import {
  activity,
  BULK,
  connect,
  edit,
  enable,
  fault,
  onBoard,
  RESTRICTED,
  refusedWith,
  retry,
} from '../fixtures/life.ts';
import { MINUTE, timeOf } from '../fixtures/results.ts';
import { PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pass(10_000);
  await refuse();
});

const HOUR = 60 * MINUTE;
/** Ducalis takes every issue but those of that name. */
const REFUSED = 'Ducalis will not take it';
const refusal = { kind: 'refuse', items: REFUSED, status: 422, error: 'The name is odd.' };
const refuse = (...others: readonly object[]) => fault(world, ...others, { match: BULK, fault: refusal });
const about = async (issue: string | null, login = 'admin'): Promise<JournalEntry[]> =>
  (await activity(world, login)).journal.filter((entry) => entry.issue === issue);
const amount = async (login: string) => {
  const { needsAttention, hasMore } = await activity(world, login);
  return { length: needsAttention.length, hasMore };
};
const waiting = async (login = 'admin') =>
  (await activity(world, login)).needsAttention.map(({ issue }) => issue);

describe('the journal of a project', () => {
  it('says when an issue was pushed and acknowledged, latest first', async () => {
    const before = await timeOf(world);
    const key = await world.createIssue('Journalled');
    await world.pass(5_000);
    const entries = await about(key);
    expect(entries.map(({ kind }) => kind)).toEqual(['acknowledged', 'pushed']);
    for (const entry of entries) {
      expect(entry).toMatchObject({ count: 1, reason: null, attempt: null });
      expect(entry.at).toBeGreaterThanOrEqual(before);
      expect(entry.at).toBeLessThanOrEqual(before + 5_000);
    }
  });

  it('counts failed attempts', async () => {
    await refuse({ match: BULK, times: 2, fault: { kind: 'status', status: 500 } });
    const key = await world.createIssue('Third time lucky');
    await world.pass(MINUTE);
    expect((await about(key)).reverse()).toMatchObject([
      { kind: 'pushed' },
      { kind: 'retried', attempt: 1 },
      { kind: 'pushed' },
      { kind: 'retried', attempt: 2 },
      { kind: 'pushed' },
      { kind: 'acknowledged' },
    ]);
  });

  it('says why an issue needs attention, and that one was removed', async () => {
    const key = await world.createIssue(REFUSED);
    const gone = await world.createIssue('Becomes restricted');
    await world.pass(5_000);
    expect(await about(key)).toMatchObject([
      { kind: 'needs-attention', reason: 'issue-rejected', count: 1 },
      { kind: 'pushed' },
    ]);
    await edit(world, gone, RESTRICTED);
    await world.pass(5_000);
    expect((await about(gone))[0]).toMatchObject({ kind: 'removed', count: 1 });
  });

  it('says when sending was suspended and resumed, and what was imported', async () => {
    await world.sandbox.post('sandbox/tokens', { revoke: world.standIns.ducalisToken });
    await world.createIssue('Meets a revoked token');
    await world.pass(5_000);
    await world.sandbox.post('sandbox/tokens', { add: world.standIns.ducalisToken });
    await world.pass(10 * MINUTE);
    const kinds = (await about(null)).reverse().map(({ kind, reason, count }) => ({ kind, reason, count }));
    expect(kinds).toContainEqual(expect.objectContaining({ kind: 'imported', reason: null, count: 3 }));
    expect(kinds.slice(-2)).toMatchObject([
      { kind: 'suspended', reason: 'token-rejected' },
      { kind: 'resumed' },
    ]);
  });

  it('leaves out issues that the reader cannot see', async () => {
    const key = await world.createIssue('Secret from now on');
    await world.pass(5_000);
    expect(await about(key, 'project-admin')).toHaveLength(2);
    await edit(world, key, RESTRICTED);
    expect(await about(key, 'project-admin')).toEqual([]);
    expect(await about(key, 'admin')).toHaveLength(2);
  });

  it('keeps the last 200 events, without content or secrets', async () => {
    const keys: string[] = [];
    for (let number = 0; number < 5; number += 1)
      keys.push(await world.createIssue(`Confidential summary ${number}`));
    for (let round = 0; round < 22; round += 1) {
      for (const key of keys) await edit(world, key, { description: `Confidential plan ${round}` });
      await world.pass(2_000);
    }
    const { journal } = await activity(world);
    expect(journal).toHaveLength(200);
    expect(journal.map(({ at }) => at)).toEqual(journal.map(({ at }) => at).sort((a, b) => b - a));
    const text = JSON.stringify(await world.mock.get('storage'));
    expect(text).toContain('acknowledged');
    for (const content of ['Confidential plan', 'Confidential summary', world.standIns.ducalisToken]) {
      expect(text).not.toContain(content);
    }
  });

  it('comes with the address of this YouTrack, to link its issues', async () => {
    expect((await activity(world, 'project-admin')).baseUrl).toBe(world.standIns.youTrackUrl);
  });

  it('is one of its own in every project', async () => {
    const builtIn = { status: null, type: null, assignee: null };
    await connect(world, 'OPS', {
      board: { id: '2', name: 'Platform', emoji: null },
      builtIn,
      matches: [],
    });
    await world.pass(10_000);
    const { journal } = await activity(world, 'admin', 'OPS');
    expect(journal.map(({ issue }) => issue).filter((issue) => issue?.startsWith(PROJECT))).toEqual([]);
    expect(journal.map(({ issue }) => issue)).toContain('OPS-1');
  });
});

describe('the issues that need attention', () => {
  it('are listed with the reason and what Ducalis said, and leave when tried again with success', async () => {
    const key = await world.createIssue(REFUSED);
    await world.pass(5_000);
    const listed = (await activity(world)).needsAttention.find(({ issue }) => issue === key);
    expect(listed).toMatchObject({ reason: 'issue-rejected' });
    expect(listed?.detail).toBe('The name is odd.');

    expect((await retry(world, key)).needsAttention.map(({ issue }) => issue)).not.toContain(key);
    await world.pass(5_000);
    expect(await waiting()).toContain(key);

    await edit(world, key, { summary: 'Short enough' });
    await world.pass(5_000);
    expect(await waiting()).not.toContain(key);
    expect(await onBoard(world, 'Short enough')).toHaveLength(1);
  });

  it('can be tried again one by one or all at once', async () => {
    await refuse({ match: BULK, times: 3, fault: { kind: 'status', status: 422 } });
    const keys = [await world.createIssue('First of two'), await world.createIssue('Second of two')];
    await world.pass(5_000);
    expect(await waiting()).toEqual(expect.arrayContaining(keys));
    const [first = ''] = keys;
    await retry(world, first);
    await world.pass(5_000);
    expect(await onBoard(world, 'First of two')).toHaveLength(1);
    expect(await onBoard(world, 'Second of two')).toEqual([]);
    await retry(world, null);
    await world.pass(5_000);
    expect(await onBoard(world, 'Second of two')).toHaveLength(1);
    expect(await waiting()).not.toEqual(expect.arrayContaining(keys));
  });

  it('are shown to, and tried again by, administrators of the project, as far as they see them', async () => {
    const key = await world.createIssue(REFUSED);
    await world.pass(5_000);
    expect(await waiting('project-admin')).toContain(key);
    await retry(world, key, 'project-admin');
    for (const login of ['developer', 'reporter']) {
      expect(await refusedWith(activity(world, login))).toBe(403);
      expect(await refusedWith(retry(world, null, login))).toBe(403);
    }
    await world.pass(5_000);
    expect(await waiting('project-admin')).toContain(key);
    await edit(world, key, RESTRICTED);
    expect(await waiting('project-admin')).not.toContain(key);
  });

  it('says when there are more than the 500 that are listed, and only then', async () => {
    const seen = await activity(world, 'project-admin');
    const missing = 500 - seen.needsAttention.length;
    for (let number = 0; number < missing; number += 1) await world.createIssue(REFUSED);
    await world.pass(HOUR);
    expect(await amount('project-admin')).toEqual({ length: 500, hasMore: false });

    await world.createIssue(REFUSED);
    await world.pass(HOUR);
    expect(await amount('project-admin')).toEqual({ length: 500, hasMore: true });

    // Unseen by the app, which would take it off the list.
    await enable(world, false);
    await edit(world, seen.needsAttention[0]?.issue ?? '', RESTRICTED);
    await enable(world, true);
    expect(await amount('project-admin')).toEqual({ length: 500, hasMore: false });
    expect(await amount('admin')).toEqual({ length: 500, hasMore: true });
  });
});
