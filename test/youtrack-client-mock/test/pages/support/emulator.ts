/** A running emulator with the probe app on the seeded project, for tests with a browser. */
import type { CreateOptions, EntityId, EntityType, Value } from '../../../src/index.ts';
import { createYouTrack } from '../../../src/index.ts';
import { probeApp } from './probe-app.ts';
import { ADA, SEED, SUMMARY } from './seed.ts';

export interface RunningEmulator {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly appId: string;
  readonly ada: EntityId;
  readonly adaName: string;
  readonly project: EntityId;
  /** DEMO-1. */
  readonly issue: EntityId;
  readonly summary: string;
  /** What the store holds for DEMO-1 now. */
  summaryNow(): unknown;
  pointsNow(): unknown;
  install(app: ReadonlyMap<string, Uint8Array>): void;
  close(): Promise<void>;
}

export async function startEmulator(options: Pick<CreateOptions, 'harder'> = {}): Promise<RunningEmulator> {
  const { url, youTrack, close } = await createYouTrack({ ...options, seed: SEED, apps: [probeApp()] });
  const only = (type: EntityType, prop: string, value: Value): EntityId => {
    const [id] = youTrack.read((tx) => [...tx.find(type, prop, value)]);
    if (id === undefined) throw new Error(`The seed has no ${type} with the ${prop} ${String(value)}`);
    return id;
  };
  const project = only('Project', 'shortName', 'DEMO');
  const issue = only('Issue', 'numberInProject', 1);
  youTrack.apps.attach('probe', project);
  return {
    origin: new URL(url).origin,
    appId: youTrack.apps.find('probe')?.id ?? '',
    ada: only('User', 'login', 'ada'),
    adaName: ADA,
    project,
    issue,
    summary: SUMMARY,
    summaryNow: () => youTrack.read((tx) => tx.get(issue, 'summary')),
    pointsNow: () => youTrack.read((tx) => tx.get(issue, 'field:Points')),
    install: (app) => void youTrack.apps.importFiles(app),
    close,
  };
}
