/** A project that a person has named. */
import { Refusal } from '../../shared/refusal.ts';
import type { ProjectHandle, Projects } from '../../youtrack/ports.ts';

/** @throws Refusal for a key that no project has. */
export function findProject(execution: Projects, key: string): ProjectHandle {
  const project = execution.projectByKey(key);
  if (project === null) throw new Refusal('project-not-found');
  return project;
}
