/** Brings up the whole demo the way an administrator would: upload, token, attach, board, matches. */
import { join } from 'node:path';
import * as v from 'valibot';
import { PROJECT_ROOT } from '../project.ts';
import { connectProject, letDucalisRead, saveDucalisToken } from '../stand-ins/connect.ts';
import { type Rest, rest } from '../stand-ins/rest.ts';
import { type Sandbox, sandboxAt } from '../stand-ins/sandbox.ts';
import { type StandIns, startStandIns } from '../stand-ins/stand-ins.ts';
import { uploadApp } from '../stand-ins/upload.ts';
import { until } from '../stand-ins/wait.ts';
import { DEMO_BOARD, DEMO_CONFIGURATION, DEMO_PROJECT, DEMO_SEED } from './demo-project.ts';

export interface Demo {
  readonly standIns: StandIns;
  /** As the administrator. */
  readonly api: Rest;
  readonly sandbox: Sandbox;
  /** Readable ids. */
  readonly issues: readonly string[];
}

const IssuesSchema = v.array(v.object({ idReadable: v.string() }));

export async function setUpDemo(ports: {
  readonly youTrack: number;
  readonly ducalis: number;
}): Promise<Demo> {
  const standIns = await startStandIns({
    emulatorPort: ports.youTrack,
    sandboxPort: ports.ducalis,
    seed: DEMO_SEED,
    clock: 'real',
    documentedOnly: false,
    harder: false,
  });
  const token = standIns.tokens.get('admin');
  if (token === undefined) throw new Error('The seed has no user "admin"');
  await uploadApp(join(PROJECT_ROOT, 'dist'), standIns.youTrackUrl, token);
  const api = rest(`${standIns.youTrackUrl}/api`, token);
  await saveDucalisToken(api, standIns.ducalisToken);
  await connectProject(api, DEMO_PROJECT, DEMO_CONFIGURATION);
  await letDucalisRead(api, DEMO_PROJECT, token);
  const found = v.parse(
    IssuesSchema,
    await api.get(
      `issues?query=${encodeURIComponent(`project: ${DEMO_PROJECT}`)}&fields=idReadable&$top=100`,
    ),
  );
  return {
    standIns,
    api,
    sandbox: sandboxAt(standIns.sandboxUrl),
    issues: found.map((issue) => issue.idReadable),
  };
}

/** Edits every issue once, as its team would in a day, so that the board has something to rank. */
export async function fillBoard({ api, sandbox, issues }: Demo): Promise<void> {
  const points = [1, 2, 3, 5, 8];
  for (const [index, issue] of issues.entries()) {
    await api.post(`issues/${issue}`, {
      customFields: [
        { name: 'Story points', $type: 'SimpleIssueCustomField', value: points[index % points.length] ?? 1 },
      ],
    });
  }
  await until(
    'all issues on the board',
    async () => (await sandbox.issues(DEMO_BOARD)).length === issues.length,
  );
  for (const [index, issue] of issues.slice(0, VOTED).entries()) {
    await sandbox.vote(DEMO_BOARD, issue, {
      reach: (index * 7) % 11,
      revenue: (index * 3 + 4) % 11,
      effort: points[index % points.length] ?? 1,
    });
  }
}

const VOTED = 24;
