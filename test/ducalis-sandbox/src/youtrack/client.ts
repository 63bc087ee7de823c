/** What Ducalis reads of a project in YouTrack, and the scores that it posts there. */
import * as v from 'valibot';
import type { ResultItem } from '../domain/model.ts';
import type { Access } from './rest.ts';
import { readAll } from './rest.ts';

const TIMEOUT_MS = 10_000;

const ProjectFieldSchema = v.object({
  id: v.string(),
  field: v.object({ name: v.string(), fieldType: v.object({ id: v.string() }) }),
});
const Person = v.object({ fullName: v.string(), email: v.nullish(v.string()) });
const IssueSchema = v.object({
  idReadable: v.string(),
  summary: v.nullish(v.string()),
  wikifiedDescription: v.nullish(v.string()),
  resolved: v.nullish(v.number()),
  updated: v.nullish(v.number()),
  reporter: v.nullish(Person),
  tags: v.array(v.object({ name: v.string() })),
  customFields: v.array(v.object({ name: v.string(), value: v.unknown() })),
});

export type PulledIssue = v.InferOutput<typeof IssueSchema>;
export type Teammate = v.InferOutput<typeof Person>;

/** A custom field of a project. `type` as YouTrack calls it, such as `enum[1]`. */
export interface ProjectField {
  readonly name: string;
  readonly type: string;
}

const VALUE = 'value(name,fullName,email,minutes,text)';
const ISSUE = `idReadable,summary,wikifiedDescription,resolved,updated,reporter(fullName,email),tags(name),customFields(name,${VALUE})`;

/** @throws YouTrackProblem */
export async function readProjectFields(access: Access, project: string): Promise<readonly ProjectField[]> {
  const path = `/api/admin/projects/${encodeURIComponent(project)}/customFields?fields=id,field(name,fieldType(id))`;
  const fields = await readAll(access, path, ProjectFieldSchema);
  return fields.map(({ field }) => ({ name: field.name, type: field.fieldType.id }));
}

/** All issues of a project that the owner of the token sees. @throws YouTrackProblem */
export function readIssues(access: Access, projectKey: string): Promise<readonly PulledIssue[]> {
  const query = encodeURIComponent(`project: {${projectKey}}`);
  return readAll(access, `/api/issues?query=${query}&fields=${ISSUE}`, IssueSchema);
}

/** The team of a project. @throws YouTrackProblem */
export function readTeam(access: Access, project: string): Promise<readonly Teammate[]> {
  const path = `/api/admin/projects/${encodeURIComponent(project)}/team/users?fields=fullName,email`;
  return readAll(access, path, Person);
}

/** @returns the status of the answer; null when there was none. */
export async function postScores(
  { baseUrl, token }: Access,
  project: string,
  items: readonly ResultItem[],
  signal: AbortSignal,
): Promise<number | null> {
  const path = `/api/admin/projects/${encodeURIComponent(project)}/extensionEndpoints/ducalis/project/scores`;
  try {
    const answer = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ items }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.text();
    return answer.status;
  } catch {
    return null;
  }
}
