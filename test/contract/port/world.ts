/** What a case of the port's suite is made of. Nothing here knows where the cases run, nor any test runner. */
import type { Execution, IssueHandle, ProjectHandle } from '../../../src/youtrack/ports.ts';

/** One execution of a script, in a YouTrack with two projects that no other case knows. */
export interface World {
  readonly execution: Execution;
  /** Keys of the projects. */
  readonly here: string;
  readonly there: string;
}

/** What happens in a transaction of its own. Numbers are those of issues in the project `here`. */
export type Step =
  | { readonly kind: 'script'; run(world: World): void }
  /** It must not change anything, not even write what is there already. */
  | { readonly kind: 'script that writes nothing'; run(world: World): void }
  /** A person creates so many issues. */
  | { readonly kind: 'create'; readonly count: number }
  /** A person moves the issue to the project `there`. */
  | { readonly kind: 'move'; readonly number: number }
  /** A person copies the issue: the copy has the next number. */
  | { readonly kind: 'copy'; readonly number: number }
  | { readonly kind: 'delete'; readonly number: number };

export interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** What both projects have, wherever the cases run. */
export const FIELDS = [
  { name: 'State', type: 'state[1]', values: ['Open', 'Fixed'] },
  { name: 'Score', type: 'float', values: [] },
  { name: 'Rank', type: 'integer', values: [] },
] as const;
export const TEAM = [{ login: 'bob', name: 'Bob', email: 'bob@example.com' }] as const;
export const SUMMARY = 'Summary of an issue';

export const INSTANCE = 'abcdefgh-instance';
export const NOW = 1_800_000_000_123;

export const create = (count: number): Step => ({ kind: 'create', count });
export const script = (run: (world: World) => void): Step => ({ kind: 'script', run });
export const writesNothing = (run: (world: World) => void): Step => ({
  kind: 'script that writes nothing',
  run,
});
/** Gives this YouTrack its id: without one no issue has an owner. */
export const begin = script(({ execution }) => execution.connect({ instanceId: INSTANCE }));

/** @throws Error when there is none. */
export function issue({ execution, here }: World, number: number): IssueHandle {
  const found = execution.issueByKey(`${here}-${number}`);
  if (found === null) throw new Error(`There is no ${here}-${number}`);
  return found;
}

/** @throws Error when there is none. */
export function project({ execution }: World, key: string): ProjectHandle {
  const found = execution.projectByKey(key);
  if (found === null) throw new Error(`There is no project ${key}`);
  return found;
}

/** @throws Error that shows both, when they differ. */
export function same(actual: unknown, expected: unknown): void {
  const [one, other] = [canonical(actual), canonical(expected)];
  if (one !== other) throw new Error(`${one} instead of ${other}`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

export const keysOf = (issues: readonly IssueHandle[]): string[] => issues.map(({ key }) => key).sort();
