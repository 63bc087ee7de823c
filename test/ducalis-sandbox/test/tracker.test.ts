/** A connected YouTrack at work: fields are matched, issues pulled, people assigned, results written back. */
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DucalisSandbox } from '../src/index.ts';
import { get, submit } from './forms.ts';
import type { RealYouTrack } from './real-youtrack.ts';
import { ADMINISTRATION, startRealYouTrack, YOUTRACK } from './real-youtrack.ts';
import { call, put, start, upsert } from './support.ts';

const BOARD = '/board/5b1f6c1e-5d0a-4a3e-9a51-2f6f0d9c7a01';
const VOTES = { reach: 5, revenue: 5, effort: 1 };

let youTrack: RealYouTrack;
let ducalis: DucalisSandbox;

beforeEach(async () => {
  youTrack = await startRealYouTrack();
  ducalis = await start();
});

afterEach(() => youTrack.close());

/** Connects and chooses DEMO for board 1. @returns the address of matching its fields */
async function link(
  scope: readonly string[] = [YOUTRACK, ADMINISTRATION],
): Promise<{ address: string; tokenId: string }> {
  const { id, token } = await youTrack.makeToken(...scope);
  await submit(ducalis, '/integrations/youtrack/new', { base_url: youTrack.url, token });
  const { id: project } = v.parse(
    v.object({ id: v.string() }),
    await youTrack.rest('admin/projects/DEMO?fields=id'),
  );
  const { path } = await submit(ducalis, '/integrations/1/projects', { project, board: '1' });
  return { address: path, tokenId: id };
}

const SUGGESTED = {
  'match.State': 'issue.status',
  'match.Type': 'issue.type',
  'match.Assignee': 'issue.assignee',
  'match.Component': 'component',
  'match.Due date': 'due_date',
};

describe('matching', () => {
  test('is suggested by name and type, offers only what fits, and fills the board', async () => {
    const { address } = await link();
    const { html } = await get(ducalis, address);
    const chosen = [...html.matchAll(/<option value="([^"]+)" selected>/g)].map(([, key]) => key);
    expect(chosen).toEqual(Object.values(SUGGESTED));
    const ofDate = /name="match.Due date">(.*?)<\/select>/s.exec(html)?.[1];
    expect(ofDate).not.toContain('value="story_points"');
    const done = await submit(ducalis, address, { ...SUGGESTED, 'match.Estimation': 'story_points' });
    expect(done.html).toContain('2 issues were read.');
    expect(ducalis.state().issues['1']).toMatchObject([
      {
        external_id: null,
        key: 'DEMO-1',
        name: 'Faster search',
        status: 'Open',
        type: 'Feature',
        assignee: 'dora@example.org',
        reporter: 'dora@example.org',
        resolved: false,
        fields: { component: 'Search', due_date: '2026-03-01', story_points: 1.5 },
      },
      { key: 'DEMO-2', name: 'Dark theme', status: null, fields: {} },
    ]);
  });

  test('can be changed later: the issues are read anew, each once, and keep their evaluations', async () => {
    const { address } = await link();
    await submit(ducalis, address, SUGGESTED);
    ducalis.vote({ board: 1, key: 'DEMO-1', votes: VOTES });
    expect((await get(ducalis, '/integrations/1')).html).toContain(`href="${address}"`);
    await submit(ducalis, address, { 'match.Component': 'customer', 'match.State': 'nonsense' });
    const issues = ducalis.state().issues['1'] ?? [];
    expect(issues).toHaveLength(2);
    const issue = issues.find(({ key }) => key === 'DEMO-1');
    expect(issue).toMatchObject({ status: null, fields: { customer: 'Search' } });
    expect(issue?.score.total_score).not.toBeNull();
    expect(ducalis.state().integrations[0]?.links).toMatchObject([
      { project: 'DEMO', board: 1, matches: { Component: 'customer' } },
    ]);
  });

  test('stops pulling when the board is pushed; what was pulled is adopted', async () => {
    const { address } = await link();
    await submit(ducalis, address, SUGGESTED);
    await put(ducalis, upsert('x1', 1, { base_url: `${youTrack.url}/`, key: 'DEMO-1', name: 'Pushed' }));
    const { html } = await submit(ducalis, address, SUGGESTED);
    expect(html).toContain('pulling has stopped');
    const issues = ducalis.state().issues['1'] ?? [];
    expect(issues).toHaveLength(2);
    expect(issues.find(({ key }) => key === 'DEMO-1')).toMatchObject({ external_id: 'x1', name: 'Pushed' });
  });

  test('a token that is revoked meanwhile stops it, and loses nothing', async () => {
    const { address, tokenId } = await link();
    await submit(ducalis, address, SUGGESTED);
    await youTrack.revoke(tokenId);
    const { html } = await submit(ducalis, address, SUGGESTED);
    expect(html).toContain('Stopped');
    expect(html).toContain('it is wrong or was revoked');
    expect(ducalis.state().issues['1']).toHaveLength(2);
  });
});

