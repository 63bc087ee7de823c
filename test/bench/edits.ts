/** What the app costs while people edit, beside one call per change. */
import type { Subject } from '../soak/subject.ts';
import { type Figure, figure, median, rounded } from './report.ts';
import { openWorld, PROJECT, startQuickDucalis, startSandbox, type World } from './world.ts';

const ISSUES = 50;
const WARM_UP = 100;
const MEASURED = 1_000;
const SERVER_MS = 20;

export interface Subjects {
  readonly app: Subject;
  readonly sync: Subject;
  readonly async: Subject;
}

/** The same edit of each world in turns; between them calls go out. */
export async function costOfEdits(subjects: Subjects): Promise<readonly Figure[]> {
  const ducalis = await startQuickDucalis(SERVER_MS);
  const names = ['app', 'sync', 'async'] as const;
  const worlds: Record<string, World> = {};
  const spent: Record<(typeof names)[number], number[]> = { app: [], sync: [], async: [] };
  for (const name of names) worlds[name] = await connected(subjects[name], ducalis);
  for (let round = 0; round < WARM_UP + MEASURED; round += 1) {
    for (const name of names) {
      const world = worlds[name];
      if (world === undefined) continue;
      const before = world.insideMs();
      await edit(world, round);
      if (round >= WARM_UP) spent[name].push(world.insideMs() - before);
      await world.youTrack.advance(100);
    }
  }
  for (const world of Object.values(worlds)) await world.close();
  await ducalis.stop();
  const app = median(spent.app);
  const [sync, later] = [median(spent.sync), median(spent.async)];
  return [
    figure(
      'script time added to an edit ÷ one synchronous call per change, to a server that answers in 20 ms',
      rounded(app / sync),
      '',
      `${rounded(app)} ms ÷ ${rounded(sync)} ms`,
      1 / 20,
    ),
    figure(
      'script time added to an edit ÷ one asynchronous call per change',
      rounded(app / later),
      '',
      `${rounded(app)} ms ÷ ${rounded(later)} ms`,
      1,
    ),
  ];
}

const BURST = 1_000;
const BURST_MS = 10_000;

export async function requestsOfABurst({ app, async }: Subjects): Promise<Figure> {
  const own = await burst(app);
  const perChange = await burst(async);
  return figure(
    'requests for 1,000 edits of 50 issues within 10 s',
    own,
    '',
    `${perChange} with one call per change`,
    20,
  );
}

/** Requests from the first edit until nothing is left to be sent. */
async function burst(subject: Subject): Promise<number> {
  const ducalis = await startSandbox();
  const world = await connected(subject, ducalis);
  const before = world.youTrack.outbound().length;
  for (let round = 0; round < BURST; round += 1) {
    await edit(world, round);
    await world.youTrack.advance(BURST_MS / BURST);
  }
  await world.youTrack.advance(2 * BURST_MS);
  const requests = world.youTrack.outbound().length - before;
  await world.close();
  await ducalis.stop();
  return requests;
}

async function connected(
  subject: Subject,
  ducalis: Awaited<ReturnType<typeof startSandbox>>,
): Promise<World> {
  const world = await openWorld(subject, ducalis, ISSUES);
  await world.configure();
  await world.youTrack.advance(10_000);
  return world;
}

/** Summary, description and a field in turns: what people edit most. */
function edit({ author }: World, round: number): Promise<unknown> {
  const bodies = [
    { summary: `Edited ${round}` },
    { description: `Edited **${round}** times` },
    { customFields: [{ name: 'Story points', $type: 'SimpleIssueCustomField', value: round }] },
  ];
  return author.post(`issues/${PROJECT}-${(round % ISSUES) + 1}`, bodies[round % bodies.length]);
}
