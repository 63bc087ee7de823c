/** Administration, the dashboard, and the pages that belong to one widget. */
import type { Context, Hono } from 'hono';
import { ChangeRejected } from '../engine/types.ts';
import { hasPermission } from '../model/access.ts';
import { badRequest } from '../rest/errors.ts';
import { settingsFrom } from '../rest/routes/apps.ts';
import { sendMissing, sendPage } from './respond.ts';
import type { Site, Visit } from './site.ts';
import type { SelectedApp } from './views/admin.tsx';
import { AdminPage, DashboardPage, WidgetPage } from './views/admin.tsx';

export function addAdminRoutes(pages: Hono, site: Site): void {
  const administration = (c: Context) => {
    const visit = site.visit(c);
    const widgets = site.widgetsAt('ADMINISTRATION_MENU_ITEM', visit, null, null);
    const mayList = site.youTrack.read((tx) => hasPermission(tx, visit.user, 'ADMIN_READ_APP', 'any'));
    const apps = mayList ? site.youTrack.apps.list() : null;
    return sendPage(c, AdminPage({ visit, apps, selected: selectedApp(site, visit, c), widgets }));
  };
  pages.get('/admin', administration);
  // Where JetBrains' command line leads after an upload: `?selected=<id>&tab=settings` (`@jetbrains/youtrack-apps-tools`).
  pages.get('/admin/apps', administration);

  pages.post('/admin/apps/:app/settings', async (c) => {
    const visit = site.visit(c);
    const app = site.youTrack.apps.find(c.req.param('app'));
    if (app === undefined || !mayConfigure(site, visit)) return sendMissing(c, visit, 'The app');
    const { values } = await c.req.parseBody();
    saveSettings(site, app.name, typeof values === 'string' ? values : '');
    return c.redirect(`${site.basePath}/admin/apps?selected=${app.id}&tab=settings`, 303);
  });

  pages.get('/dashboard', (c) => {
    const visit = site.visit(c);
    return sendPage(
      c,
      DashboardPage({ visit, widgets: site.widgetsAt('DASHBOARD_WIDGET', visit, null, null) }),
    );
  });

  const widgetPage = (place: string, active: { readonly active?: 'admin' }) => (c: Context) => {
    const visit = site.visit(c);
    const widget = site
      .widgetsAt(place, visit, null, null)
      .find(({ app, key }) => app === c.req.param('app') && key === c.req.param('widget'));
    if (!widget) return sendMissing(c, visit, 'This page of an app');
    return sendPage(c, WidgetPage({ visit, widget, ...active }));
  };
  // What follows the widget's key belongs to the app (`navigation` of the Host API).
  pages.get('/admin/app/:app/:widget/*', widgetPage('ADMINISTRATION_MENU_ITEM', { active: 'admin' }));
  pages.get('/app/:app/:widget/*', widgetPage('MAIN_MENU_ITEM', {}));
}

/** Null: none is selected, or it is gone, or the visitor may not configure apps. */
function selectedApp(site: Site, visit: Visit, c: Context): SelectedApp | null {
  const app = site.youTrack.apps.find(c.req.query('selected') ?? '');
  if (app === undefined || !mayConfigure(site, visit)) return null;
  if (app.settingsProblem !== null) return { id: app.id, settings: null, problem: app.settingsProblem };
  return {
    id: app.id,
    problem: null,
    settings: JSON.stringify(site.youTrack.apps.settings(app.name, null), null, 2),
  };
}

function mayConfigure({ youTrack }: Site, { user }: Visit): boolean {
  return youTrack.read((tx) => hasPermission(tx, user, 'ADMIN_UPDATE_APP', null));
}

/** @throws RestError 400 for what is no JSON object, or does not fit `settings.json`. */
function saveSettings({ youTrack }: Site, app: string, json: string): void {
  try {
    youTrack.apps.mergeSettings(app, null, settingsFrom('The settings', json));
  } catch (error) {
    if (error instanceof ChangeRejected) throw badRequest(error.message);
    throw error;
  }
}
