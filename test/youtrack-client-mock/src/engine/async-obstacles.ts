/** Why YouTrack skips what was scheduled, with a warning (youtrack-platform §3). */
import { flagOf } from '../model/props.ts';
import type { EntityId } from '../model/types.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { AsyncCallsHost } from './async-calls-host.ts';
import type { AsyncJob } from './async-queue.ts';
import type { InstalledApp } from './installed-app.ts';

type Host = Pick<AsyncCallsHost, 'apps' | 'runner' | 'read'>;

/** Null when nothing stands in the way. */
export function obstacleTo({ entry }: AsyncJob, host: Host): string | null {
  const app = host.apps.get(entry.app);
  if (app === undefined) return 'the app is gone';
  if (!host.apps.isActive(app, entry.project)) return 'the app is disabled, detached or lacks settings';
  if (host.read((tx) => flagOf(tx, entry.user, 'banned'))) return 'its user is banned';
  const script = app.runtime.scripts.get(entry.script);
  if (script === undefined) return null;
  if (isSwitchedOff(host, app, script, entry.project)) {
    return 'its rule is switched off, or its project is archived';
  }
  return host.read((tx) => host.runner.obstacle(tx, script, entry.project));
}

function isSwitchedOff(
  { apps }: Host,
  app: InstalledApp,
  { name, definition }: LoadedScript,
  project: EntityId | null,
): boolean {
  if (definition.kind !== 'rule' || project === null) return false;
  return !apps.standing(project, app, name).enabled;
}
