/** What `npm run mutants` found out, as text, and whether it is good enough. */
import type { Mutant } from './mutant.ts';

/** `untested`: no test file imports the source. `endless`, in time or memory, counts as killed. */
export type Verdict = 'killed' | 'endless' | 'survived' | 'untested';

export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

export interface Report {
  readonly text: string;
  readonly isGood: boolean;
}

/** Of each list, the drawn and the known. */
const LEAST_SHARE = 0.9;

/** @param reasons by the key of a mutant that may survive. */
export function reportOf(
  drawn: readonly Judged[],
  known: readonly Judged[],
  reasons: Readonly<Record<string, string>>,
): Report {
  const survivors = [...drawn, ...known].filter(isAlive);
  const unexplained = survivors.filter(({ mutant }) => reasons[mutant.key] === undefined);
  const endless = [...drawn, ...known].filter(({ verdict }) => verdict === 'endless');
  const lines = [
    ...endless.map(({ mutant: { file, line, key } }) => `${file}:${line}  never ended: ${key}\n`),
    ...survivors.map(({ mutant, verdict }) => about(mutant, verdict, reasons[mutant.key])),
    `Drawn: ${shareOf(drawn)}`,
    `Known: ${shareOf(known)}`,
    `Survivors without a reason in test/mutants/survivors.ts: ${unexplained.length}`,
  ];
  const isGood = [drawn, known].every((list) => share(list) >= LEAST_SHARE) && unexplained.length === 0;
  return { text: lines.join('\n'), isGood };
}

function isAlive({ verdict }: Judged): boolean {
  return verdict === 'survived' || verdict === 'untested';
}

function share(list: readonly Judged[]): number {
  return list.length === 0 ? 1 : 1 - list.filter(isAlive).length / list.length;
}

function shareOf(list: readonly Judged[]): string {
  const alive = list.filter(isAlive).length;
  const percent = (share(list) * 100).toFixed(1);
  return `${list.length - alive} of ${list.length} killed (${percent} %)`;
}

function about(mutant: Mutant, verdict: Verdict, reason: string | undefined): string {
  const { file, line, what, before, after, key } = mutant;
  return [
    `${file}:${line}  ${what}${verdict === 'untested' ? ', which no test file imports' : ''}`,
    ...before.split('\n').map((text) => `  - ${text}`),
    ...after.split('\n').map((text) => `  + ${text}`),
    reason === undefined ? `  No reason. Its key: ${JSON.stringify(key)}` : `  Reason: ${reason}`,
    '',
  ].join('\n');
}
