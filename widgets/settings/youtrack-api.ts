/** The part of YouTrack's REST API that the administration page uses (youtrack-platform §6 and §10). */

import * as v from 'valibot';
import { AddressSchema } from '../../src/shared/administration.ts';
import { HostFailure } from '../common/failure.ts';
import type { Host } from '../common/host.ts';
import { message } from '../messages/message.ts';

const ProjectsSchema = v.array(
  v.object({ id: v.string(), name: v.string(), shortName: v.string(), archived: v.boolean() }),
);
export type Project = v.InferOutput<typeof ProjectsSchema>[number];

const AppConfigurationsSchema = v.array(
  v.object({
    id: v.string(),
    app: v.nullish(v.object({ id: v.string() })),
    enabled: v.optional(v.boolean(), true),
  }),
);

/** YouTrack may give fewer than asked for, but says nowhere how many it gives at most. */
const PAGE_SIZE = 500;

/** Every project the user may see, those that are not archived, by name. */
export async function listProjects(host: Host): Promise<Project[]> {
  const found = new Map<string, Project>();
  for (let skip = 0; ; ) {
    const page = await host.youtrack('admin/projects', ProjectsSchema, {
      query: { fields: 'id,name,shortName,archived', $top: PAGE_SIZE, $skip: skip },
    });
    const fresh = page.filter(({ id }) => !found.has(id));
    for (const project of fresh) found.set(project.id, project);
    // A server that does not know `$skip` would answer with the first page for ever.
    if (fresh.length === 0) break;
    skip += page.length;
  }
  return [...found.values()].filter(({ archived }) => !archived).sort((a, b) => a.name.localeCompare(b.name));
}

/** More than any project has; YouTrack gives all at once (`-1`) of some lists only. */
const MOST_APPS = 1_000;

/** Attaches the app to a project, or switches it on there, if need be. YouTrack asks the user to confirm either. */
export async function attachApp(host: Host, projectId: string): Promise<void> {
  const path = `admin/projects/${encodeURIComponent(projectId)}/appConfigurations`;
  const configurations = await host.youtrack(path, AppConfigurationsSchema, {
    query: { fields: 'id,app(id,name),enabled', $top: MOST_APPS },
  });
  const own = configurations.find(({ app }) => app?.id === appId(host));
  if (own?.enabled === true) return;
  await host.youtrack(own === undefined ? path : `${path}/${encodeURIComponent(own.id)}`, v.unknown(), {
    method: 'POST',
    body: own === undefined ? { app: { id: appId(host) } } : { enabled: true },
  });
}

export type SecretName = 'ducalisToken' | 'youtrackToken';

/**
 * Stores a secret of `settings.json`; null clears it. YouTrack asks the user to confirm; keys not named here keep
 * their value.
 */
export async function saveSecret(host: Host, name: SecretName, value: string | null): Promise<void> {
  await host.youtrack(`admin/apps/${encodeURIComponent(appId(host))}/globalConfig`, v.unknown(), {
    method: 'POST',
    body: { globalSettings: JSON.stringify({ [name]: value }) },
  });
}

function appId(host: Host): string {
  if (host.appId === null) throw new HostFailure('unexpected', { detail: message('settings.noAppName') });
  return host.appId;
}

const IssuesSchema = v.array(v.object({ project: v.object({ shortName: v.string() }) }));

/** Where this YouTrack is: `baseUrl` as Ducalis must be given it, and a project that has an issue. */
export interface Address {
  readonly project: string;
  readonly baseUrl: string;
}

/** Null while no issue exists: YouTrack tells scripts its address by an issue alone. */
export async function findAddress(host: Host): Promise<Address | null> {
  const issues = await host.youtrack('issues', IssuesSchema, {
    query: { fields: 'id,project(id,shortName)', $top: 1 },
  });
  const project = issues[0]?.project.shortName;
  if (project === undefined) return null;
  const { baseUrl } = await host.app('admin/address', AddressSchema, { query: { project } });
  return baseUrl === null ? null : { project, baseUrl };
}
