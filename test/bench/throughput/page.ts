/** The part of docs/performance.md about virtual time. */
import { type Figure, figureTable } from '../report.ts';

export function throughputPart(figures: readonly Figure[]): string {
  return `Written by \`npm run bench -- --throughput --write\`. The page is closed and nobody helps: only the clock of the emulator goes on.

${figureTable(figures)}

The bench clock: a call to Ducalis takes 0.5 s, and 10 ms more for each issue that it carries or that its answer lists. An
async function takes 20 ms. Calls and functions run on two threads. Ducalis answers 429 above 120 calls a minute; above 4
calls in flight it would too, but two threads never make as many. An issue has a description of 6 kB. A row is given up after
24 hours of virtual time. *Compared with* says what version 0.1 needed; no figure in it: that was not measured. *U1, U7* are
the same rows in an emulator that drops what is scheduled by a transaction without a write, and that refuses the later one of
two overlapping transactions with the same key.

- **Issues edited by one command**: 5,000 issues that are on the board, at rest, get another state. From the commit of the
  first transaction to the answer that says the last issue is stored. The command is one transaction, or several at the same
  moment.
- **First import**: from saving the settings to the answer that says the last issue is stored.
- **Searches caused by edits**: what scripts search from the commit until the last issue is stored; the most of the three ways.
- **Issues restricted**: when half of the import is stored, 1,000 issues that are on the board get restricted at once. From
  that commit to the answer that confirms that the last of them is off the board. *Deleted*: the same for 1,000 others, two
  hours after the import. *Without \`removed: true\`*: a bulk call stores such an item and does not confirm it.
- **Issues moved**, and **a project put on another board**: from the change to the answer that says the last of 1,000 issues is
  stored on the new board. *Dead*: from the change on, the former board answers every call with 503.
- **Results changed**: every issue of the board gets another total score at once. From then until YouTrack holds the last one
  on its issue, to the second. Ducalis posts nothing: the app reads the feed.
- **Requests an hour at rest**: all calls to Ducalis, the mean of 24 hours. They begin an hour after the last issue is stored.
  When the first hours alone make more calls than 24 may, it is the mean of these hours.
- **Searches at rest**: those of scripts and those of scheduled rules in the same hours, divided by how often a scheduled rule
  ran in a project. A rule's own search is one. *Writes*: every extension property that a script sets.
- **Calls in flight**: the most at any time in any row. *Answered with 429*: the sum over all rows.
`;
}
