/** @jsxImportSource hono/jsx */
/** The project list, a project with its tabs, and a project's settings with theirs. */
import type { Child } from 'hono/jsx';
import type { WidgetData } from '../page-data.ts';
import type { Visit } from '../site.ts';
import type { ProjectLink } from './issues.tsx';
import { Layout } from './layout.tsx';
import { WidgetPlace } from './widget.tsx';

export interface ProjectView extends ProjectLink {
  readonly description: string;
  readonly leader: string;
  readonly issues: number;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** Apps attached to the project. */
  readonly apps: readonly {
    readonly name: string;
    readonly enabled: boolean;
    readonly missing: readonly string[];
    /** Why its settings can't be shown; null when they can. */
    readonly problem: string | null;
  }[];
  /** Installed apps that are not. */
  readonly otherApps: readonly { readonly id: string; readonly name: string }[];
}

export function ProjectsPage({
  visit,
  projects,
}: {
  readonly visit: Visit;
  readonly projects: readonly ProjectLink[];
}) {
  const { basePath } = visit.data;
  return (
    <Layout visit={visit} title="Projects" active="projects">
      <h1>Projects</h1>
      <table class="card list">
        <tbody>
          {projects.map(({ key, name }) => (
            <tr>
              <td class="muted">{key}</td>
              <td>
                <a href={`${basePath}/projects/${key}`}>{name}</a>
              </td>
              <td class="end">
                <a href={`${basePath}/issues?q=${encodeURIComponent(`project: ${key}`)}`}>Issues</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {projects.length === 0 ? <p class="muted">There is no project you may see.</p> : null}
    </Layout>
  );
}

export interface TabsProps {
  readonly visit: Visit;
  readonly project: ProjectView;
  readonly widgets: readonly WidgetData[];
  /** `app/key` of the widget whose tab is open; anything else opens the first tab. */
  readonly tab: string;
}

export function ProjectPage(props: TabsProps) {
  const { visit, project } = props;
  const { basePath } = visit.data;
  return (
    <Tabbed {...props} title={project.name} path={`${basePath}/projects/${project.key}`} first="Overview">
      <div class="card">
        <p>{project.description || 'No description'}</p>
        <p>
          <a href={`${basePath}/issues?q=${encodeURIComponent(`project: ${project.key}`)}`}>
            {`${project.issues} issues`}
          </a>
          {project.leader ? `, led by ${project.leader}` : ''}
        </p>
        <p>
          <a class="button" href={`${basePath}/projects/${project.key}/settings`}>
            Settings
          </a>
        </p>
      </div>
    </Tabbed>
  );
}

export function ProjectSettingsPage(props: TabsProps) {
  const { visit, project } = props;
  return (
    <Tabbed
      {...props}
      title={`${project.name}: settings`}
      path={`${visit.data.basePath}/projects/${project.key}/settings`}
      first="General"
    >
      <div class="columns">
        <section class="card">
          <h2>Fields</h2>
          <table class="list">
            <tbody>
              {project.fields.map(({ name, type }) => (
                <tr>
                  <td>{name}</td>
                  <td class="muted end">{type}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section class="card">
          <h2>Apps</h2>
          {project.apps.length === 0 ? <p class="muted">No app is attached to this project.</p> : null}
          <ul>
            {project.apps.map(({ name, enabled, missing, problem }) => (
              <li>
                {name} <span class="muted">{enabled ? 'active' : 'disabled'}</span>
                {missing.length > 0 ? (
                  <span class="muted">{`, to be set: ${missing.join(', ')}`}</span>
                ) : null}
                {problem === null ? null : <p role="alert">{problem}</p>}
              </li>
            ))}
          </ul>
          {project.otherApps.map(({ id, name }) => (
            <form method="post" action={`${visit.data.basePath}/projects/${project.key}/settings/apps`}>
              <input type="hidden" name="app" value={id} />
              <button type="submit" class="button">
                {`Attach ${name}`}
              </button>
            </form>
          ))}
        </section>
      </div>
    </Tabbed>
  );
}

interface TabbedProps extends TabsProps {
  readonly title: string;
  readonly path: string;
  readonly first: string;
  readonly children?: Child;
}

function Tabbed({ visit, widgets, tab, title, path, first, children }: TabbedProps) {
  const open = widgets.find((widget) => `${widget.app}/${widget.key}` === tab);
  return (
    <Layout visit={visit} title={title} active="projects" fill={open !== undefined}>
      <h1>{title}</h1>
      <nav class="tabs" aria-label="Tabs">
        <a href={path} aria-current={open ? undefined : 'page'}>
          {first}
        </a>
        {widgets.map((widget) => (
          <a
            href={`${path}?tab=${encodeURIComponent(`${widget.app}/${widget.key}`)}`}
            aria-current={widget === open ? 'page' : undefined}
          >
            {widget.name}
          </a>
        ))}
      </nav>
      {open ? <WidgetPlace widget={open} /> : children}
    </Layout>
  );
}
