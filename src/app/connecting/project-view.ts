/** A project's settings as a person sees them. */
import type { ProjectView } from '../../shared/api.ts';
import { isErrorCode } from '../../shared/error-codes.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { editable, readConfiguration } from '../stored/configuration.ts';
import { ownFields } from './settings.ts';

/** @throws Refusal for settings of a newer version. */
export function viewOf(project: ProjectHandle): ProjectView {
  const read = readConfiguration(project);
  if (read.kind === 'newer') throw new Refusal('configuration-newer');
  const stored = read.kind === 'read' ? read.value : null;
  const { suspendedReason } = project.facts();
  return {
    key: project.key,
    name: project.name,
    revision: stored?.revision ?? 0,
    nonce: stored?.nonce ?? '',
    configuration: stored === null ? null : editable(stored),
    fields: [...ownFields(project)],
    suspendedReason:
      suspendedReason === null ? null : isErrorCode(suspendedReason) ? suspendedReason : 'unexpected',
  };
}
