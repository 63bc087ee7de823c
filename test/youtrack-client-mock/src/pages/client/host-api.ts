/** The Host API as a widget gets it; what depends on the place of the widget is only there in that place. */
import * as v from 'valibot';
import type { WidgetData, WidgetEntity } from '../page-data.ts';
import { appStorage } from './app-storage.ts';
import { mayChange } from './confirm.ts';
import type { RestRequest } from './http.ts';
import { HttpError, request, restUrl } from './http.ts';
import { page } from './page.ts';
import { showToast, toastType } from './toast.ts';

/** The shape the sandbox library takes: methods, also in groups. */
export type HostMethod = (...args: never[]) => unknown;
export type HostApi = { [name: string]: HostMethod | { [name: string]: HostMethod } };

/** What the Host API can do to the widget's place in the page. */
export interface WidgetPlaceControl {
  setModal(modal: boolean): void;
  collapse(): void;
}

export const RequestParamsSchema = v.object({
  method: v.optional(v.string()),
  query: v.optional(v.record(v.string(), v.unknown())),
  body: v.optional(v.unknown()),
  headers: v.optional(v.record(v.string(), v.string())),
  scope: v.optional(v.boolean()),
});

const SCOPE_PATHS: Readonly<Record<WidgetEntity['type'], string>> = {
  ticket: 'issues',
  article: 'articles',
  project: 'admin/projects',
  user: 'users',
  app: 'admin/apps',
};

/** Every method returns a promise, because a throw would leave the widget waiting for an answer. */
export function baseApi(widget: WidgetData, place: WidgetPlaceControl) {
  return {
    alert: async (message: unknown, type?: unknown, timeout?: unknown) =>
      showToast(
        String(message),
        toastType(type),
        typeof timeout === 'number' && timeout > 0 ? timeout : undefined,
      ),
    enterModalMode: async () => place.setModal(true),
    exitModalMode: async () => place.setModal(false),
    closeWidget: async () => place.collapse(),
    collapse: async () => place.collapse(),
    fetchYouTrack: (relativeUrl: unknown, params?: unknown) =>
      fetchYouTrack(widget, String(relativeUrl), params),
    fetchApp: (relativeUrl: unknown, params?: unknown) => fetchApp(widget, String(relativeUrl), params),
    storage: { ...appStorage(widget.app) },
  } satisfies HostApi;
}

async function fetchYouTrack(widget: WidgetData, relativeUrl: string, params: unknown): Promise<unknown> {
  const options: RestRequest = v.parse(RequestParamsSchema, params ?? {});
  const url = restUrl(relativeUrl, options.query);
  return requestAsUser(widget, url, url.pathname.slice(`${page.basePath}/api/`.length), options);
}

/** A request that would change something is sent only once the user has allowed it. */
export async function requestAsUser(
  { app, appTitle }: WidgetData,
  url: URL,
  endpoint: string,
  options: RestRequest,
): Promise<unknown> {
  const method = (options.method ?? 'GET').toUpperCase();
  if (method !== 'GET' && method !== 'HEAD') {
    const allowed = await mayChange({ app, appTitle, method, endpoint });
    if (!allowed) throw new Error(`The user denied the ${method} request to ${endpoint}`);
  }
  return request(url, options);
}

async function fetchApp(widget: WidgetData, relativeUrl: string, params: unknown): Promise<unknown> {
  // Some hosts read `scope` of what is not there (youtrack-platform §8); so does this one.
  if (params === undefined) throw new TypeError("Cannot read properties of undefined (reading 'scope')");
  const { scope, ...options } = v.parse(RequestParamsSchema, params);
  const prefix = scope === true ? scopePath(widget.entity) : '';
  const handlers = restUrl(`${prefix}extensionEndpoints/${widget.app}/`);
  const url = restUrl(`./${relativeUrl.replace(/^\/+/, '')}`, options.query, handlers);
  return request(url, options).catch((error: unknown) => {
    throw page.bareErrors && error instanceof HttpError ? new Error('The request failed') : error;
  });
}

function scopePath(entity: WidgetEntity | null): string {
  if (entity === null) throw new TypeError('This widget stands on no entity: `scope` must not be true');
  return `${SCOPE_PATHS[entity.type]}/${entity.id}/`;
}
