/** Whether this app may call Ducalis for a project right now. Asks, and changes nothing. */
import { LAST_HOP } from '../../domain/chain-mark.ts';
import { type LaneName, waitsUntil } from '../../domain/lane.ts';
import type { Clock, Continuing, ProjectHandle, Storage, Tokens } from '../../youtrack/ports.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { readLane } from '../stored/lanes.ts';
import { CONNECTION } from './verdict.ts';

export type Permit =
  | { readonly kind: 'open' }
  /** Milliseconds since the epoch. */
  | { readonly kind: 'wait'; readonly until: number }
  /** The project's own board is closed: its issues may still leave others. */
  | { readonly kind: 'elsewhere' }
  /** Nothing is sent until somebody acts, or Ducalis answers otherwise. */
  | { readonly kind: 'closed' };

type Asked = Clock & Tokens & Pick<Storage, 'storage'> & Pick<Continuing, 'hop'>;

/** Whether a project's issues may be sent, or its results asked for. */
export function permitToCall(execution: Asked, project: ProjectHandle): Permit {
  const storage = execution.storage();
  const facts = project.facts();
  const isOpen =
    storage.connectionState === 'connected' &&
    readCapabilities(execution).push === 'supported' &&
    execution.hasDucalisToken &&
    facts.connected === true &&
    readConfiguration(project).kind === 'read' &&
    isSameAddress(storage.baseUrl, project);
  if (!isOpen || execution.hop >= LAST_HOP) return { kind: 'closed' };
  const until = waitOf(execution, CONNECTION);
  if (facts.suspendedReason !== null) return { kind: until > 0 ? 'closed' : 'elsewhere' };
  return until > 0 ? { kind: 'wait', until } : { kind: 'open' };
}

/** When the next call of that lane may be made, in milliseconds since the epoch; 0: now. */
export function waitOf(execution: Clock & Pick<Storage, 'storage'>, lane: LaneName): number {
  return waitsUntil(readLane(execution, lane), execution.now);
}

/** A copy of this YouTrack would write over what the original sends. */
function isSameAddress(known: string | null, project: ProjectHandle): boolean {
  const now = project.baseUrl();
  return now === null || known === null || now === known;
}
