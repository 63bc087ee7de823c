/** Connects a project through REST: the calls that the settings widget makes, in its order. */
import * as v from 'valibot';
import { type ConfigurationSchema, OverviewSchema, ProjectViewSchema } from '../../src/shared/api.ts';
import type { Rest } from './rest.ts';
import { until } from './wait.ts';

const APP = 'ducalis';
const ADMIN = `extensionEndpoints/${APP}/admin`;
const EntitySchema = v.object({ id: v.string() });

/** @param api REST of the emulator as a system administrator, based at `…/youtrack/api`. */
export async function saveDucalisToken(
  api: Rest,
  token: string,
): Promise<v.InferOutput<typeof OverviewSchema>> {
  await api.post(`admin/apps/${APP}/globalConfig`, {
    globalSettings: JSON.stringify({ ducalisToken: token }),
  });
  return v.parse(OverviewSchema, await api.post(`${ADMIN}/test-connection`, {}));
}

/** Attaches the app to the project and saves its board and matches. */
export async function connectProject(
  api: Rest,
  project: string,
  configuration: v.InferInput<typeof ConfigurationSchema>,
): Promise<v.InferOutput<typeof ProjectViewSchema>> {
  const { id } = v.parse(EntitySchema, await api.get(`admin/apps/${APP}?fields=id`));
  await api.post(`admin/projects/${project}/appConfigurations`, { app: { id } });
  const view = v.parse(ProjectViewSchema, await api.get(`${ADMIN}/project?project=${project}`));
  const saved = await api.post(`${ADMIN}/project`, {
    project,
    revision: view.revision,
    nonce: `setup-${view.revision}-${project}`,
    configuration,
  });
  return v.parse(ProjectViewSchema, saved);
}

/**
 * Saves a permanent token of YouTrack and has the app hand it to Ducalis, on a real clock.
 * @param project has an issue, from which the app learns YouTrack's address.
 */
export async function letDucalisRead(api: Rest, project: string, token: string): Promise<void> {
  await api.post(`admin/apps/${APP}/globalConfig`, {
    globalSettings: JSON.stringify({ youtrackToken: token }),
  });
  await api.post(`${ADMIN}/integration`, { how: 'send', project });
  await until('Ducalis reads YouTrack', async () => {
    const { integration } = v.parse(OverviewSchema, await api.get(`${ADMIN}/overview`));
    return integration.state === 'connected';
  });
}
