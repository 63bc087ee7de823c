/** The part of YouTrack's REST API that the administration page uses (youtrack-platform.md §6 and §10). */
import * as v from 'valibot';
import { HostFailure } from '../common/failure.ts';
import type { Host } from '../common/host.ts';

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

/** Every project the user may see, those that are not archived, by name. */
export async function listProjects(host: Host): Promise<Project[]> {
  const projects = await host.youtrack('admin/projects', ProjectsSchema, {
    query: { fields: 'id,name,shortName,archived', $top: -1 },
  });
  return projects.filter(({ archived }) => !archived).sort((a, b) => a.name.localeCompare(b.name));
}

/** `disabled`: attached, but switched off for the project. */
export type Attachment = 'attached' | 'disabled' | 'none';

export async function findAttachment(host: Host, projectId: string): Promise<Attachment> {
  const configurations = await host.youtrack(
    `admin/projects/${encodeURIComponent(projectId)}/appConfigurations`,
    AppConfigurationsSchema,
    { query: { fields: 'id,app(id,name),enabled', $top: -1 } },
  );
  const own = configurations.find(({ app }) => app?.id === appId(host));
  if (own === undefined) return 'none';
  return own.enabled ? 'attached' : 'disabled';
}

/** Attaches the app to a project. YouTrack asks the user to confirm. */
export async function attachApp(host: Host, projectId: string): Promise<void> {
  await host.youtrack(`admin/projects/${encodeURIComponent(projectId)}/appConfigurations`, v.unknown(), {
    method: 'POST',
    body: { app: { id: appId(host) } },
  });
}

export type SecretName = 'ducalisToken';

/** Stores a secret of `settings.json`. YouTrack asks the user to confirm; keys not named here keep their value. */
export async function saveSecret(host: Host, name: SecretName, value: string): Promise<void> {
  await host.youtrack(`admin/apps/${encodeURIComponent(appId(host))}/globalConfig`, v.unknown(), {
    method: 'POST',
    body: { globalSettings: JSON.stringify({ [name]: value }) },
  });
}

function appId(host: Host): string {
  if (host.appId === null) throw new HostFailure('unexpected', { detail: 'YouTrack did not name the app.' });
  return host.appId;
}

/** What to say when a call that YouTrack asks to confirm never reached it. */
export function confirmationSentence(failure: HostFailure): string | undefined {
  if (failure.status !== null || failure.detail !== null) return undefined;
  return 'YouTrack did not let the request through. When it asks whether the app may send it, choose Allow.';
}
