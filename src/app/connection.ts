/** Whether and when this app may call Ducalis, and what an answer changes about that, for all projects at once. */
import * as v from 'valibot';
import { backoff } from '../domain/backoff.ts';
import type { Outcome } from '../domain/outcome.ts';
import { BoardSchema } from '../shared/api.ts';
import type { ErrorCode } from '../shared/error-codes.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { readConfiguration } from './configuration.ts';
import { journalizeCount } from './journal.ts';

/** YouTrack ends a chain at 10 hops; one is kept in reserve (youtrack-platform §3). */
const LAST_HOP = 9;

const CapabilitiesSchema = v.object({
  push: v.picklist(['supported', 'unsupported', 'unknown']),
  boards: v.array(BoardSchema),
});
export type Capabilities = v.InferOutput<typeof CapabilitiesSchema>;

/** What the last test of the connection found out. */
export function readCapabilities(execution: Execution): Capabilities {
  const parsed = v.safeParse(
    v.pipe(v.string(), v.parseJson(), CapabilitiesSchema),
    execution.storage().capabilities,
  );
  return parsed.success ? parsed.output : { push: 'unknown', boards: [] };
}

/** When Ducalis answered last is kept to the minute: every answer would write the same storage. */
const ANSWERED_STEP_MS = 60_000;

export type Permit =
  | { readonly kind: 'go' }
  /** Milliseconds since the epoch. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'stop' };

/** Whether a project's issues may be sent, or its results asked for, right now. */
export function permitToCall(execution: Execution, project: ProjectHandle): Permit {
  const storage = execution.storage();
  const facts = project.facts();
  const isOpen =
    storage.connectionState === 'connected' &&
    readCapabilities(execution).push === 'supported' &&
    execution.hasDucalisToken &&
    facts.connected === true &&
    facts.suspendedReason === null &&
    readConfiguration(project).kind === 'read';
  if (!isOpen || execution.hop >= LAST_HOP || !isSameInstance(execution, project)) return { kind: 'stop' };
  const until = storage.notBefore ?? 0;
  return until > execution.now ? { kind: 'wait', until } : { kind: 'go' };
}

/**
 * Carries an outcome that concerns more than one issue to where it belongs: the connection or the project.
 *
 * @param attempts failed attempts before this one, of the issue that has the most.
 * @param epoch of the token the call was made with: an answer to an older token suspends nothing.
 */
export function applyOutcome(
  execution: Execution,
  project: ProjectHandle,
  outcome: Outcome,
  attempts: number,
  epoch: number | undefined,
): void {
  const storage = execution.storage();
  switch (outcome.kind) {
    case 'RetryAfter': {
      const wait = outcome.afterMs ?? backoff(attempts + 1, execution.random());
      execution.recordStorage({ notBefore: Math.max(storage.notBefore ?? 0, execution.now + wait) });
      return;
    }
    case 'Suspended':
      if (epoch === (storage.connectionEpoch ?? 0)) suspend(execution, project, 'token-rejected');
      return;
    case 'Gone':
      project.record({ suspendedReason: outcome.reason });
      journalizeCount(execution, project, 'suspended', 0, { reason: outcome.reason });
      return;
    case 'Acknowledged':
      if ((storage.answeredAt ?? 0) < execution.now - ANSWERED_STEP_MS) {
        execution.recordStorage({ answeredAt: execution.now });
      }
      return;
    // `notBefore` stays: this answer may be older than the one that set it, and lapsed it does no harm.
    case 'NeedsAttention':
  }
}

function suspend(execution: Execution, project: ProjectHandle, reason: ErrorCode): void {
  if (execution.storage().connectionState === 'suspended') return;
  execution.recordStorage({ connectionState: 'suspended', connectionReason: reason });
  journalizeCount(execution, project, 'suspended', 0, { reason });
}

/**
 * False when this YouTrack has another address than it had: it was moved, or it is a copy that would write over what
 * the original sends. Everything waits until an administrator says which (`answerInstance`).
 */
function isSameInstance(execution: Execution, project: ProjectHandle): boolean {
  const now = project.baseUrl();
  const { baseUrl } = execution.storage();
  if (now === null || now === baseUrl) return true;
  if (baseUrl === null) {
    execution.recordStorage({ baseUrl: now });
    return true;
  }
  suspend(execution, project, 'instance-changed');
  return false;
}
