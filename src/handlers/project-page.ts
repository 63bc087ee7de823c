/** The tab in a project's settings: what its administrator sees and saves, and what a change would mean. */
import { mayChoose } from '../app/stored/allowed-boards.ts';
import { readCapabilities } from '../app/stored/capabilities.ts';
import { watched } from '../app/stored/configuration.ts';
import { EVERYTHING, exclusion, fieldsOfFilter } from '../domain/filter.ts';
import { filterSizeProblems } from '../domain/settings-check.ts';
import { contentOf } from '../domain/snapshot.ts';
import type { DucalisField } from '../ducalis/answers.ts';
import {
  CountRequestSchema,
  type CountView,
  type Preview,
  PreviewRequestSchema,
  type ProjectPage,
  SaveSettingsSchema,
} from '../shared/project-page.ts';
import type { Execution, ProjectHandle } from '../youtrack/ports.ts';
import type { Call } from './endpoints.ts';
import { demandNone, Refusal } from './failure.ts';
import { fieldsOfBoard, overviewOf } from './overview.ts';
import { checkedConfiguration, saveSettings, viewOf } from './project-settings.ts';

export function pageOf(execution: Execution, project: ProjectHandle): ProjectPage {
  const chosen = project.facts().boardId;
  const boards = readCapabilities(execution).boards.filter(
    ({ id }) => id === chosen || mayChoose(execution, id),
  );
  return {
    project: viewOf(project),
    boards,
    connection: overviewOf(execution).connection,
    isConnected: project.facts().connected === true,
    isLeaving: project.facts().leaving === true,
  };
}

export function savePage({ execution, body }: Call, project: ProjectHandle): ProjectPage {
  saveSettings(execution, project, body(SaveSettingsSchema));
  return pageOf(execution, project);
}

/** @throws Refusal for a board that the user may not choose. */
export function boardFields(
  { execution, parameter }: Call,
  project: ProjectHandle,
): { readonly fields: readonly DucalisField[] } {
  const board = parameter('id') ?? '';
  if (board !== project.facts().boardId && !mayChoose(execution, board)) {
    throw new Refusal('board-not-allowed');
  }
  return { fields: fieldsOfBoard(execution, board) };
}

/** @throws Refusal for an issue of another project or one that the user cannot see, and for settings that do not hold. */
export function previewOf({ execution, body }: Call, project: ProjectHandle): Preview {
  const { issue: key, configuration } = body(PreviewRequestSchema);
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
export function countOf({ execution, body }: Call, project: ProjectHandle): CountView {
  const { filter } = body(CountRequestSchema);
  demandNone(filterSizeProblems(filter));
  const watchedHere = { fields: fieldsOfFilter(filter), attributes: [] };
  const issues = execution.someIssues(project, COUNTED);
  const matching = issues.filter((issue) => exclusion(issue.snapshot(watchedHere), filter) === null);
  return { matching: matching.length, looked: issues.length, total: project.issueCount() };
}
