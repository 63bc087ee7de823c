/** What the emulator itself costs, with a plain app that is not ours: edits, seeding and searching, memory. */
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import { createYouTrack, type RunningServer, type SeedInput } from 'youtrack-client-mock';
import { type Figure, figure, median, rounded } from './report.ts';

const EDITS = 2_000;
const WARM_UP = 500;
const FEW = 1_000;
const MANY = 10_000;
const ROUNDS = 5;
const SETTLING_MS = 200;
const KILOBYTE = 1024;

/** One rule that looks at every change and writes at each one, as most apps have. */
const APP = {
  'manifest.json': JSON.stringify({ name: 'plain', version: '1.0.0' }),
  'entity-extensions.json': JSON.stringify({
    entityTypeExtensions: [{ entityType: 'Issue', properties: { seen: { type: 'string' } } }],
  }),
  'rule.js': `
    const entities = require('@jetbrains/youtrack-scripting-api/entities');
    exports.rule = entities.Issue.onChange({
      title: 'Notes the last summary',
      guard: (ctx) => ctx.issue.isReported && ctx.issue.isChanged('summary'),
      action: (ctx) => { ctx.issue.extensionProperties.seen = ctx.issue.summary; },
    });`,
};

export async function costsOfTheEmulator(): Promise<readonly Figure[]> {
  return [await costOfAnEdit(), ...(await costsOfGrowth()), await memoryOfAnIssue()];
}

function seedOf(issues: number): SeedInput {
  return {
    version: 1,
    users: [{ login: 'admin', fullName: 'Admin', roles: [{ role: 'System Admin' }] }],
    fields: [
      { name: 'Priority', type: 'enum[1]', values: ['Minor', 'Major', 'Critical'] },
      { name: 'State', type: 'state[1]', values: ['Open', { name: 'Fixed', resolved: true }] },
      { name: 'Assignee', type: 'user[1]' },
      { name: 'Points', type: 'integer' },
    ],
    projects: [
      { key: 'SHOP', name: 'Shop', leader: 'admin', fields: ['Priority', 'State', 'Assignee', 'Points'] },
    ],
    issues: Array.from({ length: issues }, (_, index) => ({
      project: 'SHOP',
      summary: `Issue number ${index}`,
      description: 'Something is to be done',
      reporter: 'admin',
      ageDays: index % 100,
      fields: {
        Priority: ['Minor', 'Major', 'Critical'][index % 3] ?? 'Minor',
        State: index % 4 === 0 ? 'Fixed' : 'Open',
        Points: index % 13,
      },
    })),
  };
}

/** The same edits over REST of two emulators in turns, of which one has the app. */
async function costOfAnEdit(): Promise<Figure> {
  const encode = new TextEncoder();
  const files = new Map(Object.entries(APP).map(([path, text]) => [path, encode.encode(text)]));
  const [without, having] = await Promise.all(
    [[], [files]].map((apps) => createYouTrack({ seed: seedOf(FEW), apps })),
  );
  if (!without || !having) throw new Error('Two emulators were to be compared');
  having.youTrack.apps.attach('plain', first(having, 'Project'));
  const over = await compared(restEdit(without), restEdit(having));
  const inside = await compared(plainEdit(without), plainEdit(having));
  await Promise.all([without.close(), having.close()]);
  return figure(
    'an edit over REST with one app installed ÷ the same edit without it',
    rounded(over.having / over.without),
    '',
    `${rounded(over.having)} ms ÷ ${rounded(over.without)} ms, of which in the engine ${rounded(inside.having)} ms ÷ ${rounded(inside.without)} ms`,
    3,
  );
}

type Edit = (round: number) => Promise<void> | void;

