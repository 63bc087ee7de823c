/** A project as the use cases know it: what is kept on it, and its custom fields. */
import type { Issue, Project, User } from '@jetbrains/youtrack-scripting-api/entities';
import type { Person } from '../domain/field-value.ts';
import type { Filter, NamedValue } from '../domain/filter.ts';
import {
  type PROJECT_DOCUMENTS,
  PROJECT_FACTS,
  PROJECT_PROPERTIES,
  readAll,
  readString,
  type Values,
  write,
} from './extension-properties.ts';
import { baseOf, missingValues } from './snapshot.ts';
import { readPerson } from './values.ts';

export type ProjectFacts = Values<typeof PROJECT_FACTS>;
export type ProjectDocument = keyof typeof PROJECT_DOCUMENTS;

export interface TeamMember extends Person {
  readonly login: string;
}

export interface ProjectHandle {
  readonly key: string;
  readonly name: string;
  /** No search finds its issues, and its rules do not run, until it is restored (youtrack-platform §4). */
  readonly isArchived: boolean;
  /** The YouTrack object, to be carried to an async function. */
  readonly entity: Project;
  facts(): ProjectFacts;
  /** Null when it was never written. */
  document(name: ProjectDocument): string | null;
  record(patch: Partial<Values<typeof PROJECT_PROPERTIES>>): void;
  /** Readable id of an issue by which the sweep finds the project; null when the project has none. */
  liveIssueKey(): string | null;
  fields(): readonly { readonly name: string; readonly type: string }[];
  /** The values that a filter names and the project does not have. */
  missingValues(filter: Filter): readonly NamedValue[];
  issueCount(): number;
  /** The project team without banned users. */
  team(): readonly TeamMember[];
  /** Of this YouTrack, without a trailing slash; null while the project has no issue. */
  baseUrl(): string | null;
  /** Whether the user has the permission in this project. */
  permits(user: User, permission: string): boolean;
}

/** A draft has no readable id, so the first issue may not do. */
const LOOKED_AT = 50;

export function projectHandle(project: Project): ProjectHandle {
  const properties = project.extensionProperties;
  const isLive = (issue: Issue): boolean => issue.id.startsWith(`${project.key}-`);
  const liveIssue = (): Issue | null => {
    // Nearly always enough, and YouTrack need not read all issues of the project for it.
    const first = project.issues.first();
    if (first === null || isLive(first)) return first;
    const issues = project.issues.entries();
    for (
      let looked = 0, step = issues.next();
      !step.done && looked < LOOKED_AT;
      looked += 1, step = issues.next()
    ) {
      if (isLive(step.value)) return step.value;
    }
    return null;
  };
  return {
    key: project.key,
    name: project.name,
    isArchived: project.isArchived === true,
    entity: project,
    facts: () => readAll(properties, PROJECT_FACTS),
    document: (name) => readString(properties, name),
    record: (patch) => write(properties, PROJECT_PROPERTIES, patch),
    liveIssueKey: () => liveIssue()?.id ?? null,
    fields() {
      const found: { name: string; type: string }[] = [];
      project.fields.forEach((field) => {
        found.push({ name: field.name, type: field.typeName });
      });
      return found;
    },
    missingValues: (filter) => missingValues(project, filter),
    issueCount: () => project.issues.size,
    team() {
      const members: TeamMember[] = [];
      project.team.users.forEach((user) => {
        if (user.isBanned !== true) members.push({ login: user.login, ...readPerson(user) });
      });
      return members;
    },
    baseUrl() {
      const issue = liveIssue();
      return (issue === null ? '' : baseOf(issue)) || null;
    },
    permits: (user, permission) => user.hasPermission(permission, project),
  };
}
