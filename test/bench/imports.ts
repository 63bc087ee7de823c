/** First imports of several sizes: requests, and how the time per issue grows. */
import * as v from 'valibot';
import type { Subject } from '../soak/subject.ts';
import { type Ducalis, openWorld, PROJECT, startQuickDucalis, startSandbox, type World } from './world.ts';

const PATH = `admin/projects/${PROJECT}/extensionEndpoints/ducalis/project/import`;
const ViewSchema = v.object({ state: v.string(), queued: v.number() });

/** Whether somebody has the page open, which sends on every 2 s; else only sweeps do. */
export type Manner = 'page open' | 'page closed';
const STEP_MS: Readonly<Record<Manner, number>> = { 'page open': 2_000, 'page closed': 60_000 };

export interface Import {
  readonly issues: number;
  readonly requests: number;
  /** Of this process, in which YouTrack and the app run; per issue. */
  readonly cpuMs: number;
  /** Real time per issue. */
  readonly wallMs: number;
}

export async function importAll(world: World, issues: number, manner: Manner): Promise<Import> {
  const before = world.youTrack.outbound().length;
  const cpu = process.cpuUsage();
  const started = performance.now();
  await world.configure();
  for (;;) {
    await world.youTrack.advance(STEP_MS[manner]);
    const { state, queued } = v.parse(ViewSchema, await world.admin.get(PATH));
    if (state === 'done' && queued === 0) break;
    if (manner === 'page open') await world.admin.post(PATH, { action: 'continue' });
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    issues,
    requests: world.youTrack.outbound().length - before,
    cpuMs: (user + system) / 1_000 / issues,
    wallMs: (performance.now() - started) / issues,
  };
}

/** Against the stand-in. */
export async function requestsOfAnImport(app: Subject, issues: number, manner: Manner): Promise<number> {
  const ducalis = await startSandbox();
  const world = await openWorld(app, ducalis, issues);
  const { requests } = await importAll(world, issues, manner);
  await world.close();
  await ducalis.stop();
  return requests;
}

export interface Imported {
  readonly measured: Import;
  readonly world: World;
  readonly ducalis: Ducalis;
}

/** Against a Ducalis that takes no time, so that the app's own cost shows. The world stays open. */
export async function timedImport(app: Subject, issues: number): Promise<Imported> {
  const ducalis = await startQuickDucalis();
  const world = await openWorld(app, ducalis, issues);
  return { measured: await importAll(world, issues, 'page open'), world, ducalis };
}

export async function closeImport({ world, ducalis }: Imported): Promise<void> {
  await world.close();
  await ducalis.stop();
}
