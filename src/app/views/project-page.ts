/** The tab in a project's settings: what its administrator sees and saves, and what a change would mean. */
import type * as v from 'valibot';
import { EVERYTHING, exclusion, fieldsOfFilter } from '../../domain/filter.ts';
import { filterSizeProblems } from '../../domain/settings-check.ts';
import { contentOf } from '../../domain/snapshot.ts';
import type { DucalisField } from '../../ducalis/answers.ts';
import type {
  CountRequestSchema,
  CountView,
  Preview,
  PreviewRequestSchema,
  ProjectPage,
} from '../../shared/project-page.ts';
import { demandNone, Refusal } from '../../shared/refusal.ts';
import type { Execution, Issues, ProjectHandle } from '../../youtrack/ports.ts';
import { waitOf } from '../calling/permit.ts';
import { fieldsOfBoard } from '../connecting/ask.ts';
import { viewOf } from '../connecting/project-view.ts';
import { checkedConfiguration } from '../connecting/settings.ts';
import { mayChoose } from '../stored/allowed-boards.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { watched } from '../stored/configuration.ts';
import { connectionOf } from './overview.ts';

export function pageOf(execution: Execution, project: ProjectHandle): ProjectPage {
  const chosen = project.facts().boardId;
  const boards = readCapabilities(execution).boards.filter(
    ({ id }) => id === chosen || mayChoose(execution, id),
  );
  return {
    project: viewOf(project),
    boards,
    connection: connectionHere(execution, chosen),
    isConnected: project.facts().connected === true,
    isLeaving: project.facts().leaving === true,
  };
}

/** To the project, its board that takes no changes for now is the same as a Ducalis that takes none. */
function connectionHere(execution: Execution, board: string | null): ProjectPage['connection'] {
  const connection = connectionOf(execution);
  const waitsUntil = board === null ? 0 : waitOf(execution, { kind: 'upserts', board });
  return waitsUntil === 0
    ? connection
    : { ...connection, notBefore: Math.max(connection.notBefore ?? 0, waitsUntil) };
}

/** @throws Refusal for a board that the user may not choose. */
export function boardFields(
  execution: Execution,
  project: ProjectHandle,
  board: string,
): { readonly fields: readonly DucalisField[]; readonly unreadable: number } {
  if (board !== project.facts().boardId && !mayChoose(execution, board)) {
    throw new Refusal('board-not-allowed');
  }
  const { items: fields, unreadable } = fieldsOfBoard(execution, board);
  return { fields, unreadable };
}

/** @throws Refusal for an issue of another project or one that the user cannot see, and for settings that do not hold. */
export function previewOf(
  execution: Execution,
  project: ProjectHandle,
  { issue: key, configuration }: v.InferOutput<typeof PreviewRequestSchema>,
): Preview {
  const issue = execution.issueByKey(key);
  if (issue === null || issue.project.key !== project.key || !issue.isVisibleTo(execution.viewer)) {
    throw new Refusal('issue-not-found');
  }
  const draft = checkedConfiguration(execution, project, configuration);
  const snapshot = issue.snapshot(watched(draft));
  const { content, undecided } = contentOf(snapshot, draft);
  const { name, status, type, assignee, labels, resolved, fields } = content;
  return {
    issue: key,
    excludedBy: exclusion(snapshot, draft.filter ?? EVERYTHING),
    name,
    status,
    type,
    assignee,
    labels: [...labels],
    resolved,
    fields: Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [
        field,
        typeof value === 'object' && value !== null ? [...value] : value,
      ]),
    ),
    undecided: undecided.map(({ field, value }) => `${field}: ${value}`),
  };
}

/** Issues looked at for a count: a person waits for it. */
const COUNTED = 2_000;

/** @throws Refusal for a filter that names nothing or too much. */
export function countOf(
  execution: Issues,
  project: ProjectHandle,
  { filter }: v.InferOutput<typeof CountRequestSchema>,
): CountView {
  demandNone(filterSizeProblems(filter));
  const watchedHere = { fields: fieldsOfFilter(filter), attributes: [] };
  const issues = execution.someIssues(project, COUNTED);
  const matching = issues.filter((issue) => exclusion(issue.snapshot(watchedHere), filter) === null);
  return { matching: matching.length, looked: issues.length, total: project.issueCount() };
}
