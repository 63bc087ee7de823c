/** *Add → YouTrack* against an emulated YouTrack: what is refused, in which words, and what a connection shows. */
import { createServer } from 'node:http';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DucalisSandbox } from '../src/index.ts';
import { get, submit } from './forms.ts';
import type { RealYouTrack } from './real-youtrack.ts';
import { ADMINISTRATION, startRealYouTrack, YOUTRACK } from './real-youtrack.ts';
import { call, closeLater, start } from './support.ts';

let youTrack: RealYouTrack;

beforeAll(async () => {
  youTrack = await startRealYouTrack();
});

afterAll(() => youTrack.close());

function connect(ducalis: DucalisSandbox, base_url: string, token: string) {
  return call(ducalis, 'PUT', '/integrations/youtrack', {
    body: { base_url },
    headers: { 'X-YouTrack-Token': token },
  });
}

const Refused = v.object({ error: v.object({ message: v.string() }) });

async function reason(base_url: string, token: string): Promise<string> {
  const ducalis = await start();
  const answer = await connect(ducalis, base_url, token);
  expect(answer.status).toBe(422);
  expect(ducalis.state().integrations).toEqual([]);
  return v.parse(Refused, answer.body).error.message;
}

describe('is refused, each with its own sentence:', () => {
  const PERM = 'perm:anything';

  test.each([
    ['plain http elsewhere', 'http://youtrack.example.com', 'The base URL must start with https://.'],
    [
      'a query',
      'https://a.example.com/?x=1',
      'The base URL must be an address without a user, a query or a fragment.',
    ],
    ['no answer', 'http://127.0.0.1:1/youtrack', 'Nothing answers at this base URL (no connection).'],
  ])('%s', async (_, base, sentence) => {
    expect(await reason(base, PERM)).toBe(sentence);
  });

  test('no address, in the form', async () => {
    const ducalis = await start();
    const form = { base_url: 'example', token: PERM };
    const page = await submit(ducalis, '/integrations/youtrack/new', form);
    expect([page.status, page.html]).toMatchObject([
      422,
      expect.stringContaining('The base URL is not a web address.'),
    ]);
  });

  test('a token that is none', async () => {
    expect(await reason(youTrack.url, 'secret')).toBe(
      'This is not a permanent token of YouTrack: those start with “perm”.',
    );
  });

  test('a wrong token, and one that was revoked', async () => {
    const sentence = 'YouTrack did not accept this permanent token: it is wrong or was revoked.';
    expect(await reason(youTrack.url, PERM)).toBe(sentence);
    const { id, token } = await youTrack.makeToken(YOUTRACK);
    await youTrack.revoke(id);
    expect(await reason(youTrack.url, token)).toBe(sentence);
  });

  test('a token without the scope YouTrack', async () => {
    const { token } = await youTrack.makeToken(ADMINISTRATION);
    expect(await reason(youTrack.url, token)).toBe(
      'The scope of this permanent token does not include YouTrack.',
    );
  });

  test('the token of somebody without rights', async () => {
    expect(await reason(youTrack.url, youTrack.tokenOf('oscar'))).toBe(
      'oscar sees no project in this YouTrack; the token must belong to an administrator.',
    );
    expect(await reason(youTrack.url, youTrack.tokenOf('lena'))).toBe(
      'lena can’t read the fields of any project; the token must belong to an administrator.',
    );
  });

  test('a base URL without /youtrack, and one that is no YouTrack at all', async () => {
    const token = youTrack.tokenOf('admin');
    const there = `There is no YouTrack at this base URL, but there is one at ${youTrack.url}.`;
    expect(await reason(youTrack.url.replace('/youtrack', ''), token)).toBe(there);
    expect(await reason(`${youTrack.url}/api`, token)).toBe(there);
    expect(await reason(`${youTrack.url}/api/users/me`, token)).toBe(there);
    expect(await reason(`${youTrack.url}/wrong`, token)).toBe('There is no YouTrack at this base URL.');
  });

  test('a redirect to another host, which never gets the token', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { Location: `${youTrack.url}/api/users/me` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closeLater({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const { port } = v.parse(v.object({ port: v.number() }), server.address());
    expect(await reason(`http://127.0.0.1:${port}`, youTrack.tokenOf('admin'))).toBe(
      `This base URL leads to another host (${new URL(youTrack.url).host}); the token is not sent there.`,
    );
    expect(asked).toHaveLength(1);
  });
});

test('the call answers as whom, how many projects, and what the token can’t do', async () => {
  const ducalis = await start();
  const whole = await youTrack.makeToken(YOUTRACK, ADMINISTRATION);
  expect((await connect(ducalis, `${youTrack.url}/`, whole.token)).body).toEqual({
    id: 1,
    status: 'connected',
    youtrack_user: 'admin',
    projects: 2,
    notes: [],
  });
  const part = await youTrack.makeToken(YOUTRACK);
  expect((await connect(ducalis, youTrack.url, part.token)).body).toMatchObject({
    id: 1,
    notes: [expect.stringContaining('does not include YouTrack Administration')],
  });
  expect(ducalis.state().integrations).toMatchObject([{ base_url: youTrack.url, can_create_fields: false }]);
});

test('the form connects and shows what is read, and no page or state shows the token', async () => {
  const ducalis = await start();
  const token = youTrack.tokenOf('admin');
  const page = await submit(ducalis, '/integrations/youtrack/new', {
    base_url: ` ${youTrack.url}/ `,
    token: `${token}\n`,
  });
  expect(page.path).toBe('/integrations/1');
  expect(page.html).toContain('Ada Admin (admin)');
  expect(page.html).toContain('Demo (DEMO), Bare (BARE)');
  for (const path of ['/integrations', '/integrations/1', '/sandbox/state', '/sandbox/requests']) {
    expect((await get(ducalis, path)).html).not.toContain(token);
  }
  const refused = await submit(ducalis, '/integrations/youtrack/new', {
    base_url: youTrack.url,
    token: 'secret',
  });
  expect(refused.status).toBe(422);
  expect(refused.html).not.toContain('secret');
});

test('a reset forgets connections, what is matched, members and mails', async () => {
  const ducalis = await start();
  await connect(ducalis, youTrack.url, youTrack.tokenOf('admin'));
  await call(ducalis, 'POST', '/boards/1/members', { body: { emails: ['new@example.com'] } });
  ducalis.reset();
  expect(ducalis.state()).toMatchObject({ integrations: [], outbox: [] });
  expect(ducalis.state().boards[0]?.members.map(({ email }) => email)).not.toContain('new@example.com');
});

test('disconnecting says what is lost, and loses it', async () => {
  const ducalis = await start();
  await submit(ducalis, '/integrations/youtrack/new', {
    base_url: youTrack.url,
    token: youTrack.tokenOf('admin'),
  });
  const projects = v.parse(
    v.array(v.object({ id: v.string() })),
    await youTrack.rest('admin/projects?fields=id'),
  );
  await submit(ducalis, '/integrations/1/projects', { project: projects[0]?.id ?? '', board: '1' });
  const warning = (await get(ducalis, '/integrations/1/disconnect')).html;
  expect(warning).toContain('erases its boards with their issues, scores, teams and criteria for good');
  expect(warning).toContain('revoke the permanent token in YouTrack instead');
  expect((await submit(ducalis, '/integrations/1/disconnect')).path).toBe('/integrations');
  expect(ducalis.state().boards.map(({ id }) => id)).toEqual([2]);
  expect(ducalis.state().integrations).toEqual([]);
});
