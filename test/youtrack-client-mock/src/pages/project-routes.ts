/** Projects: the list, a project's own page and its settings, the latter two with tabs for widgets. */
import type { Context, Hono } from 'hono';
import type { EntityId } from '../model/types.ts';
import { may } from '../rest/context.ts';
import { projectEntity, projectLinks, projectView } from './project-view.ts';
import { findProject } from './read.ts';
import { sendMissing, sendPage } from './respond.ts';
import type { Site, Visit } from './site.ts';
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
      const id = permitted(site, visit, key, permission);
      if (id === undefined) return sendMissing(c, visit, `The project ${key}`);
      const project = projectView(site.youTrack, id);
      const widgets = places.flatMap((place) => site.widgetsAt(place, visit, id, projectEntity(project)));
      return sendPage(c, view({ visit, project, widgets, tab: c.req.query('tab') ?? '' }));
    };

  pages.get('/projects/:key', tabbed(['PROJECT_TAB'], 'READ_PROJECT_BASIC', ProjectPage));
  // Every project here counts as one of the helpdesk, too.
  const settings = ['PROJECT_SETTINGS', 'HELPDESK_CHANNEL'];
  pages.get('/projects/:key/settings', tabbed(settings, 'UPDATE_PROJECT', ProjectSettingsPage));

  pages.post('/projects/:key/settings/apps', async (c) => {
    const visit = site.visit(c);
    const key = c.req.param('key');
    const project = permitted(site, visit, key, 'UPDATE_PROJECT');
    const { app } = await c.req.parseBody();
    if (project === undefined || typeof app !== 'string' || !site.youTrack.apps.find(app)) {
      return sendMissing(c, visit, `The project ${key}, or the app,`);
    }
    site.youTrack.apps.attach(app, project);
    return c.redirect(`${site.basePath}/projects/${key}/settings`, 303);
  });
}

/** Undefined: there is no such project, or not for this visitor. */
function permitted(site: Site, visit: Visit, key: string, permission: string): EntityId | undefined {
  return site.read(visit, (view) => {
    const project = findProject(view, key);
    return project !== undefined && may(view, permission, project) ? project : undefined;
  });
}
