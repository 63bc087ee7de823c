/** Manual Sync-Back: writes priority and alignment of a board's issues into custom fields of YouTrack. */
import * as v from 'valibot';
import type { Board } from './domain/board.ts';
import { withoutSlash } from './domain/board.ts';
import type { Issue } from './domain/issue.ts';
import { projectOf } from './domain/issue.ts';
import type { BoardDefinition } from './domain/model.ts';
import type { Integration } from './domain/tracker.ts';
import { contact } from './pulling.ts';
import { readIssues, readProjectFields } from './youtrack/client.ts';
import type { Access } from './youtrack/rest.ts';
import { read, readAll, YouTrackProblem } from './youtrack/rest.ts';

interface SyncBackField {
  readonly name: string;
  /** The type it is made with. */
  readonly type: 'string' | 'integer';
  readonly text: (issue: Issue) => string | null;
  readonly number: (issue: Issue) => number | null;
}

const Entity = v.object({ id: v.string() });
const CustomField = v.object({ id: v.string(), name: v.string() });
const WRITABLE = ['string', 'integer', 'float'];

/** `Priority 🚀 Ducalis` and `Alignment 🚀 Ducalis`; a board without an emoji has names without it. */
export function syncBackFields({ emoji }: BoardDefinition): readonly SyncBackField[] {
  const named = (label: string) => [label, emoji, 'Ducalis'].filter((part) => part).join(' ');
  const alignment = ({ score }: Issue) => (score.alignment === null ? null : Math.round(score.alignment));
  return [
    {
      name: named('Priority'),
      type: 'string',
      text: ({ rank }) =>
        rank.priority === null ? null : `${rank.top_priority ? '⭐ ' : ''}${rank.priority}`,
      number: ({ rank }) => rank.priority,
    },
    {
      name: named('Alignment'),
      type: 'integer',
      text: (issue) => (alignment(issue) === null ? null : `${alignment(issue)} %`),
      number: alignment,
    },
  ];
}

/** @returns one sentence for each project that has issues on the board. */
export async function syncBack(
  board: Board,
  integrations: Iterable<Integration>,
): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (const integration of integrations) {
    const theirs = board.issues().filter((issue) => withoutSlash(issue.baseUrl) === integration.baseUrl);
    for (const project of new Set(theirs.map(({ key }) => projectOf(key)))) {
      const issues = theirs.filter(({ key }) => projectOf(key) === project);
      const outcome = await contact(integration, () => writeProject(integration, board, project, issues));
      outcomes.push(`${project}: ${outcome ?? integration.problem}`);
    }
  }
  return outcomes.length === 0 ? ['No issue of this board comes from a connected YouTrack.'] : outcomes;
}

async function writeProject(
  integration: Integration,
  { definition }: Board,
  project: string,
  issues: readonly Issue[],
): Promise<string> {
  const wanted = syncBackFields(definition);
  const present = await readProjectFields(integration, project);
  const missing = wanted.filter(({ name }) => !present.some((field) => field.name === name));
  if (missing.length > 0 && !(await makeFields(integration, project, missing))) {
    const list = missing.map(({ name, type }) => `“${name}” (${type})`).join(' and ');
    return `the token may not make custom fields; create ${list} in this project by hand, then try again.`;
  }
  const types = new Map(
    (await readProjectFields(integration, project)).map(({ name, type }) => [name, type]),
  );
  const misfit = wanted.find(({ name }) => !WRITABLE.includes(types.get(name) ?? ''));
  if (misfit) return `the field “${misfit.name}” must be of the type ${misfit.type}.`;
  const current = new Map(
    (await readIssues(integration, project)).map(({ idReadable, customFields }) => [
      idReadable,
      customFields,
    ]),
  );
  let count = 0;
  for (const issue of issues) {
    const stored = current.get(issue.key);
    const changes = wanted.flatMap(({ name, text, number }) => {
      const value = types.get(name) === 'string' ? text(issue) : number(issue);
      const before = stored?.find((field) => field.name === name)?.value ?? null;
      return before === value ? [] : [{ name, $type: 'SimpleIssueCustomField', value }];
    });
    if (stored === undefined || changes.length === 0) continue;
    await read(integration, `/api/issues/${issue.key}?fields=id`, Entity, { customFields: changes });
    count += 1;
  }
  return `${count} of ${issues.length} issues were written.`;
}

/** @returns false when the token or its owner may not. */
async function makeFields(
  integration: Integration,
  project: string,
  fields: readonly SyncBackField[],
): Promise<boolean> {
  if (!integration.canCreateFields) return false;
  try {
    for (const { name, type } of fields) {
      const field = await customField(integration, name, type);
      const path = `/api/admin/projects/${encodeURIComponent(project)}/customFields?fields=id`;
      const body = { $type: 'SimpleProjectCustomField', field: { id: field }, canBeEmpty: true };
      await read(integration, path, Entity, body);
    }
    return true;
  } catch (problem) {
    if (problem instanceof YouTrackProblem && problem.status === 403) return false;
    throw problem;
  }
}

/** The id of the instance's custom field of that name, made where there is none. */
async function customField(access: Access, name: string, type: string): Promise<string> {
  const path = '/api/admin/customFieldSettings/customFields?fields=id,name';
  const known = (await readAll(access, path, CustomField)).find((field) => field.name === name);
  return known?.id ?? (await read(access, path, CustomField, { name, fieldType: { id: type } })).id;
}
