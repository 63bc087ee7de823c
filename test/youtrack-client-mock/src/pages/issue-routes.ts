/** Issues: the list, one issue with its widgets, and the form for a new one. */
import type { Hono } from 'hono';
import type { FieldView } from './field-view.ts';
import { issueView } from './issue-view.ts';
import type { WidgetEntity } from './page-data.ts';
import { projectLinks } from './project-view.ts';
import { findIssue } from './read.ts';
import { sendMissing, sendPage } from './respond.ts';
import type { Site } from './site.ts';
import { embeddedWidgets } from './text-widgets.ts';
import { IssuePage } from './views/issue.tsx';
import { IssuesPage, NewIssuePage } from './views/issues.tsx';
import type { GuardFields } from './widget-guard.ts';

export function addIssueRoutes(pages: Hono, site: Site): void {
  pages.get('/issues', (c) =>
    sendPage(c, IssuesPage({ visit: site.visit(c), query: c.req.query('q') ?? '' })),
  );

  pages.get('/issue/:id', (c) => {
    const visit = site.visit(c);
    const issue = site.read(visit, (view) => {
      const id = findIssue(view, c.req.param('id'));
      return id === undefined ? undefined : issueView(view, id);
    });
    if (!issue) return sendMissing(c, visit, `The issue ${c.req.param('id')}`);
    const entity: WidgetEntity = {
      id: issue.id,
      type: 'ticket',
      idReadable: issue.idReadable,
      summary: issue.summary,
    };
    const fields = guardFields(issue.fields);
    const at = (place: string) => site.widgetsAt(place, visit, issue.project.id, entity, fields);
    return sendPage(
      c,
      IssuePage({
        visit,
        issue,
        widgets: {
          options: at('ISSUE_OPTIONS_MENU_ITEM'),
          belowSummary: at('ISSUE_BELOW_SUMMARY'),
          inText: embeddedWidgets(site, visit, issue.description, entity),
          aboveActivity: at('ISSUE_ABOVE_ACTIVITY_STREAM'),
          panelFirst: at('ISSUE_FIELD_PANEL_FIRST'),
          panelLast: at('ISSUE_FIELD_PANEL_LAST'),
        },
      }),
    );
  });

  pages.get('/newIssue', (c) => {
    const visit = site.visit(c);
    const projects = site.youTrack.read((tx) => projectLinks(tx, visit.user, 'CREATE_ISSUE'));
    return sendPage(c, NewIssuePage({ visit, projects, chosen: c.req.query('project') ?? '' }));
  });
}

function guardFields(fields: readonly FieldView[]): GuardFields {
  return Object.fromEntries(
    fields.map(({ data: { name, kind }, values }) => {
      const isList = kind === 'names' || kind === 'logins';
      return [name, { value: isList ? values : (values[0] ?? null) }];
    }),
  );
}