/** Medians in milliseconds. */
async function compared(without: Edit, having: Edit) {
  const spent = { without: [] as number[], having: [] as number[] };
  for (let round = 0; round < WARM_UP + EDITS; round += 1) {
    const bare = await timed(() => without(round));
    const full = await timed(() => having(round));
    if (round < WARM_UP) continue;
    spent.without.push(bare);
    spent.having.push(full);
  }
  return { without: median(spent.without), having: median(spent.having) };
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function restEdit({ url, users }: RunningServer): Edit {
  const headers = { authorization: `Bearer ${users[0]?.token}`, 'content-type': 'application/json' };
  return async (round) => {
    const body = JSON.stringify({ summary: `Edit ${round} over REST` });
    const answer = await fetch(`${url}/api/issues/SHOP-1`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
  };
}

function plainEdit(server: RunningServer): Edit {
  const [user, issue] = [first(server, 'User'), first(server, 'Issue')];
  return (round) => server.youTrack.write(user, (tx) => tx.set(issue, 'summary', `Edit ${round}`));
}

function first({ youTrack }: RunningServer, type: 'Issue' | 'Project' | 'User'): string {
  const [id] = youTrack.read((tx) => [...tx.all(type)].filter((one) => tx.get(one, 'system') !== true));
  if (id === undefined) throw new Error(`The seed has no ${type}`);
  return id;
}

/** Sizes take turns; processor time depends less on what else the machine does. */
async function costsOfGrowth(): Promise<readonly Figure[]> {
  const seeding = { [FEW]: [] as number[], [MANY]: [] as number[] };
  const searching = { [FEW]: [] as number[], [MANY]: [] as number[] };
  await seedAndSearch(FEW);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of [FEW, MANY] as const) {
      const { seedMs, searchMs } = await seedAndSearch(size);
      seeding[size].push(seedMs);
      searching[size].push(searchMs);
    }
  }
  const ratio = (name: string, times: typeof seeding): Figure => {
    const [above, below] = [median(times[MANY]), median(times[FEW])];
    const words = `${rounded(above)} ms ÷ ${rounded(below)} ms`;
    return figure(`${name}, ${MANY} issues ÷ ${FEW}`, rounded(above / below), '', words, 12);
  };
  return [ratio('seeding', seeding), ratio('searching', searching)];
}

const QUERIES = ['#Unresolved Priority: Critical', 'State: Fixed sort by: created', 'summary: number'];

async function seedAndSearch(
  issues: number,
): Promise<{ readonly seedMs: number; readonly searchMs: number }> {
  const seed = seedOf(issues);
  const beforeSeed = process.cpuUsage();
  const server = await createYouTrack({ seed });
  const seedMs = cpuMs(beforeSeed);
  const beforeSearch = process.cpuUsage();
  for (const query of QUERIES) {
    const path = `${server.url}/api/issues?fields=id&query=${encodeURIComponent(query)}`;
    const answer = await fetch(path, { headers: { authorization: `Bearer ${server.users[0]?.token}` } });
    if (!answer.ok) throw new Error(`${query}: ${await answer.text()}`);
    await answer.arrayBuffer();
  }
  const searchMs = cpuMs(beforeSearch);
  await server.close();
  return { seedMs, searchMs };
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

/** Of the heap, once garbage is gone, with a plain issue of four fields. */
async function memoryOfAnIssue(): Promise<Figure> {
  setFlagsFromString('--expose-gc');
  const collect = v.parse(v.function(), runInNewContext('gc'));
  /** Realms of emulators that are closed go in several rounds, some only after timers of theirs have run. */
  const used = async (): Promise<number> => {
    for (let last = Number.POSITIVE_INFINITY; ; ) {
      collect();
      await setTimeout(SETTLING_MS);
      const bytes = process.memoryUsage().heapUsed;
      if (bytes > last * 0.999) return bytes;
      last = bytes;
    }
  };
  const before = await used();
  const server = await createYouTrack({ seed: seedOf(MANY) });
  const bytes = ((await used()) - before) / MANY;
  await server.close();
  return figure('memory per issue', rounded(bytes / KILOBYTE), 'KB', `${MANY} issues, and all else`, 4);
}
