import { beforeAll, describe, expect, it } from 'vitest';
import { BOARD, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

const BULK = { method: 'POST', path: '/issues/bulk' };
const onBoard = async (key: string) =>
  (await world.sandbox.issues(BOARD)).filter((issue) => issue.key === key);
const fault = (fault: unknown, times: number) =>
  world.sandbox.post('sandbox/faults', { seed: 1, rules: [{ match: BULK, times, fault }] });

/** Ducalis takes every issue but those of that name. */
const refuse = (name: string) => fault({ kind: 'refuse', items: name, status: 422 }, 1_000);

describe('when Ducalis is in trouble', () => {
  it('an issue arrives once after two 500s', async () => {
    await fault({ kind: 'status', status: 500 }, 2);
    const key = await world.createIssue('Third time lucky');
    await world.pass(3_000);
    expect(await onBoard(key)).toEqual([]);
    expect((await world.panel(key)).status).toMatchObject({
      state: 'sending',
      reason: 'ducalis-unreachable',
    });
    await world.pass(60_000);
    expect(await onBoard(key)).toMatchObject([{ name: 'Third time lucky', received: 1 }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('an answer that got lost on the way back does no harm', async () => {
    await fault({ kind: 'drop', when: 'after' }, 1);
    const key = await world.createIssue('Lost answer');
    await world.pass(120_000);
    expect(await onBoard(key)).toMatchObject([{ name: 'Lost answer' }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('a change whose answer got lost, and which is then taken back, does not stay in Ducalis', async () => {
    const key = await world.createIssue('As before');
    await world.pass(3_000);
    // The change is stored, its answer lost; taking it back is lost on the way there once.
    const rules = ['after', 'before'].map((when) => ({
      match: BULK,
      times: 1,
      fault: { kind: 'drop', when },
    }));
    await world.sandbox.post('sandbox/faults', { seed: 1, rules });
    await world.as('admin').post(`issues/${key}`, { summary: 'Changed' });
    await world.pass(2_000);
    expect(await onBoard(key)).toMatchObject([{ name: 'Changed' }]);
    await world.as('admin').post(`issues/${key}`, { summary: 'As before' });
    await world.pass(120_000);
    expect(await onBoard(key)).toMatchObject([{ name: 'As before' }]);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('a removal that is answered by something else than Ducalis is not taken for done', async () => {
    const key = await world.createIssue('Becomes secret');
    await world.pass(3_000);
    const page = { kind: 'status', status: 200, html: true };
    await world.sandbox.post('sandbox/faults', {
      seed: 1,
      rules: [{ match: { method: 'DELETE' }, times: 1, fault: page }],
    });
    await world.as('admin').post(`issues/${key}`, {
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'admin' }] },
    });
    await world.pass(2_000);
    expect(await onBoard(key)).toHaveLength(1);
    await world.pass(60_000);
    expect(await onBoard(key)).toEqual([]);
    expect((await world.panel(key)).status.state).toBe('excluded');
  });

  it.each([
    { kind: 'status', status: 408 },
    { kind: 'malformed' },
    { kind: 'status', status: 200, html: true },
  ])('one odd answer to the probe does not end sending: %j', async (odd) => {
    await world.sandbox.post('sandbox/faults', {
      seed: 1,
      rules: [{ match: { method: 'GET', path: '/fields' }, times: 1, fault: odd }],
    });
    const tested = await world.as('admin').post('extensionEndpoints/ducalis/admin/test-connection', {});
    expect(tested).toMatchObject({ connection: { state: 'connected', push: 'supported' } });
  });

  it('Retry-After is obeyed', async () => {
    await fault({ kind: 'status', status: 429, retryAfter: '40' }, 1);
    const key = await world.createIssue('Patience');
    await world.pass(35_000);
    expect(await onBoard(key)).toEqual([]);
    await world.pass(10_000);
    expect(await onBoard(key)).toHaveLength(1);
  });

  it.each([{ kind: 'truncate' }, { kind: 'malformed' }])(
    'an answer that is garbled is repeated: $kind',
    async (kind) => {
      await fault(kind, 1);
      const key = await world.createIssue(`Garbled by ${kind.kind}`);
      await world.pass(60_000);
      expect(await onBoard(key)).toHaveLength(1);
      expect((await world.panel(key)).status.state).toBe('synced');
    },
  );

  it('a call that is refused as a whole is taken apart, so that one bad issue holds back no other', async () => {
    await refuse('Bad neighbour');
    const bad = await world.createIssue('Bad neighbour');
    const good = await world.createIssue('Good neighbour');
    await world.pass(10_000);
    expect(await onBoard(good)).toHaveLength(1);
    expect(await onBoard(bad)).toEqual([]);
    expect((await world.panel(bad)).status).toMatchObject({ state: 'failed', reason: 'issue-rejected' });

    await fault({ kind: 'status', status: 422 }, 1);
    const keys = [await world.createIssue('One'), await world.createIssue('Two')];
    await world.pass(10_000);
    for (const key of keys) expect(await onBoard(key)).toHaveLength(1);
  });

  it('a refused issue leaves with its next change', async () => {
    await refuse('Not like this');
    const key = await world.createIssue('Not like this');
    await world.pass(3_000);
    expect((await world.panel(key)).status.state).toBe('failed');
    await world.as('admin').post(`issues/${key}`, { summary: 'Shorter' });
    await world.pass(3_000);
    expect(await onBoard(key)).toMatchObject([{ name: 'Shorter' }]);
  });

  it('edits succeed while Ducalis cannot be reached, wait visibly, and arrive when it is back', async () => {
    await world.standIns.stopSandbox();
    const key = await world.createIssue('Written in the dark');
    await world.pass(3_000);
    const { status } = await world.panel(key);
    expect(status).toMatchObject({ state: 'sending', reason: 'ducalis-unreachable' });
    await world.standIns.startSandbox();
    await world.pass(10 * 60_000);
    expect(await onBoard(key)).toHaveLength(1);
    expect((await world.panel(key)).status.state).toBe('synced');
  });

  it('a restart of YouTrack in the middle loses nothing', async () => {
    const key = await world.createIssue('Before the restart');
    await world.mock.post('restart', {});
    await world.pass(10 * 60_000);
    expect(await onBoard(key)).toHaveLength(1);
  });

  it('a revoked token suspends everything and loses nothing', async () => {
    const token = world.standIns.ducalisToken;
    await world.sandbox.post('sandbox/tokens', { revoke: token });
    const key = await world.createIssue('Revoked');
    await world.pass(3_000);
    expect((await world.panel(key)).status).toEqual({ state: 'suspended', reason: 'token-rejected' });
    await world.sandbox.post('sandbox/tokens', { add: token });
    await world.as('admin').post('extensionEndpoints/ducalis/admin/test-connection', {});
    await world.pass(6 * 60_000);
    expect(await onBoard(key)).toHaveLength(1);
  });
});

describe('when the app itself fails', () => {
  it.each(['Issue.isChanged', 'extensionProperties.set', 'ctx.invokeAsync', 'extensionProperties.get'])(
    'a throw in %s never refuses an edit',
    async (member) => {
      const key = await world.createIssue(`Fault in ${member}`);
      await world.pass(3_000);
      await world.mock.post('fail', { member, times: 1 });
      await world.as('developer').post(`issues/${key}`, { summary: 'Still saved' });
      const read = await world.as('developer').get(`issues/${key}?fields=summary`);
      expect(read).toMatchObject({ summary: 'Still saved' });
      await world.pass(3_000);
    },
  );
});
