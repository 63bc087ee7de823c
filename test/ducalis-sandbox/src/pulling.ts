/** Pulling: Ducalis reads a project's issues into a board by itself, as long as nothing pushes that board. */

import type { Board } from './domain/board.ts';
import { ASSIGNEE, STATUS, TYPE, targetsOf, written } from './domain/matching.ts';
import type { Content, FieldValue } from './domain/model.ts';
import type { Integration, Link } from './domain/tracker.ts';
import type { ProjectField, PulledIssue } from './youtrack/client.ts';
import { readIssues, readProjectFields } from './youtrack/client.ts';
import { YouTrackProblem } from './youtrack/rest.ts';

/** Reads the project anew; `outcome` of the link tells how it went. */
export async function pullProject(integration: Integration, link: Link, board: Board): Promise<void> {
  await contact(integration, async () => {
    if (board.isPushed()) {
      link.outcome = 'YouTrack’s app pushes this board, so pulling has stopped.';
      return;
    }
    const types = new Map(
      (await readProjectFields(integration, link.project.id)).map((field) => [field.name, field]),
    );
    const issues = await readIssues(integration, link.project.key);
    for (const issue of issues) {
      board.pull(integration.baseUrl, issue.idReadable, contentOf(issue, link, board, types, integration));
    }
    link.outcome = `${issues.length} issues were read.`;
  });
  if (integration.problem !== null) link.outcome = integration.problem;
}

/** Notes whether YouTrack could be reached. @returns null when it couldn't */
export async function contact<T>(integration: Integration, work: () => Promise<T>): Promise<T | null> {
  try {
    const result = await work();
    integration.problem = null;
    return result;
  } catch (problem) {
    if (!(problem instanceof YouTrackProblem)) throw problem;
    integration.problem = problem.message;
    return null;
  }
}

/** What is matched and fits; all that is matched but empty is cleared. */
function contentOf(
  issue: PulledIssue,
  { matches }: Link,
  board: Board,
  types: ReadonlyMap<string, ProjectField>,
  { baseUrl }: Integration,
): Content & { readonly name: string } {
  const parts = new Map<string, string | null>();
  const fields: Record<string, FieldValue | null> = {};
  for (const target of targetsOf(board.definition)) {
    const name = [...matches].find(([, key]) => key === target.key)?.[0];
    const type = name === undefined ? undefined : types.get(name)?.type;
    const value = issue.customFields.find((field) => field.name === name)?.value;
    const found = type === undefined ? null : written(value, type, target.type);
    if (target.key.startsWith('issue.')) parts.set(target.key, typeof found === 'string' ? found : null);
    else if (board.problemWithFields({ [target.key]: found }) === null) fields[target.key] = found;
  }
  return {
    url: `${baseUrl}/issue/${issue.idReadable}`,
    name: issue.summary ?? issue.idReadable,
    description: issue.wikifiedDescription ?? null,
    reporter: issue.reporter?.email ?? null,
    status: parts.get(STATUS) ?? null,
    type: parts.get(TYPE) ?? null,
    assignee: parts.get(ASSIGNEE) ?? null,
    labels: issue.tags.map(({ name }) => name),
    resolved: typeof issue.resolved === 'number',
    updated_at: typeof issue.updated === 'number' ? new Date(issue.updated).toISOString() : null,
    fields,
  };
}
