/** What a soak found out, as JSON and as a table. */
import type { Difference } from './model.ts';
import { STICKING } from './sticking.ts';
import { TROUBLES } from './trouble.ts';

/** What must have happened often enough, besides every {@link TROUBLES}. */
export const EVENTS = [
  'edit in flight',
  'overlap with an edit',
  'overlap with a drain',
  'overlap with an answer',
  'YouTrack restarted',
  'YouTrack restarted with a call under way',
  'Ducalis restarted',
  'Ducalis restarted with a call under way',
  'token revoked',
  'app disabled',
  'app off for hours',
  'app detached',
  'author banned',
  'issue deleted',
  'issue restored',
  'issue moved',
  'issue copied',
  'bulk edit',
  'tags changed',
  'visibility changed',
  'value renamed',
  'mapping or filter changed',
  'board changed',
  'vote',
  'app installed again',
  'clock ahead',
  'clock behind',
  'nodes that differ',
] as const;

export const KINDS: readonly string[] = [...TROUBLES, ...EVENTS, ...STICKING];

/** What is compared with the same history without the faults that stick, and what came of it. */
export const COMPARED = 'changes compared with a run without the fault';
export const NOT_COMPARED = 'changes that the fault concerned';

/** At rest, over all histories. */
export interface Damage {
  readonly lost: number;
  readonly doubled: number;
  readonly stale: number;
}

export const NO_DAMAGE: Damage = { lost: 0, doubled: 0, stale: 0 };

/** An issue that stands where it must not, such as under its old key, counts as doubled. */
export function damageOf(found: readonly Difference[]): Damage {
  const count = (...kinds: readonly Difference['kind'][]): number =>
    found.filter(({ kind }) => kinds.includes(kind)).length;
  return { lost: count('missing'), doubled: count('double', 'extra', 'foreign'), stale: count('stale') };
}

export function sum(one: Damage, other: Damage): Damage {
  return {
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    stale: one.stale + other.stale,
  };
}

export interface Report {
  readonly runs: number;
  readonly seeds: readonly number[];
  readonly occurred: Readonly<Record<string, number>>;
  /** By who was put to the test. */
  readonly damage: Readonly<Record<string, Damage>>;
}

/** Kinds that occurred more seldom than `least` times. */
export function tooSeldom(occurred: Readonly<Record<string, number>>, least: number): readonly string[] {
  return KINDS.filter((kind) => (occurred[kind] ?? 0) < least);
}

export function table({ runs, occurred, damage }: Report): string {
  const rows = KINDS.map((kind) => `  ${kind.padEnd(44)}${String(occurred[kind] ?? 0).padStart(7)}`);
  const damaged = Object.entries(damage).map(
    ([name, { lost, doubled, stale }]) =>
      `  ${name.padEnd(20)}${[lost, doubled, stale].map((number) => String(number).padStart(9)).join('')}`,
  );
  return [
    `What happened in ${runs} histories`,
    ...rows,
    '',
    `  ${COMPARED.padEnd(44)}${String(occurred[COMPARED] ?? 0).padStart(7)}, late: 0`,
    `  ${NOT_COMPARED.padEnd(44)}${String(occurred[NOT_COMPARED] ?? 0).padStart(7)}`,
    '',
    'Issues at rest            lost  doubled    stale',
    ...damaged,
  ].join('\n');
}
