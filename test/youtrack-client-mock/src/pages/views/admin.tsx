/** @jsxImportSource hono/jsx */
/** Administration: what is installed, and the way to the pages that apps bring along. */
import type { AppDescription } from '../../engine/types.ts';
import type { WidgetData } from '../page-data.ts';
import type { Visit } from '../site.ts';
import { Layout } from './layout.tsx';
import { WidgetPlace, WidgetPlaces } from './widget.tsx';

/** The app whose settings are open. */
export interface SelectedApp {
  readonly id: string;
  /** Those of the whole YouTrack as JSON, secrets masked. */
  readonly settings: string | null;
  /** Why they are not shown; null when they are. */
  readonly problem: string | null;
}

export interface AdminPageProps {
  readonly visit: Visit;
  /** Null: the visitor may not see what is installed. */
  readonly apps: readonly AppDescription[] | null;
  readonly selected: SelectedApp | null;
  readonly widgets: readonly WidgetData[];
}

export function AdminPage({ visit, apps, selected, widgets }: AdminPageProps) {
  return (
    <Layout visit={visit} title="Administration" active="admin">
      <h1>Administration</h1>
      <div class="columns">
        <section class="card">
          <h2>Pages of apps</h2>
          {widgets.length === 0 ? <p class="muted">No app has a page here that you may see.</p> : null}
          <ul>
            {widgets.map((widget) => (
              <li>
                <a href={`${visit.data.basePath}/admin/app/${widget.app}/${widget.key}`}>{widget.name}</a>{' '}
                <span class="muted">{widget.appTitle}</span>
              </li>
            ))}
          </ul>
        </section>
        <section class="card">
          <h2>Installed apps</h2>
          {apps === null ? <p class="muted">Only administrators see what is installed.</p> : null}
          {apps?.length === 0 ? <p class="muted">No app is installed.</p> : null}
          {apps?.map((app) => (
            <InstalledApp
              app={app}
              path={`${visit.data.basePath}/admin/apps`}
              selected={selected?.id === app.id ? selected : null}
            />
          ))}
        </section>
      </div>
    </Layout>
  );
}

interface InstalledAppProps {
  readonly app: AppDescription;
  readonly path: string;
  readonly selected: SelectedApp | null;
}

function InstalledApp({ app, path, selected }: InstalledAppProps) {
  return (
    <details data-test={`app-${app.name}`} open={selected !== null}>
      <summary>
        <strong>{app.title}</strong> <span class="muted">{`${app.name} ${app.version}`}</span>{' '}
        <span class="tag">{app.enabled ? 'enabled' : 'disabled'}</span>
      </summary>
      {app.missingRequiredSettings.length > 0 ? (
        <p class="muted">{`To be set: ${app.missingRequiredSettings.join(', ')}`}</p>
      ) : null}
      <ul>
        {app.scripts.map((script) => (
          <li>
            <code>{script.file}</code> <span class="muted">{`${script.kind} ${script.title}`}</span>
          </li>
        ))}
        {app.widgets.map((widget) => (
          <li>
            {widget.name} <span class="muted">{widget.extensionPoint}</span>
          </li>
        ))}
      </ul>
      {selected === null ? (
        <a href={`${path}?selected=${app.id}&tab=settings`}>Settings</a>
      ) : selected.settings === null ? (
        <p role="alert">{selected.problem}</p>
      ) : (
        <form method="post" action={`${path}/${app.id}/settings`}>
          <label>
            {'Settings'}
            <textarea name="values" rows={6}>
              {selected.settings}
            </textarea>
          </label>
          <button type="submit" class="button">
            Save
          </button>
        </form>
      )}
    </details>
  );
}

export interface WidgetPageProps {
  readonly visit: Visit;
  readonly widget: WidgetData;
  readonly active?: 'admin';
}

/** A page that belongs to one widget. */
export function WidgetPage({ visit, widget, active }: WidgetPageProps) {
  return (
    <Layout visit={visit} title={widget.name} {...(active ? { active } : {})} fill>
      <WidgetPlace widget={widget} />
    </Layout>
  );
}

export function DashboardPage({
  visit,
  widgets,
}: {
  readonly visit: Visit;
  readonly widgets: readonly WidgetData[];
}) {
  return (
    <Layout visit={visit} title="Dashboard" active="dashboard">
      <h1>Dashboard</h1>
      {widgets.length === 0 ? <p class="muted">No app has a dashboard widget that you may see.</p> : null}
      <div class="dashboard">
        <WidgetPlaces widgets={widgets} />
      </div>
    </Layout>
  );
}
