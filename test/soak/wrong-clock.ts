/**
 * What scripts of a history take for the time: two nodes whose clocks differ, and a clock that is wrong for a while. The
 * emulator's own clock is one and never goes back, so a line in front of each script moves what `Date` says there. What
 * YouTrack itself does by the clock (schedules, `updated`) goes right.
 */
import type { AppFiles } from './app-files.ts';

/** Wrong from so many milliseconds after the beginning of a history. */
export interface Jump {
  readonly fromMs: number;
  readonly forMs: number;
  /** Negative: behind. */
  readonly aheadMs: number;
}

export interface WrongClock {
  readonly jumps: readonly Jump[];
  /** By how much the nodes differ that take turns, in milliseconds; 0: there is one. */
  readonly apartMs: number;
}

export const RIGHT: WrongClock = { jumps: [], apartMs: 0 };

/** Executions of one second run on one node, those of the next on the other: within an execution no time goes by. */
function prelude({ jumps, apartMs }: WrongClock, startsAt: number): string {
  return `if (!Math.isSkewed) { Math.isSkewed = true; const System = Date;
const wrongNow = () => { const t = System.now(); let now = t + (Math.floor(t / 1000) % 2 === 0 ? 0 : ${apartMs});
for (const one of ${JSON.stringify(jumps)}) { const from = ${startsAt} + one.fromMs; if (t >= from && t < from + one.forMs) now += one.aheadMs; }
return now; };
globalThis.Date = new Proxy(System, {
construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [wrongNow()] : args, newTarget),
apply: () => new System(wrongNow()).toString(),
get: (target, name, receiver) => (name === 'now' ? wrongNow : Reflect.get(target, name, receiver)) }); }
`;
}

/** The same app, with that clock. */
export function withClock(files: AppFiles, clock: WrongClock, startsAt: number): AppFiles {
  if (clock.jumps.length === 0 && clock.apartMs === 0) return files;
  const line = Buffer.from(prelude(clock, startsAt));
  return new Map(
    [...files].map(([name, bytes]) => {
      const isScript = name.endsWith('.js') && !name.includes('/');
      return [name, isScript ? Buffer.concat([line, bytes]) : bytes] as const;
    }),
  );
}
