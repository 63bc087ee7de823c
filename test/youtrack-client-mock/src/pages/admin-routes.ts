/** Administration, the dashboard, and the pages that belong to one widget. */
import type { Context, Hono } from 'hono';
import { hasPermission } from '../model/access.ts';
import { sendMissing, sendPage } from './respond.ts';
import type { Site } from './site.ts';
import { AdminPage, DashboardPage, WidgetPage } from './views/admin.tsx';

export function addAdminRoutes(pages: Hono, site: Site): void {
  pages.get('/admin', (c) => {
    const visit = site.visit(c);
    const widgets = site.widgetsAt('ADMINISTRATION_MENU_ITEM', visit, null, null);
    const mayList = site.youTrack.read((tx) => hasPermission(tx, visit.user, 'ADMIN_READ_APP', 'any'));
    return sendPage(c, AdminPage({ visit, apps: mayList ? site.youTrack.apps.list() : null, widgets }));
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
