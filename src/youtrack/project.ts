/** A project as the use cases know it: what is kept on it, and its custom fields. */
import type { Project, User } from '@jetbrains/youtrack-scripting-api/entities';
import { PROJECT_PROPERTIES, readAll, type Values, write } from './extension-properties.ts';

export type ProjectFacts = Values<typeof PROJECT_PROPERTIES>;

export interface ProjectHandle {
  readonly key: string;
  readonly name: string;
  /** The YouTrack object, to be carried to an async function. */
  readonly entity: Project;
  facts(): ProjectFacts;
  record(patch: Partial<ProjectFacts>): void;
  /** Readable id of an issue by which the sweep finds the project; null when the project has none. */
  anchorKey(): string | null;
  /** Points the anchor at a live issue; does nothing while the present one lives or the project is empty. */
  ensureAnchor(): void;
  fields(): readonly { readonly name: string; readonly type: string }[];
  /** Whether the user has the permission in this project. */
  permits(user: User, permission: string): boolean;
}

export function projectHandle(project: Project): ProjectHandle {
  const properties = project.extensionProperties;
  const anchorKey = (): string | null => {
    const anchor = properties.anchor;
    const isHere =
      typeof anchor === 'object' && anchor !== null && 'id' in anchor && typeof anchor.id === 'string'
        ? anchor.id
        : null;
    return isHere?.startsWith(`${project.key}-`) ? isHere : null;
  };
  return {
    key: project.key,
    name: project.name,
    entity: project,
    facts: () => readAll(properties, PROJECT_PROPERTIES),
    record: (patch) => write(properties, PROJECT_PROPERTIES, patch),
    anchorKey,
    ensureAnchor() {
      if (anchorKey() !== null) return;
      const issue = project.issues.first();
      if (issue !== null) properties.anchor = issue;
    },
    fields() {
      const found: { name: string; type: string }[] = [];
      project.fields.forEach((field) => {
        found.push({ name: field.name, type: field.typeName });
      });
      return found;
    },
    permits: (user, permission) => user.hasPermission(permission, project),
  };
}
