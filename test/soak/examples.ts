/** Histories that every check begins with: each leads to a place where chance seldom goes. */
import type { History, Step } from './steps.ts';

const edit = (text: string): Step => ({ do: 'edit', issue: 0, change: { part: 'summary', text } });
const pass = (seconds: number): Step => ({ do: 'pass', ms: seconds * 1_000 });

export const EXAMPLES: readonly History[] = [
  // An edit comes while an earlier one is on its way, and nothing else happens.
  [{ do: 'editInFlight', issue: 0, change: { part: 'summary', text: 'beta' }, meanwhile: 'answer' }],
  // A picture has another address each time its issue is rendered.
  [
    {
      do: 'edit',
      issue: 0,
      change: { part: 'description', text: 'one ![shot](shot.png)' },
    },
  ],
  // What was stored without an answer is sent again after a change that no rule has seen.
  [
    { do: 'trouble', trouble: [{ name: 'no answer, but handled', where: 'upserts', times: 1 }] },
    edit('beta'),
    pass(3),
    { do: 'enabled', on: false },
    edit('gamma'),
    { do: 'enabled', on: true },
  ],
  // An edit that no rule has seen.
  [
    { do: 'attached', project: 'SHOP', on: false },
    edit('beta'),
    { do: 'attached', project: 'SHOP', on: true },
  ],
  // Ducalis says that an issue is gone from a board that no project is on any more, and it is not.
  [
    { do: 'trouble', trouble: [{ name: 'status 404', where: 'removals', times: 1 }] },
    { do: 'board', project: 'INFRA', board: '1' },
    pass(120),
  ],
  // Every issue goes, and Ducalis refuses a removal.
  [
    { do: 'trouble', trouble: [{ name: 'status 400', where: 'removals', times: 1 }] },
    ...[0, 0, 0].map((issue) => ({ do: 'delete', issue }) as const),
    pass(60),
  ],
  // A copy goes before anything was sent of it.
  [
    { do: 'copy', issue: 21 },
    { do: 'delete', issue: 27 },
  ],
  // The only issue of a board's only project goes where no rule runs.
  [{ do: 'move', issue: 2, to: 'MISC' }],
];

const CALM: ReadonlySet<Step['do']> = new Set([
  'nothing',
  'create',
  'edit',
  'same',
  'thereAndBack',
  'bulk',
  'delete',
  'tag',
  'restrict',
  'pass',
]);

/** Nothing in it is an excuse for an issue that is not in Ducalis half a minute later. */
export function isCalm(history: History): boolean {
  return history.every(
    (step) => CALM.has(step.do) || (step.do === 'editInFlight' && step.meanwhile === 'answer'),
  );
}
