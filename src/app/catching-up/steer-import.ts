/** What an administrator of a project does with its import. */
import type * as v from 'valibot';
import type { ImportActionSchema } from '../../shared/journal.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { scheduleTurn } from '../calling/turns.ts';
import { pauseImport, resumeImport, startAskedImport } from './import.ts';

/** Every action but a pause sends on, in a chain of its own: YouTrack ends every chain (youtrack-platform §3). */
export function steerImport(
  execution: Execution,
  project: ProjectHandle,
  { action }: v.InferOutput<typeof ImportActionSchema>,
): void {
  const { connected, leaving } = project.facts();
  // Paused, a project that leaves its board would never be free.
  if (connected !== true || leaving === true) throw new Refusal('project-not-connected');
  if (action === 'start') startAskedImport(execution, project);
  if (action === 'pause') pauseImport(project);
  if (action === 'resume') resumeImport(project);
  if (action !== 'pause') scheduleTurn(execution, project);
}
