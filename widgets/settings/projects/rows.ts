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

/** Those whose name or key has every word of the search in it. */
export function searchRows(rows: readonly ProjectRow[], search: string): readonly ProjectRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ name, key }) => {
    const text = `${name} ${key}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
