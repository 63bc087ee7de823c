/** What an issue is by its stored values: reported, resolved, and how it is called. */
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import type { Read } from './stored.ts';
import { committed, current, refOf, textOf } from './stored.ts';

export function isReported(issue: EntityId, read: Read = current): boolean {
  return read(issue, 'reported') !== false;
}

/** Whether a draft is reported, or an issue is made, in the running transaction (youtrack-platform §2). */
export function becomesReported(issue: EntityId): boolean {
  return isReported(issue) && (engine().isCreated(issue) || !isReported(issue, committed));
}

/**
 * Goes by the states of the issue, which a script may have changed a moment ago; by the stored time of resolution
 * only where the issue has no state. With several states all must be resolved.
 */
export function isResolved(issue: EntityId, read: Read = current): boolean {
  const states = statesOf(issue, read);
  if (states.length === 0) return typeof read(issue, 'resolved') === 'number';
  return states.every((state) => read(state, 'isResolved') === true);
}

function statesOf(issue: EntityId, read: Read): EntityId[] {
  const project = refOf(issue, 'project', read);
  if (project === null) return [];
  const states: EntityId[] = [];
  for (const id of engine().find('ProjectCustomField', 'project', { ref: project })) {
    const field = refOf(id, 'field');
    if (field === null || textOf(field, 'fieldType') !== 'state[1]') continue;
    const state = refOf(issue, `field:${textOf(field, 'name')}`, read);
    if (state !== null) states.push(state);
  }
  return states;
}

/** A draft has no number yet; its id reads `Issue.Draft` (youtrack-platform §2). */
export function readableId(issue: EntityId, read: Read = current): string {
  const project = refOf(issue, 'project', read);
  if (project === null || !isReported(issue, read)) return 'Issue.Draft';
  return `${textOf(project, 'shortName')}-${String(read(issue, 'numberInProject') ?? '')}`;
}

export function issueUrl(issue: EntityId): string {
  return `${engine().baseUrl()}/issue/${readableId(issue)}`;
}

/** Null for an id that no reported issue has; keys are exact, also in case. */
export function issueByReadableId(id: string): EntityId | null {
  const [, key, number] = /^(.+)-(\d+)$/.exec(id) ?? [];
  if (key === undefined) return null;
  for (const issue of engine().find('Issue', 'numberInProject', Number(number))) {
    const project = refOf(issue, 'project');
    if (project !== null && textOf(project, 'shortName') === key && isReported(issue)) return issue;
  }
  return null;
}

/** Only the project and the number change; what becomes of the fields is the engine's affair. */
export function moveIssue(issue: EntityId, target: EntityId): void {
  if (refOf(issue, 'project') === target) return;
  engine().set(issue, 'project', { ref: target });
  if (isReported(issue)) engine().set(issue, 'numberInProject', engine().drawIssueNumber(target));
}
