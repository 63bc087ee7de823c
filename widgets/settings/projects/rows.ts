/** The projects as the list shows them. Pure. */
import type { Overview } from '../../../src/shared/api.ts';
import type { Project } from '../youtrack-api.ts';

export interface ProjectRow {
  readonly key: string;
  readonly name: string;
  /** Null for a connected project that YouTrack does not list: archived, or not visible to this administrator. */
  readonly id: string | null;
  readonly connected: Overview['projects'][number] | null;
}

/** Connected ones first, then by name. */
export function projectRows(projects: readonly Project[], overview: Overview): readonly ProjectRow[] {
  const ids = new Map(projects.map(({ shortName, id }) => [shortName, id]));
  const connected = overview.projects.map((project) => ({
    key: project.key,
    name: project.name,
    id: ids.get(project.key) ?? null,
    connected: project,
  }));
  const keys = new Set(connected.map(({ key }) => key));
  const others = projects
    .filter(({ shortName }) => !keys.has(shortName))
    .map(({ id, name, shortName }) => ({ key: shortName, name, id, connected: null }));
  const byName = (a: ProjectRow, b: ProjectRow) => a.name.localeCompare(b.name);
  return [...connected.sort(byName), ...others.sort(byName)];
}

/** What of a project is searched. */
export function rowText({ name, key }: ProjectRow): string {
  return `${name} ${key}`;
}
