/** `bin/demo`: everything up and connected, to be clicked through. `bin/demo --check`: the same, checked, and over. */
import { parseArgs } from 'node:util';
import { checkDemo } from './check.ts';
import { DEMO_PROJECT } from './demo-project.ts';
import { type Demo, fillBoard, setUpDemo } from './set-up.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    'youtrack-port': { type: 'string', default: '8480' },
    'ducalis-port': { type: 'string', default: '8481' },
  },
});

// Ends the stand-ins as well, also while they are still being set up (see `launch`).
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));

try {
  if (values.check) await check();
  else await show({ youTrack: Number(values['youtrack-port']), ducalis: Number(values['ducalis-port']) });
} catch (error) {
  console.error(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function check(): Promise<void> {
  const demo = await setUpDemo({ youTrack: 0, ducalis: 0 });
  try {
    console.log(JSON.stringify(await checkDemo(demo)));
  } finally {
    await demo.standIns.stop();
  }
}

async function show(ports: { readonly youTrack: number; readonly ducalis: number }): Promise<void> {
  const demo = await setUpDemo(ports);
  await fillBoard(demo);
  console.log(words(demo));
}

function words({ standIns, issues }: Demo): string {
  const { youTrackUrl, sandboxUrl } = standIns;
  return `
Ducalis for YouTrack is up, connected, and ${issues.length} issues are on the board.

  An issue with its Ducalis panel   ${youTrackUrl}/login?from=/youtrack/issue/${issues[0] ?? ''}
  All issues                        ${youTrackUrl}/issues?q=project:+${DEMO_PROJECT}
  The administration page           ${youTrackUrl}/admin/app/ducalis/settings
  The settings of the project       ${youTrackUrl}/projects/${DEMO_PROJECT}/settings?tab=ducalis%2Fproject
  The Ducalis board                 ${sandboxUrl}/
  REST                              curl -H 'Authorization: Bearer ${standIns.tokens.get('admin') ?? ''}' \\
                                      ${youTrackUrl}/api/issues/${issues[0] ?? ''}?fields=idReadable,summary
  What Ducalis holds                ${sandboxUrl}/sandbox/state

Edit an issue and watch it change on the board; evaluate it there and watch its score come back.
Sign in as "admin" (no password). Both are stand-ins for this project's tests, not the products. Ctrl+C ends them.
`;
}
