/** Brings a world to rest, and says what is wrong with it then. */
import { type Difference, differences } from './model.ts';
import type { StoredIssue } from './network.ts';
import { CONNECTED } from './places.ts';
import { readTruth } from './truth.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Faults off, token valid, app enabled and attached, author let in; then time beyond every wait and every audit. */
export async function comeToRest(world: World): Promise<void> {
  const { network, admin, subject } = world;
  await network.trouble([], world.server.youTrack.now(), world.tally);
  await world.enable(true);
  for (const project of CONNECTED) await world.attach(project, true);
  await world.ban(false);
  await world.lookAfterConnection();
  await seeThatRulesRun(world);
  await world.pass(5 * MINUTE);
  // What was read of a board meanwhile may have led to a question.
  await world.lookAfterConnection();
  for (const { id, project } of await readTruth(admin)) {
    if (isConnected(project.shortName) && (await subject.panel(admin, id)).needsAttention)
      await subject.retry(admin, id);
  }
  await passNight(world);
}

/** YouTrack runs scheduled rules on issues: where no project has any, nothing can be swept until one has. */
export async function seeThatRulesRun(world: World): Promise<void> {
  const isSwept = (await readTruth(world.admin)).some(({ project }) => isConnected(project.shortName));
  if (!isSwept) await world.create('SHOP', { summary: 'A new beginning' });
}

/** Every wait goes by at once: a sleeping app costs nothing. Then comes the night with the daily audit. */
export async function passNight(world: World): Promise<void> {
  await world.enable(false);
  await world.pass(untilNight(world.server.youTrack.now()));
  await world.enable(true);
  await world.pass(45 * MINUTE);
}

/** No rule runs in a project without issues: only the audit of another one finds what it has left on its board. */
export async function hasEmptyProject({ admin }: World): Promise<boolean> {
  const issues = await readTruth(admin);
  return CONNECTED.some((key) => issues.every(({ project }) => project.shortName !== key));
}

const isConnected = (project: string): boolean => CONNECTED.some((key) => key === project);

/** Ten minutes before the daily audit, which runs at half past two. */
const NIGHT = 2 * HOUR + 20 * MINUTE;
const LONGEST_WAIT = HOUR;

function untilNight(now: number): number {
  const wait = NIGHT - (now % (24 * HOUR));
  return wait > LONGEST_WAIT ? wait : wait + 24 * HOUR;
}

export async function whatIsWrong(world: World): Promise<readonly Difference[]> {
  const [truth, stored] = [await readTruth(world.admin), await world.network.issues()];
  const found = differences(truth, stored, {
    choices: world.choices,
    valueNames: (field) => world.valueNames(field),
    youTrackUrl: world.server.url,
  });
  const { leftovers } = world;
  const mayBeLeft = (kind: Difference['kind']): boolean => kind === 'extra' || kind === 'double';
  // Without a key: that there are several sources, because what is left has its former one.
  const isLeft = (key: string): boolean => leftovers.has(key) || (key === '' && leftovers.size > 0);
  return found.filter(({ kind, key }) => !mayBeLeft(kind) || !isLeft(key));
}

/** What another hour at rest changes or sends: nothing, in a world that is at rest. */
export async function unrest(world: World): Promise<readonly string[]> {
  const before = await world.network.issues();
  const calls = world.server.youTrack.outbound().length;
  await world.pass(HOUR);
  const sent = world.server.youTrack
    .outbound()
    .slice(calls)
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url, body }) => `${method} ${url} ${body?.slice(0, 300) ?? ''}`);
  return [...sent, ...moved(before, await world.network.issues())];
}

function moved(before: readonly StoredIssue[], after: readonly StoredIssue[]): readonly string[] {
  const text = (issues: readonly StoredIssue[]): string =>
    JSON.stringify(issues.map(({ board, external_id, revision }) => [board, external_id, revision]));
  return text(before) === text(after) ? [] : [`${text(before)} became ${text(after)}`];
}
