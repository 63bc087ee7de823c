/** A project as its pages show it, and the projects a user may see. */
import type { YouTrack } from '../engine/types.ts';
import { hasPermission } from '../model/access.ts';
import { projectFields } from '../model/field-types.ts';
import { flagOf, refOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { WidgetEntity } from './page-data.ts';
import { userName } from './read.ts';
import type { ProjectLink } from './views/issues.tsx';
import type { ProjectView } from './views/projects.tsx';

/** Projects in which `user` has `permission`, by name; archived ones are left out. */
export function projectLinks(tx: Transaction, user: EntityId, permission: string): readonly ProjectLink[] {
  return [...tx.all('Project')]
    .filter((id) => !flagOf(tx, id, 'archived') && hasPermission(tx, user, permission, id))
    .map((id) => projectLink(tx, id))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function projectLink(tx: Transaction, id: EntityId): ProjectLink {
  return { id, key: textOf(tx, id, 'shortName'), name: textOf(tx, id, 'name') };
}

/** `YTApp.entity` of a widget that stands on a project. */
export function projectEntity(project: ProjectLink): WidgetEntity {
  return { id: project.id, type: 'project', key: project.key, name: project.name };
}

export function projectView(youTrack: YouTrack, id: EntityId): ProjectView {
  const apps = youTrack.apps.usages({ project: id }).map((usage) => ({
    name: youTrack.apps.find(usage.app)?.title ?? usage.app,
    enabled: usage.enabled,
    missing: usage.missingRequiredSettings,
    problem: youTrack.apps.find(usage.app)?.settingsProblem ?? null,
  }));
  const attached = new Set(youTrack.apps.usages({ project: id }).map(({ app }) => app));
  const otherApps = youTrack.apps
    .list()
    .filter(({ name }) => !attached.has(name))
    .map((app) => ({ id: app.id, name: app.title }));
  return youTrack.read((tx) => ({
    ...projectLink(tx, id),
    description: textOf(tx, id, 'description'),
    leader: userName(tx, refOf(tx, id, 'leader')),
    issues: [...tx.find('Issue', 'project', { ref: id })].length,
    fields: projectFields(tx, id).map(({ name, type }) => ({ name, type: type.id })),
    apps,
    otherApps,
  }));
}
