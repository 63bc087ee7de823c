/** `/issues`: list, count, one, create, change, delete, and the custom fields of one. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { ProjectField } from '../../model/field-types.ts';
import { projectFields } from '../../model/field-types.ts';
import { refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { createIssue, deleteIssue, demandUpdate, IssueWriteSchema, updateIssue } from '../change/issue.ts';
import { demandShown, FieldWriteSchema, writeField } from '../change/issue-field.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, done, param, read, show, showList } from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { issueAt, projectAt } from '../lookup.ts';
import type { Resource } from '../render.ts';
import { issueResource } from '../resources/issue.ts';
import { issueFieldResource } from '../resources/issue-field.ts';
import { projectResource } from '../resources/project.ts';
import { searchIssues } from '../search-issues.ts';

const QuerySchema = v.looseObject({ query: v.optional(v.nullable(v.string())) });

export function addIssueRoutes(rest: Hono<RestEnv>): void {
  rest.get('/issues', (c) => listIssues(c, null));
  rest.get('/admin/projects/:id/issues', (c) => listIssues(c, param(c, 'id')));

  rest.post('/issuesGetter/count', async (c) => {
    const { query } = await bodyOf(c, QuerySchema);
    const count = read(c, (view) => searchIssues(view, query ?? '', null).length);
    // YouTrack counts in the background: who asks first is told to ask again (youtrack-platform §10).
    const { counted, user } = c.var;
    const key = JSON.stringify([user, query ?? '']);
    const isKnown = counted.has(key);
    counted.add(key);
    return c.json({ count: isKnown ? count : -1, $type: 'IssueCountResponse' });
  });

  rest.post('/issues', async (c) => {
    const written = await bodyOf(c, IssueWriteSchema, 'Issue');
    const issue = await change(c, (view) => createIssue(view, written));
    return show(c, (view) => issueResource(view, issue));
  });

  rest.get('/issues/:id', (c) =>
    show(c, (view) => issueResource(view, issueAt(view, param(c, 'id')), fieldNames(c))),
  );

  rest.post('/issues/:id', async (c) => {
    const written = await bodyOf(c, IssueWriteSchema, 'Issue');
    const issue = await change(c, (view) => {
      const found = issueAt(view, param(c, 'id'));
      updateIssue(view, found, written);
      return found;
    });
    return show(c, (view) => issueResource(view, issue));
  });

  rest.delete('/issues/:id', async (c) => {
    await change(c, (view) => deleteIssue(view, issueAt(view, param(c, 'id'))));
    return done(c);
  });

  rest.get('/admin/projects/:id/issues/:issue', (c) =>
    show(c, (view) => {
      const issue = issueAt(view, param(c, 'issue'));
      if (refOf(view.tx, issue, 'project') !== projectAt(view, param(c, 'id'))) {
        throw entityNotFound(param(c, 'issue'));
      }
      return issueResource(view, issue, fieldNames(c));
    }),
  );

  rest.get('/issues/:id/project', (c) => show(c, (view) => projectOf(view, param(c, 'id'))));

  rest.post('/issues/:id/project', async (c) => {
    const project = await bodyOf(c, v.looseObject({ id: v.string() }), 'Project');
    await change(c, (view) =>
      updateIssue(view, issueAt(view, param(c, 'id')), { project, customFields: [] }),
    );
    return show(c, (view) => projectOf(view, param(c, 'id')));
  });

  rest.get('/issues/:id/customFields', (c) =>
    showList(
      c,
      (view) => {
        const issue = issueAt(view, param(c, 'id'));
        return fieldsOf(view, issue).map((field) => ({ issue, field }));
      },
      (view, { issue, field }) => issueFieldResource(view, issue, field),
    ),
  );

  rest.get('/issues/:id/customFields/:field', (c) =>
    show(c, (view) => {
      const issue = issueAt(view, param(c, 'id'));
      return issueFieldResource(view, issue, fieldAt(view, issue, param(c, 'field')));
    }),
  );

  rest.post('/issues/:id/customFields/:field', async (c) => {
    const written = await bodyOf(c, FieldWriteSchema);
    await change(c, (view) => {
      const issue = issueAt(view, param(c, 'id'));
      demandUpdate(view, issue);
      const field = fieldAt(view, issue, param(c, 'field'));
      writeField(view, issue, field, written);
      demandShown(view.tx, issue, field);
    });
    return show(c, (view) => {
      const issue = issueAt(view, param(c, 'id'));
      return issueFieldResource(view, issue, fieldAt(view, issue, param(c, 'field')));
    });
  });
}

function listIssues(c: RestContext, projectId: string | null): Response {
  return showList(
    c,
    (view) =>
      searchIssues(view, c.req.query('query') ?? '', projectId === null ? null : projectAt(view, projectId)),
    (view, issue) => issueResource(view, issue, fieldNames(c)),
    { limited: true },
  );
}

/** `customFields=State&customFields=Priority`: works, though JetBrains doesn't declare it (youtrack-platform §10). */
function fieldNames(c: RestContext): ReadonlySet<string> | undefined {
  const names = c.req.queries('customFields');
  return names === undefined ? undefined : new Set(names);
}

function fieldsOf({ tx }: View, issue: EntityId): readonly ProjectField[] {
  const project = refOf(tx, issue, 'project');
  return project === null ? [] : projectFields(tx, project);
}

/** @throws RestError 404, also for an issue that moved away from the readable id it was asked by. */
function projectOf(view: View, issueId: string): Resource {
  const project = refOf(view.tx, issueAt(view, issueId), 'project');
  if (project === null) throw entityNotFound(issueId);
  return projectResource(view, project);
}

/** @param id of the field, or its name. */
function fieldAt(view: View, issue: EntityId, id: string): ProjectField {
  const field = fieldsOf(view, issue).find((one) => one.id === id || one.name === id);
  if (!field) throw entityNotFound(id);
  return field;
}
