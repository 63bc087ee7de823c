/** Plants issues with their values, tags and comments, as they would stand after having been created through REST. */

import { hiddenSentence, shownValues } from '../model/field-conditions.ts';
import type { ProjectField } from '../model/field-types.ts';
import { projectFields } from '../model/field-types.ts';
import { flagOf, numberOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId, Value } from '../model/types.ts';
import { isRef } from '../model/types.ts';
import { defaultValue, fieldValueFrom } from '../rest/change/field-value.ts';
import type { Directories } from './directory.ts';
import { SeedError } from './error.ts';
import { restValue } from './field-value.ts';
import type { HumanFieldValue, SeedIssue } from './schema.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * @param now milliseconds since the epoch, from which ages are counted.
 * @param path of the issue in the seed.
 * @throws SeedError
 */
export function plantIssue(
  tx: Transaction,
  issue: SeedIssue,
  { users, groups, projects, tags }: Directories,
  now: number,
  path: string,
): EntityId {
  const project = projects.at(issue.project, `${path}.project`);
  const reporter = users.at(issue.reporter, `${path}.reporter`);
  const created = now - issue.ageDays * DAY_MS;
  const comments = commentTimes(issue, created, now);
  const updated = Math.max(created, ...comments);
  const authors = issue.comments.map(({ author }, index) =>
    users.at(author, `${path}.comments.${index}.author`),
  );
  const fields = projectFields(tx, project);
  const values = fieldValues(tx, fields, issue.fields, now, `${path}.fields`);
  const id = tx.create('Issue', {
    project: { ref: project },
    numberInProject: drawNumber(tx, project),
    summary: issue.summary.replace(/[\r\n]+/g, ' ').trim(),
    description: issue.description ?? null,
    reporter: { ref: reporter },
    created,
    updated,
    updatedBy: { ref: authors.at(-1) ?? reporter },
    resolved: isResolved(tx, fields, values) ? updated : null,
    reported: true,
    permittedGroups: groups.refs(issue.visibleTo?.groups ?? [], `${path}.visibleTo.groups`),
    permittedUsers: users.refs(issue.visibleTo?.users ?? [], `${path}.visibleTo.users`),
    tags: tags.refs(issue.tags, `${path}.tags`),
    voters: [],
    ...values,
  });
  for (const [index, { text }] of issue.comments.entries()) {
    const at = comments[index] ?? created;
    const author = { ref: authors[index] ?? reporter };
    tx.create('IssueComment', { issue: { ref: id }, author, text, created: at, updated: at });
  }
  return id;
}

function drawNumber(tx: Transaction, project: EntityId): number {
  const number = Math.max(1, numberOf(tx, project, 'nextNumber'));
  tx.set(project, 'nextNumber', number + 1);
  return number;
}

/** A comment without an age follows what was before it within a minute. */
function commentTimes({ comments }: SeedIssue, created: number, now: number): readonly number[] {
  let last = created;
  return comments.map(({ ageDays }) => {
    last = ageDays === undefined ? Math.min(last + MINUTE_MS, now) : now - ageDays * DAY_MS;
    return last;
  });
}

function fieldValues(
  tx: Transaction,
  fields: readonly ProjectField[],
  written: Readonly<Record<string, HumanFieldValue>>,
  now: number,
  path: string,
): Readonly<Record<string, Value>> {
  for (const name of Object.keys(written)) {
    if (!fields.some((field) => field.name === name)) {
      throw new SeedError(`${path}.${name}`, 'The project has no such field');
    }
  }
  const shown = new Set<string>();
  const values = shownValues(tx, fields, (field) => {
    shown.add(field.name);
    return fieldValue(tx, field, written[field.name], now, path);
  });
  for (const field of fields) {
    if (written[field.name] === undefined || shown.has(field.name)) continue;
    throw new SeedError(`${path}.${field.name}`, hiddenSentence(tx, field));
  }
  return values;
}

function fieldValue(
  tx: Transaction,
  field: ProjectField,
  value: HumanFieldValue | undefined,
  now: number,
  path: string,
): Value {
  try {
    return value === undefined
      ? defaultValue(tx, field)
      : fieldValueFrom(tx, field, restValue(field, value, now));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const given = value === undefined ? '' : ` (${JSON.stringify(value)})`;
    throw new SeedError(`${path}.${field.name}`, `${reason}${given}`, { cause: error });
  }
}

/** An issue is resolved when all its states are. */
function isResolved(
  tx: Transaction,
  fields: readonly ProjectField[],
  values: Readonly<Record<string, Value>>,
): boolean {
  const states = fields.filter(({ type }) => type.bundle === 'state').map(({ prop }) => values[prop]);
  return states.length > 0 && states.every((state) => isRef(state) && flagOf(tx, state.ref, 'isResolved'));
}
