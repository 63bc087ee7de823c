/** `/admin/apps`: what is installed, importing, global settings. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { AppDescription, SettingsValues } from '../../engine/types.ts';
import { GLOBAL_POINTS } from '../../model/extension-points.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, checked, demand, done, may, param, parseJson, read, show, showList } from '../context.ts';
import { badRequest, entityNotFound, forbidden, notFound } from '../errors.ts';
import { appResource, GLOBAL_CONFIG_TYPE, globalConfigResource, usageResource } from '../resources/app.ts';

const SettingsSchema = v.record(v.string(), v.unknown());
const GlobalConfigSchema = v.looseObject({
  enabled: v.optional(v.boolean()),
  globalSettings: v.optional(v.string()),
});

export function addAppRoutes(rest: Hono<RestEnv>): void {
  rest.get('/admin/apps', (c) =>
    showList(
      c,
      (view) => {
        demand(view, 'ADMIN_READ_APP', 'any');
        const apps = view.youTrack.apps.list();
        return c.req.query('sort') === 'asc' ? [...apps].sort(byTitle) : apps;
      },
      appResource,
    ),
  );

  rest.post('/admin/apps/import', async (c) => {
    read(c, demandImport);
    const zip = await uploaded(c);
    const { apps } = c.var.youTrack;
    const app = apps.importZip(zip, c.var.user);
    c.var.packages.set(app.name, zip);
    // What reaches beyond projects waits for somebody who may answer for it (youtrack-platform §6).
    if (isGlobal(app) && !read(c, (view) => may(view, 'ADMIN_UPDATE_APP', null))) {
      apps.setEnabled(app.name, false);
    }
    return show(c, (view) => appResource(view, appAt(view, app.name)));
  });

  rest.get('/admin/apps/:id', (c) => {
    const app = read(c, (view) => appAt(view, param(c, 'id')));
    if (c.req.header('accept') === 'application/zip') return download(c, app);
    return show(c, (view) => appResource(view, app));
  });

  rest.delete('/admin/apps/:id', (c) => {
    const app = read(c, (view) => {
      demand(view, 'ADMIN_UPDATE_APP', null);
      return appAt(view, param(c, 'id'));
    });
    c.var.youTrack.apps.remove(app.name);
    c.var.packages.delete(app.name);
    return done(c);
  });

  rest.get('/admin/apps/:id/usages', (c) =>
    showList(
      c,
      (view) => view.youTrack.apps.usages({ app: appAt(view, param(c, 'id')).name }),
      usageResource,
    ),
  );

  rest.get('/admin/apps/:id/globalConfig', (c) =>
    show(c, (view) => globalConfigResource(view, appAt(view, param(c, 'id')))),
  );

  rest.post('/admin/apps/:id/globalConfig', async (c) => {
    const written = await bodyOf(c, GlobalConfigSchema, GLOBAL_CONFIG_TYPE);
    const { name } = read(c, (view) => {
      demand(view, 'ADMIN_UPDATE_APP', null);
      return appAt(view, param(c, 'id'));
    });
    const { apps } = c.var.youTrack;
    if (written.globalSettings !== undefined) {
      apps.mergeSettings(name, null, settingsFrom('globalSettings', written.globalSettings));
    }
    if (written.enabled !== undefined) apps.setEnabled(name, written.enabled);
    return show(c, (view) => globalConfigResource(view, appAt(view, name)));
  });
}

function byTitle(one: AppDescription, other: AppDescription): number {
  return one.title.localeCompare(other.title);
}

/** Modules that need no project (youtrack-platform §8). */
function isGlobal({ widgets, scripts }: AppDescription): boolean {
  return (
    widgets.some(({ extensionPoint }) => GLOBAL_POINTS.has(extensionPoint)) ||
    scripts.some((script) => script.isGlobal)
  );
}

/** The package as it was uploaded. @throws RestError 404 for an app that came in another way. */
function download(c: RestContext, app: AppDescription): Response {
  const zip = c.var.packages.get(app.name);
  if (!zip)
    throw notFound(`The app ${app.name} was not uploaded through REST, so there is no package to download`);
  return c.body(Uint8Array.from(zip), 200, { 'Content-Type': 'application/zip' });
}

/** @throws RestError 403 without ADMIN_READ_APP, 404 when no such app is installed. */
export function appAt(view: View, nameOrId: string): AppDescription {
  demand(view, 'ADMIN_READ_APP', 'any');
  const app = view.youTrack.apps.find(nameOrId);
  if (!app) throw entityNotFound(nameOrId);
  return app;
}

/**
 * Settings are a JSON text inside JSON (youtrack-platform §6).
 * @throws RestError 400 when the text is no JSON object.
 */
export function settingsFrom(name: string, text: string): SettingsValues {
  const parsed = parseJson(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badRequest(`${name}: must be the JSON text of an object`);
  }
  return checked(SettingsSchema, parsed);
}

/** Global Update Project or Low-level Admin Write (youtrack-platform §6). */
function demandImport(view: View): void {
  if (!may(view, 'ADMIN_UPDATE_APP', null) && !may(view, 'UPDATE_PROJECT', null)) {
    throw forbidden('You do not have the permission UPDATE_PROJECT or ADMIN_UPDATE_APP that this needs');
  }
}

/** @throws RestError 400 when the request carries no file. */
async function uploaded(c: RestContext): Promise<Uint8Array> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) {
    throw badRequest('The package must be sent as multipart/form-data with the part "file"');
  }
  let file: unknown;
  try {
    file = (await c.req.raw.formData()).get('file');
  } catch (error) {
    throw badRequest(`The upload is broken: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!(file instanceof File)) throw badRequest('The upload has no part "file" with a file in it');
  return new Uint8Array(await file.arrayBuffer());
}
