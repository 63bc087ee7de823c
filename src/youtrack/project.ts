/** A project as the use cases know it: what is kept on it, and its custom fields. */
import type { Issue, Project } from '@jetbrains/youtrack-scripting-api/entities';
import {
  MEMBERSHIP_PROPERTIES,
  PROJECT_FACTS,
  PROJECT_RECORDS,
  readAll,
  readString,
  write,
} from './extension-properties.ts';
import type { ProjectHandle, TeamMember } from './ports.ts';
import { baseOf, hasValue, missingValues } from './snapshot.ts';
import { readPerson } from './values.ts';
import { userOf } from './viewer.ts';

const entities = new WeakMap<ProjectHandle, Project>();

/** The YouTrack object, to be carried to an async function. @throws Error for a handle that was not made here. */
export function entityOf(project: ProjectHandle): Project {
  const entity = entities.get(project);
  if (entity === undefined) throw new Error('This handle is no project of YouTrack');
  return entity;
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
  const handle: ProjectHandle = {
    key: project.key,
    name: project.name,
    isArchived: project.isArchived === true,
    facts: () => readAll(properties, PROJECT_FACTS),
    document: (name) => readString(properties, name),
    record: (records) => write(properties, PROJECT_RECORDS, records),
    become: (patch) => write(properties, MEMBERSHIP_PROPERTIES, { ...patch }),
    liveIssueKey: () => liveIssue()?.id ?? null,
    fields() {
      const found: { name: string; type: string }[] = [];
      project.fields.forEach((field) => {
        found.push({ name: field.name, type: field.typeName });
      });
      return found;
    },
    missingValues: (filter) => missingValues(project, filter),
    hasValue: (named) => hasValue(project, named),
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
    permits: (viewer, permission) => userOf(viewer).hasPermission(permission, project),
  };
  entities.set(handle, project);
  return handle;
}