test('people of the project and others are assigned; who is not known gets a mail, and is active once accepted', async () => {
  await link();
  expect((await get(ducalis, `${BOARD}/team`)).html).toContain('value="dora@example.org"');
  const wrong = await submit(ducalis, `${BOARD}/team`, { emails: 'nobody' });
  expect([wrong.status, wrong.html]).toMatchObject([
    422,
    expect.stringContaining('is not an e-mail address'),
  ]);
  await submit(ducalis, `${BOARD}/team`, {
    team: 'dora@example.org',
    emails: 'new@example.com, anna.keller@example.com',
  });
  expect(ducalis.state().outbox).toMatchObject([
    { id: 1, to: 'dora@example.org', subject: 'You are invited to “Product backlog” in Ducalis' },
    { id: 2, to: 'new@example.com', text: expect.stringContaining('Product backlog') },
  ]);
  expect((await get(ducalis, '/outbox')).html).toContain('<dd>dora@example.org</dd>');
  await submit(ducalis, '/invitation/1');
  expect((await call(ducalis, 'GET', '/boards/1/members')).body).toEqual({
    items: [
      { email: 'anna.keller@example.com', status: 'active' },
      { email: 'ben.ortiz@example.com', status: 'active' },
      { email: 'dora@example.org', status: 'active' },
      { email: 'new@example.com', status: 'pending' },
    ],
  });
});

describe('Manual Sync-Back', () => {
  test('makes the fields, writes priority with a star and alignment, and empties what has no result', async () => {
    const { address } = await link();
    await submit(ducalis, address, SUGGESTED);
    ducalis.vote({ board: 1, key: 'DEMO-1', votes: VOTES });
    const { html } = await submit(ducalis, `${BOARD}/sync-back`);
    expect(html).toContain('DEMO: 1 of 2 issues were written.');
    expect(await youTrack.field('DEMO-1', 'Priority 🚀 Ducalis')).toBe('⭐ 1');
    const alignment = ducalis.state().issues['1']?.find(({ key }) => key === 'DEMO-1')?.score.alignment;
    expect(await youTrack.field('DEMO-1', 'Alignment 🚀 Ducalis')).toBe(alignment);
    expect(await youTrack.field('DEMO-2', 'Priority 🚀 Ducalis')).toBeNull();
    expect((await submit(ducalis, `${BOARD}/sync-back`)).html).toContain('0 of 2 issues were written.');

    ducalis.vote({ board: 1, key: 'DEMO-1', votes: { reach: null } });
    await submit(ducalis, `${BOARD}/sync-back`);
    expect(await youTrack.field('DEMO-1', 'Priority 🚀 Ducalis')).toBeNull();
  });

  test('says which fields to make by hand without YouTrack Administration, and uses them once they are there', async () => {
    const { address } = await link([YOUTRACK]);
    await submit(ducalis, address, SUGGESTED);
    ducalis.vote({ board: 1, key: 'DEMO-1', votes: VOTES });
    const { html } = await submit(ducalis, `${BOARD}/sync-back`);
    expect(html).toContain('create “Priority 🚀 Ducalis” (string) and “Alignment 🚀 Ducalis” (integer)');
    for (const name of ['Priority 🚀 Ducalis', 'Alignment 🚀 Ducalis']) {
      const body = { name, fieldType: { id: 'integer' } };
      const field = await youTrack.rest('admin/customFieldSettings/customFields?fields=id', body);
      await youTrack.rest('admin/projects/DEMO/customFields', { field });
    }
    await submit(ducalis, `${BOARD}/sync-back`);
    expect(await youTrack.field('DEMO-1', 'Priority 🚀 Ducalis')).toBe(1);
  });

  test('says so for a field of a type that can’t hold a result', async () => {
    const { address } = await link();
    await submit(ducalis, address, SUGGESTED);
    const body = { name: 'Priority 🚀 Ducalis', fieldType: { id: 'date' } };
    const field = await youTrack.rest('admin/customFieldSettings/customFields?fields=id', body);
    await youTrack.rest('admin/projects/DEMO/customFields', { field });
    const { html } = await submit(ducalis, `${BOARD}/sync-back`);
    expect(html).toContain('“Priority 🚀 Ducalis” must be of the type string');
  });
});
