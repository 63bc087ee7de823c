/** Work on an issue, and its types. No project has attributes for work. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import type { Entity } from './identity.ts';
import { ownId } from './identity.ts';
import { isUsingMarkdown } from './markdown.ts';
import { computed, only, owner, plain, reference, text } from './property.ts';
import { current, isRefList, refsOf } from './stored.ts';

export class WorkItemType extends BaseEntity {
  static findByProject(project: unknown): EntitySet {
    const id = only('Project', 'The project')(project);
    return new EntitySet({ ids: () => typesOf(id) });
  }
}

export class BaseWorkItem extends BaseEntity {}

export class IssueWorkItem extends BaseWorkItem {
  delete(): void {
    engine().remove(ownId(this));
  }
}

const workItemType = only('WorkItemType', 'The type of a work item');

defineEntity(WorkItemType, { name: 'WorkItemType', properties: { name: plain('name') } });
classFor('WorkItemType', () => WorkItemType);
makeSearchable(WorkItemType, 'WorkItemType', 'WorkItemType');

defineEntity(BaseWorkItem, { name: 'BaseWorkItem' });
defineEntity(IssueWorkItem, {
  name: 'IssueWorkItem',
  properties: {
    issue: owner('issue'),
    author: reference('author'),
    creator: reference('creator'),
    description: text('description'),
    duration: plain('duration', minutesFrom),
    date: plain('date'),
    created: plain('created'),
    updated: plain('updated'),
    type: reference('type', workItemType),
    attributes: computed(() => Object.freeze({})),
    isUsingMarkdown,
  },
});
classFor('IssueWorkItem', () => IssueWorkItem);
makeSearchable(IssueWorkItem, 'IssueWorkItem', 'IssueWorkItem');

/** A project that never chose has all types that attach themselves. */
function* typesOf(project: EntityId): Iterable<EntityId> {
  if (isRefList(current(project, 'workItemTypes'))) yield* refsOf(project, 'workItemTypes');
  else for (const id of engine().all('WorkItemType')) if (current(id, 'autoAttached') === true) yield id;
}

/** @param value minutes, or a period. */
function minutesFrom(value: unknown): number {
  const minutes = typeof value === 'number' ? value : engine().minutes(value);
  if (minutes === undefined || !Number.isSafeInteger(minutes) || minutes < 0) {
    throw illegalArgument('A duration is a whole number of minutes');
  }
  return minutes;
}

interface Work {
  readonly description: unknown;
  readonly date: unknown;
  readonly author: EntityId;
  readonly duration: unknown;
  readonly type: unknown;
}

const DAY_MS = 86_400_000;

/** The time part of the date is cut off: work is done on a day. */
export function createWorkItem(
  issue: EntityId,
  { description, date, author, duration, type }: Work,
): Entity | null {
  const at = typeof date === 'number' ? date : engine().now();
  return entityOf(
    engine().create('IssueWorkItem', {
      issue: { ref: issue },
      author: { ref: author },
      creator: { ref: engine().currentUser() },
      description: String(description ?? ''),
      duration: minutesFrom(duration),
      type: type === undefined || type === null ? null : { ref: workItemType(type) },
      date: Math.floor(at / DAY_MS) * DAY_MS,
      created: engine().now(),
    }),
  );
}
