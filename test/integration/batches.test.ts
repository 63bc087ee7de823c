import { createServer, type IncomingMessage, type Server } from 'node:http';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/domain/filter.ts';
import { BULK, configure, edit, fault, named, onBoard } from '../fixtures/life.ts';
import { MINUTE } from '../fixtures/results.ts';
import { BOARD, CONFIGURATION, PROJECT, startWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pass(10_000);
});

const BulkSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    items: v.array(v.object({ external_id: v.string(), name: v.string(), revision: v.number() })),
  }),
);

const OutboundSchema = v.array(v.object({ url: v.string(), body: v.nullable(v.string()) }));

async function bulkBodies(): Promise<readonly string[]> {
  const calls = v.parse(OutboundSchema, await world.mock.get('http'));
  return calls.flatMap(({ url, body }) => (url.endsWith('/issues/bulk') && body !== null ? [body] : []));
}

describe('a call', () => {
  it('carries at most a megabyte; what does not fit goes with the next one', async () => {
    const before = (await bulkBodies()).length;
    for (let number = 1; number <= 5; number += 1) {
      await world.createIssue(`Large ${number}`, { description: 'ü'.repeat(200_000) });
    }
    await world.pass(10_000);
    const sizes = (await bulkBodies()).slice(before).map((body) => Buffer.byteLength(body));
    expect(sizes).toHaveLength(3);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(1_000_000);
    for (let number = 1; number <= 5; number += 1) {
      expect(await onBoard(world, `Large ${number}`)).toHaveLength(1);
    }
  });

  it('that only removes does not hold back what is edited, however many there are', async () => {
    for (let number = 1; number <= 40; number += 1) {
      await world.createIssue(`Leaves ${number}`, named('Type', 'Task'));
    }
    const key = await world.createIssue('Stays', named('Type', 'Bug'));
    await world.pass(10_000);
    const leaving = async () =>
      (await world.sandbox.issues(BOARD)).filter(({ name }) => name.startsWith('Leaves')).length;
    expect(await leaving()).toBe(40);

    const filter = { ...EVERYTHING, fields: [{ field: 'Type', values: ['Bug'] }] };
    // Otherwise all of them are gone before the edit.
    await fault(world, {
      match: { ...BULK, body: '"removed":true' },
      fault: { kind: 'status', status: 500 },
    });
    await configure(world, PROJECT, { ...CONFIGURATION, filter });
    await world.pass(3_000);
    await edit(world, key, { summary: 'Stays, and is edited' });
    await world.pass(3_000);
    expect(await leaving()).toBeGreaterThan(0);
    expect(await onBoard(world, 'Stays, and is edited')).toHaveLength(1);
    await fault(world);
    await world.pass(60 * MINUTE);
    expect(await leaving()).toBe(0);
    await configure(world, PROJECT, { ...CONFIGURATION, filter: { ...EVERYTHING, fields: [] } });
    await world.pass(10_000);
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** A Ducalis that refuses a call as a whole when a single issue of it is bad. */
function strictDucalis(calls: string[][]): Server {
  return createServer(async (request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.method !== 'POST') return answer(200, { items: [], next: 'the-end' });
    const { items } = v.parse(BulkSchema, await textOf(request));
    const names = items.map(({ name }) => name);
    calls.push(names);
    if (names.includes('Poison')) return answer(422, { error: { message: 'Something in here is bad.' } });
    answer(200, {
      items: items.map(({ external_id, revision }) => ({ external_id, status: 200, id: 1, revision })),
    });
  });
}

describe('one bad issue among many', () => {
  it('is found by halving in few calls, and all others arrive', async () => {
    await world.standIns.stopSandbox();
    const calls: string[][] = [];
    const strict = strictDucalis(calls);
    const { port } = new URL(world.standIns.sandboxUrl);
    await new Promise<void>((resolve) => strict.listen(Number(port), '127.0.0.1', resolve));
    try {
      for (let number = 1; number <= 149; number += 1) {
        await world.createIssue(`Good ${number}`);
        if (number === 40) await world.createIssue('Poison');
      }
      const bad = (await findKey('Poison')) ?? '';
      await world.pass(30 * MINUTE);
      const arrived = new Set(calls.filter((names) => !names.includes('Poison')).flat());
      const missing = Array.from({ length: 149 }, (_, index) => `Good ${index + 1}`).filter(
        (name) => !arrived.has(name),
      );
      expect(missing).toEqual([]);
      expect((await world.panel(bad)).status).toMatchObject({ state: 'failed', reason: 'issue-rejected' });
      // A hundred in halves: seven calls that are refused, the last with the bad issue alone; and the rest.
      expect(calls.filter((names) => names.includes('Poison')).length).toBeLessThanOrEqual(8);
      expect(calls.length).toBeLessThanOrEqual(20);
    } finally {
      await new Promise((resolve) => strict.close(resolve));
      strict.closeAllConnections();
      await world.standIns.startSandbox();
    }
  });
});

const FoundSchema = v.array(v.object({ idReadable: v.string(), summary: v.string() }));

async function findKey(summary: string): Promise<string | undefined> {
  const issues = v.parse(
    FoundSchema,
    await world.as('admin').get('issues?fields=idReadable,summary&$top=500'),
  );
  return issues.find((issue) => issue.summary === summary)?.idReadable;
}
