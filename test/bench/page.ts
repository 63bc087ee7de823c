/** docs/performance.md: the figures of a run, the machine it ran on, and how to read them. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import type { Import } from './imports.ts';
import { type Figure, figureTable, median, rounded, table } from './report.ts';
import { throughputPart } from './throughput/page.ts';

export function growthTable(growth: readonly Import[]): string {
  const sizes = [...new Set(growth.map(({ issues }) => issues))].sort((one, other) => one - other);
  return table(
    ['Issues', 'Requests', 'Processor time per issue', 'Real time per issue'],
    sizes.map((size) => {
      const runs = growth.filter(({ issues }) => issues === size);
      const of = (pick: (one: Import) => number): number => rounded(median(runs.map(pick)));
      return [
        size.toLocaleString('en'),
        of(({ requests }) => requests).toLocaleString('en'),
        `${of(({ cpuMs }) => cpuMs)} ms`,
        `${of(({ wallMs }) => wallMs)} ms`,
      ];
    }),
  );
}

export function performancePage(figures: readonly Figure[], growth: readonly Import[]): string {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  const busy = load > cores ? ' Other work ran on the machine at the same time.' : '';
  return `# Performance

Written by \`npm run bench -- --write\`, in the emulator: real milliseconds of a YouTrack differ, ratios and requests should not.

${figureTable(figures)}

Machine: ${cores} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB of memory, Node ${process.versions.node}.${busy}

\`npm run bench\` prints these tables, \`-- --json\` adds the figures as one last line of JSON. The last figure comes from the
report of a soak: \`SOAK_REPORT=<file> npm run test:soak\`, then \`SOAK_REPORT=<file> npm run bench\`.

## What each figure means

- **Script time added to an edit**: milliseconds in the app's guards and actions inside a user's transaction, the median of
  300 edits after 100 to warm up. The app and two baselines (\`test/baselines\`) get the same edits in turns, each in an
  emulator of its own, with a server that answers after 20 ms. The call of a baseline is one upsert of the issue.
- **Requests for 1,000 edits**: from the first edit until nothing is left to be sent.
- **Requests for a first import**: from saving the configuration until every issue is acknowledged. *Page open*: a page sends
  on every two seconds. *Page closed*: only sweeps do, and each of them also asks for results.
- **Import time per issue**: processor time of the process in which the emulator and the app run, because it depends less on
  what else the machine does. Ducalis is a server that only confirms. Sizes take turns; medians of three.
- **A sweep and an audit**: processor time of ten minutes of an idle YouTrack, which is two sweeps, one audit and ten looks
  for results. A sweep's slow check looks at 200 issues at most and rests for the remainder of the hour after a round, so only
  minutes in which it took full steps are compared: in a project of 1,000 issues there are fewer of them.

## How cost grows

${growthTable(growth)}
`;
}

const IN_VIRTUAL_TIME = '\n## In virtual time\n';
const EMULATOR = '\n## What the emulator costs\n';

/** The page with the figures in virtual time in the place of those that were there. */
export function withThroughput(page: string, figures: readonly Figure[]): string {
  const [own = '', emulator] = page.split(EMULATOR);
  const [others = ''] = own.split(IN_VIRTUAL_TIME);
  return `${others}${IN_VIRTUAL_TIME}
${throughputPart(figures)}${emulator === undefined ? '' : `${EMULATOR}${emulator}`}`;
}

/** The page with the figures of the emulator at its end, in the place of those that were there. */
export function withEmulator(page: string, figures: readonly Figure[]): string {
  const [others = ''] = page.split(EMULATOR);
  return `${others}${EMULATOR}
With a plain app of one rule, which is not this one. Written by \`npm run bench -- --emulator --write\`.

${figureTable(figures)}

- **An edit**: the change of a summary with the rule that sees it and writes, against the same change without an app; medians
  of 2,000 edits in turns.
- **Seeding and searching**: processor time of planting a seed, and of three searches over REST; medians of five, in turns.
- **Memory**: of the heap, for an issue with four fields.
`;
}
