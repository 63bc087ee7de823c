/** Notes where this YouTrack is: at another address it may be a copy, which must not touch what the original sends. */
import { sawAddress } from '../../domain/connection.ts';
import type { Clock, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { noteSuspension } from './verdict.ts';

/** To be called before anything is decided. @param project that has an issue, by which the address is known. */
export function noteAddress(execution: Clock & Storage, project: ProjectHandle): void {
  const address = project.baseUrl();
  if (address === null) return;
  const change = sawAddress(execution.storage(), address);
  execution.connect(change);
  if (change.connectionReason === 'instance-changed') noteSuspension(execution, project, 'instance-changed');
}
