/** What sweeps and audits cost in a project of which everything is synced and nothing changes. */
import * as v from 'valibot';
import { median } from './report.ts';
import { PROJECT, type World } from './world.ts';

/** Two sweeps, one audit, ten looks for results to write. */
const WINDOW_MS = 10 * 60 * 1_000;
/** Numbers that two sweeps of the slow check look at: only windows that did all of that are compared. */
const FULL_CHECK = 400;
const WINDOWS = 8;

const CheckSchema = v.pipe(v.string(), v.parseJson(), v.object({ next: v.number() }));

/** Milliseconds of a window, by world; the worlds take turns. */
export async function costAtRest(worlds: readonly World[]): Promise<readonly number[]> {
  for (const world of worlds) await comeToRest(world);
  const spent = worlds.map((): number[] => []);
  while (spent.some(({ length }) => length < WINDOWS)) {
    for (const [index, world] of worlds.entries()) {
      const before = checked(world);
      const started = process.cpuUsage();
      await world.youTrack.advance(WINDOW_MS);
      const { user, system } = process.cpuUsage(started);
      if (checked(world) - before === FULL_CHECK) spent[index]?.push((user + system) / 1_000);
    }
  }
  return spent.map(median);
}

/** Until all results were fetched: an import leaves one page of them for every two calls. */
async function comeToRest({ youTrack }: World): Promise<void> {
  for (let cursor: unknown = null; ; ) {
    await youTrack.advance(WINDOW_MS);
    const next = cursorIn(youTrack);
    if (next === cursor && next !== null) return;
    cursor = next;
  }
}

function checked({ youTrack }: World): number {
  const parsed = v.safeParse(CheckSchema, propertyOf(youTrack, 'checkState'));
  return parsed.success ? parsed.output.next : 0;
}

const FeedsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ feeds: v.tuple([v.object({ cursor: v.nullable(v.string()) })]) }),
);

/** How far the feed of the only board is read. */
function cursorIn(youTrack: World['youTrack']): string | null {
  const text = youTrack.read((tx) => {
    const [storage = ''] = tx.all('AppGlobalStorage');
    return tx.get(storage, 'ext:ducalis:feeds');
  });
  const parsed = v.safeParse(FeedsSchema, text);
  return parsed.success ? parsed.output.feeds[0].cursor : null;
}

function propertyOf(youTrack: World['youTrack'], name: string): unknown {
  return youTrack.read((tx) => {
    const [project = ''] = tx.find('Project', 'shortName', PROJECT);
    return tx.get(project, `ext:ducalis:${name}`);
  });
}
