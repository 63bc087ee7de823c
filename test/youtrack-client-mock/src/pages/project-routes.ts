/** Projects: the list, a project's own page and its settings, the latter two with tabs for widgets. */
import type { Context, Hono } from 'hono';
import { may } from '../rest/context.ts';
import { projectEntity, projectLinks, projectView } from './project-view.ts';
import { findProject } from './read.ts';
import { sendMissing, sendPage } from './respond.ts';
import type { Site } from './site.ts';
import type { TabsProps } from './views/projects.tsx';
import { ProjectPage, ProjectSettingsPage, ProjectsPage } from './views/projects.tsx';

export function addProjectRoutes(pages: Hono, site: Site): void {
  pages.get('/projects', (c) => {
    const visit = site.visit(c);
    const projects = site.youTrack.read((tx) => projectLinks(tx, visit.user, 'READ_PROJECT_BASIC'));
    return sendPage(c, ProjectsPage({ visit, projects }));
  });

  const tabbed =
    (
      places: readonly string[],
      permission: string,
      view: (props: TabsProps) => ReturnType<typeof ProjectPage>,
    ) =>
    (c: Context) => {
      const visit = site.visit(c);
      const key = c.req.param('key') ?? '';
      const id = site.read(visit, (view) => {
        const project = findProject(view, key);
        return project !== undefined && may(view, permission, project) ? project : undefined;
      });
      if (id === undefined) return sendMissing(c, visit, `The project ${key}`);
      const project = projectView(site.youTrack, id);
      const widgets = places.flatMap((place) => site.widgetsAt(place, visit, id, projectEntity(project)));
      return sendPage(c, view({ visit, project, widgets, tab: c.req.query('tab') ?? '' }));
    };

  pages.get('/projects/:key', tabbed(['PROJECT_TAB'], 'READ_PROJECT_BASIC', ProjectPage));
  // Every project here counts as one of the helpdesk, too.
  const settings = ['PROJECT_SETTINGS', 'HELPDESK_CHANNEL'];
  pages.get('/projects/:key/settings', tabbed(settings, 'UPDATE_PROJECT', ProjectSettingsPage));
}
