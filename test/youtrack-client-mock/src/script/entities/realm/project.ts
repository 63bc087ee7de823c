/** Projects: their fields, issues and team. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { ProjectTypes } from './constants.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { makeSearchable } from './extension-search.ts';
import { firstOf } from './groups.ts';
import type { Entity } from './identity.ts';
import { ownId } from './identity.ts';
import { createDraft } from './issue.ts';
import { isReported } from './issue-state.ts';
import { leaveOut, leftOutProperties } from './not-emulated.ts';
import { fieldNamed, fieldsOf } from './project-fields.ts';
import { computed, flag, nothing, parts, plain, reference } from './property.ts';

export class Project extends BaseEntity {
  /** Keys are exact, also in case. */
  static findByKey(key: unknown): Entity | null {
    return firstOf(engine().find('Project', 'shortName', String(key)));
  }

  static findByName(name: unknown): Entity | null {
    return firstOf(engine().find('Project', 'name', String(name)));
  }

  /** Null when the project has no such field. */
  findFieldByName(name: unknown): Entity | null {
    return entityOf(fieldNamed(ownId(this), String(name))?.id ?? null);
  }

  /** No project has attributes for work here. */
  findWorkItemAttributeByName(_name: unknown): null {
    return null;
  }

  /** There is no helpdesk here. */
  isAgent(_user: unknown): boolean {
    return false;
  }

  newDraft(reporter?: unknown): Entity | null {
    return createDraft(this, reporter);
  }
}

leaveOut(Project.prototype, 'Project', ['intervalToWorkingMinutes']);
defineEntity(Project, {
  name: 'Project',
  properties: {
    key: plain('shortName'),
    shortName: plain('shortName'),
    name: plain('name'),
    description: plain('description'),
    leader: reference('leader'),
    team: reference('team'),
    isArchived: flag('archived'),
    isTimeTrackingEnabled: computed(() => true),
    workItemAttributes: nothing(),
    projectType: computed(() => ProjectTypes.DEFAULT),
    changesProcessors: nothing(),
    sharedChangesProcessors: nothing(),
    defaultVisibilityGroup: computed(() => null),
    iconUrl: computed(() => null),
    ...leftOutProperties('Project', ['notificationEmail']),
    issues: computed((id) => new EntitySet({ ids: () => issuesOf(id) })),
    articles: parts('Article', 'project'),
    fields: computed((id) => new EntitySet({ ids: () => fieldsOf(id).map((field) => field.id) })),
  },
});
classFor('Project', () => Project);
makeSearchable(Project, 'Project', 'Project');

/** Drafts are nobody's but their author's. */
function* issuesOf(project: EntityId): Iterable<EntityId> {
  for (const id of engine().find('Issue', 'project', { ref: project })) if (isReported(id)) yield id;
}
