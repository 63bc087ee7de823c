/** @jsxImportSource hono/jsx */
/** The issue list and the form for a new issue; both are filled and sent through REST by the page's script. */
import type { Visit } from '../site.ts';
import { Layout } from './layout.tsx';

export interface ProjectLink {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export function IssuesPage({ visit, query }: { readonly visit: Visit; readonly query: string }) {
  return (
    <Layout visit={visit} title="Issues" active="issues">
      <h1>Issues</h1>
      <form class="search" method="get">
        <input
          type="search"
          name="q"
          value={query}
          placeholder="Query, for example project: DEMO #Unresolved"
          aria-label="Query"
        />
        <button type="submit" class="button">
          Search
        </button>
      </form>
      <div class="card" data-issue-list={query}>
        <p class="muted">Loading issues…</p>
      </div>
    </Layout>
  );
}

export interface NewIssuePageProps {
  readonly visit: Visit;
  readonly projects: readonly ProjectLink[];
  /** The key of the project that is chosen at first. */
  readonly chosen: string;
}

export function NewIssuePage({ visit, projects, chosen }: NewIssuePageProps) {
  return (
    <Layout visit={visit} title="New issue" active="issues">
      <h1>New issue</h1>
      {projects.length === 0 ? (
        <p class="muted">There is no project in which you may create issues.</p>
      ) : (
        <form class="card stack" data-form="new-issue">
          <label>
            Project
            <select name="project">
              {projects.map((project) => (
                <option value={project.id} selected={project.key === chosen}>
                  {`${project.name} (${project.key})`}
                </option>
              ))}
            </select>
          </label>
          <label>
            Summary
            <input name="summary" required autofocus />
          </label>
          <label>
            Description
            <textarea name="description" rows={8} placeholder="Markdown"></textarea>
          </label>
          <div class="actions">
            <button type="submit" class="button primary">
              Create
            </button>
          </div>
        </form>
      )}
    </Layout>
  );
}
