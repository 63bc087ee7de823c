/** Carries an outcome that concerns more than one issue to where it belongs: the connection or the project. */
import { backoff } from '../../domain/backoff.ts';
import { answered, rejected, waiting } from '../../domain/connection.ts';
import { gone, type SuspendedReason } from '../../domain/membership.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Chance, Clock, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { journalizeCount } from '../stored/journal.ts';

/**
 * @param attempts failed attempts before this one, of the issue that has the most.
 * @param epoch of the token the call was made with: an answer to an older token suspends nothing.
 */
export function charge(
  execution: Clock & Chance & Storage,
  project: ProjectHandle,
  outcome: Outcome,
  { attempts = 0, epoch }: { readonly attempts?: number; readonly epoch: number | null },
): void {
  const storage = execution.storage();
  switch (outcome.kind) {
    case 'RetryAfter': {
      const wait = outcome.afterMs ?? backoff(attempts + 1, execution.random());
      execution.connect(waiting(storage, execution.now + wait));
      return;
    }
    case 'Suspended': {
      const change = rejected(storage, epoch);
      execution.connect(change);
      if (change.connectionReason !== undefined) noteSuspension(execution, project, 'token-rejected');
      return;
    }
    case 'Gone':
      noteGone(execution, project, outcome.reason);
      return;
    case 'Acknowledged':
      execution.connect(answered(storage, execution.now));
      return;
    case 'NeedsAttention':
  }
}

function noteGone(execution: Clock, project: ProjectHandle, reason: SuspendedReason): void {
  const before = project.facts();
  const change = gone(before, reason);
  project.become(change);
  if (change.suspendedReason !== undefined && before.suspendedReason !== reason) {
    noteSuspension(execution, project, reason);
  }
}

/** A person reads in the journal why nothing is sent any more. */
export function noteSuspension(
  execution: Clock,
  project: ProjectHandle,
  reason: 'token-rejected' | 'instance-changed' | 'board-not-found' | 'board-disabled',
): void {
  journalizeCount(execution, project, 'suspended', 0, { reason });
}
