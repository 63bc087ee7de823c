/** What the stand-in does to a YouTrack: checks the token, and posts results that changed. */
import { createServer } from 'node:http';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { DucalisSandbox } from '../src/index.ts';
import { call, closeLater, contract, put, start, until, upsert } from './support.ts';

const TOKEN = 'perm:test.token';
const Scores = v.object({ items: v.array(v.looseObject({ external_id: v.string(), revision: v.number() })) });

interface Received {
  readonly path: string;
  readonly body: v.InferOutput<typeof Scores>;
}

/** A YouTrack that knows one token and collects scores; `status` is what it answers to them, after `slowMs`. */
async function startYouTrack(status = 200, slowMs = 0) {
  const received: Received[] = [];
  let running = 0;
  let overlapped = false;
  const server = createServer((request, response) => {
    const answer = (code: number, body: unknown) => {
      response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    const path = request.url ?? '';
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return answer(401, { error: 'Unauthorized' });
    if (path === '/youtrack/api/users/me?fields=login,fullName') return answer(200, { login: 'root' });
    if (path.startsWith('/youtrack/api/admin/projects?')) {
      return answer(200, [{ id: '0-1', shortName: 'DEMO', name: 'Demo', customFields: [{}] }]);
    }
    if (!path.endsWith('/scores')) return answer(404, { error: 'Not Found' });
    running += 1;
    overlapped ||= running > 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      expect(contract.problemWith('Scores', body)).toBeNull();
      received.push({ path, body: v.parse(Scores, body) });
      const slow = setTimeout(() => {
        running -= 1;
        answer(status, {});
      }, slowMs);
      response.once('close', () => clearTimeout(slow));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeLater({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  const { port } = v.parse(v.object({ port: v.number() }), server.address());
  return { base: `http://127.0.0.1:${port}/youtrack`, received, overlapped: () => overlapped };
}

function connect(ducalis: DucalisSandbox, base_url: string, token = TOKEN) {
  const headers = { 'X-YouTrack-Token': token };
  return call(ducalis, 'PUT', '/integrations/youtrack', { body: { base_url }, headers });
}

test('a YouTrack that can be read is connected, and its token is shown nowhere', async () => {
  const youtrack = await startYouTrack();
  const ducalis = await start();
  const answer = await connect(ducalis, `${youtrack.base}/`);
  expect(answer).toMatchObject({ status: 200, body: { id: 1, status: 'connected', youtrack_user: 'root' } });
  expect((await connect(ducalis, youtrack.base)).body).toMatchObject({ id: 1 });
  expect(ducalis.state().integrations).toMatchObject([
    { id: 1, base_url: youtrack.base, youtrack_user: 'root', projects: ['DEMO'] },
  ]);
  for (const path of ['/sandbox/state', '/sandbox/requests', '/integrations']) {
    const text = await (await fetch(ducalis.url + path)).text();
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain(ducalis.token);
  }
});

test('a wrong address and a wrong token are told apart, and nothing is stored', async () => {
  const youtrack = await startYouTrack();
  const ducalis = await start();
  const reasons = [
    await connect(ducalis, youtrack.base, 'perm:wrong'),
    await connect(ducalis, youtrack.base.replace('/youtrack', '/elsewhere')),
    await connect(ducalis, 'http://127.0.0.1:1/youtrack'),
  ].map(({ status, text }) => `${status} ${text}`);
  expect(reasons[0]).toMatch(/^422 .*did not accept this permanent token/);
  expect(reasons[1]).toMatch(/^422 .*no YouTrack at this base URL/);
  expect(reasons[2]).toMatch(/^422 .*Nothing answers at this base URL/);
  const tokenless = await call(ducalis, 'PUT', '/integrations/youtrack', {
    body: { base_url: youtrack.base },
  });
  expect(tokenless.status).toBe(422);
  expect(ducalis.state().integrations).toEqual([]);
});

test('results that changed are posted to the project of their issue, those of this YouTrack only', async () => {
  const youtrack = await startYouTrack();
  const ducalis = await start();
  const base_url = youtrack.base;
  await put(ducalis, upsert('x1', 1, { base_url, key: 'DEMO-1' }));
  await put(ducalis, upsert('x2', 1, { base_url, key: 'OPS-A-2' }));
  await put(ducalis, upsert('x3', 1, { key: 'DEMO-3' }));
  await connect(ducalis, base_url);
  for (const external_id of ['x1', 'x2', 'x3']) {
    ducalis.vote({ board: 1, external_id, votes: { reach: 5, revenue: 5, effort: 1 } });
  }
  await until(() => ducalis.state().outbound.length === 2, 'both projects were called');
  const calls = youtrack.received.map(({ path, body }) => [path, body.items.map((item) => item.external_id)]);
  expect(calls).toEqual([
    ['/youtrack/api/admin/projects/DEMO/extensionEndpoints/ducalis/project/scores', ['x1']],
    ['/youtrack/api/admin/projects/OPS-A/extensionEndpoints/ducalis/project/scores', ['x2']],
  ]);
  expect(ducalis.state().outbound).toMatchObject([
    { project: 'DEMO', items: 1, status: 200 },
    { project: 'OPS-A', items: 1, status: 200 },
  ]);
});

test('a change during a slow call goes out after it, never beside it', async () => {
  const youtrack = await startYouTrack(200, 500);
  const ducalis = await start();
  await connect(ducalis, youtrack.base);
  await put(ducalis, upsert('x1', 1, { base_url: youtrack.base }));
  ducalis.vote({ board: 1, external_id: 'x1', votes: { reach: 1 } });
  await until(() => youtrack.received.length === 1, 'the first call arrived');
  ducalis.vote({ board: 1, external_id: 'x1', votes: { reach: 2 } });
  await until(() => youtrack.received.length === 2, 'the second call arrived');
  expect(youtrack.overlapped()).toBe(false);
});

test('many changes go out together, at most 100 a call', async () => {
  const youtrack = await startYouTrack();
  const ducalis = await start();
  await connect(ducalis, youtrack.base);
  const fields = { reach: 5, revenue: 5, effort: 1 };
  for (const from of [0, 100]) {
    const items = Array.from({ length: 100 }, (_, index) =>
      upsert(`x${from + index}`, 1, { base_url: youtrack.base, fields }),
    );
    await call(ducalis, 'POST', '/boards/1/issues/bulk', { body: { items } });
  }
  const posted = () =>
    new Set(youtrack.received.flatMap(({ body }) => body.items.map((item) => item.external_id)));
  await until(() => posted().size === 200, 'all results were posted');
  expect(youtrack.received.every(({ body }) => body.items.length <= 100)).toBe(true);
  expect(youtrack.received.length).toBeLessThanOrEqual(4);
});

test('an upsert that leaves the results as they were causes no call; what was refused goes out with the next', async () => {
  const youtrack = await startYouTrack(500);
  const ducalis = await start();
  await connect(ducalis, youtrack.base);
  const item = (revision: number) => upsert('x1', revision, { base_url: youtrack.base });
  await put(ducalis, item(1));
  ducalis.vote({ board: 1, external_id: 'x1', votes: { reach: 1 } });
  await until(() => ducalis.state().outbound.length === 1, 'the first call was refused');
  await put(ducalis, item(2));
  await until(() => youtrack.received.length === 2, 'it was tried again');
  expect(youtrack.received[1]?.body.items).toMatchObject([{ external_id: 'x1', revision: 2 }]);
  const accepting = await startYouTrack();
  const quiet = await start();
  await connect(quiet, accepting.base);
  await put(quiet, upsert('x1', 1, { base_url: accepting.base }));
  await put(quiet, upsert('x2', 1, { base_url: accepting.base }));
  quiet.vote({ board: 1, external_id: 'x2', votes: { reach: 1 } });
  await until(() => accepting.received.length === 1, 'the vote was posted');
  expect(accepting.received[0]?.body.items.map((found) => found.external_id)).toEqual(['x2']);
});
