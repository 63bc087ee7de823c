/** What the Host API offers to widgets on dashboards and in texts only (youtrack-platform §8). */
import * as v from 'valibot';
import type { WidgetData } from '../page-data.ts';
import type { HostApi } from './host-api.ts';
import { RequestParamsSchema, requestAsUser } from './host-api.ts';
import { HttpError, HUB, request, restUrl } from './http.ts';
import { page } from './page.ts';

const ServicesSchema = v.object({
  services: v.array(v.object({ id: v.string(), applicationName: v.string(), homeUrl: v.string() })),
});

/** What these methods can do to the widget's place in the page. */
export interface EmbeddableControl {
  setTitle(label: string, url: string | null): void;
  setBusy(busy: boolean): void;
  setConfiguring(configuring: boolean): void;
  /** Null takes the message away. */
  setError(message: string | null): void;
  remove(): void;
}

/** Configuration and cache are kept in this browser, per widget. */
export function embeddableApi(widget: WidgetData, place: EmbeddableControl) {
  const key = (what: string): string => `emulator:${what}:${widget.app}:${widget.key}`;
  const read = (what: string): unknown => JSON.parse(localStorage.getItem(key(what)) ?? 'null');
  const store = (what: string, value: unknown): void =>
    localStorage.setItem(key(what), JSON.stringify(value ?? null));
  return {
    setTitle: async (label: unknown, url?: unknown) =>
      place.setTitle(String(label), typeof url === 'string' && url !== '' ? url : null),
    setLoadingAnimationEnabled: async (enabled: unknown) => place.setBusy(enabled === true),
    enterConfigMode: async () => place.setConfiguring(true),
    exitConfigMode: async () => place.setConfiguring(false),
    setError: async (error: unknown) => place.setError(messageOf(error)),
    clearError: async () => place.setError(null),
    readCache: async () => read('cache'),
    storeCache: async (value: unknown) => store('cache', value),
    readConfig: async () => read('config'),
    storeConfig: async (value: unknown) => store('config', value),
    removeWidget: async () => place.remove(),
    fetchHub: (relativeUrl: unknown, params?: unknown) => fetchHub(widget, String(relativeUrl), params),
    loadServices: async (applicationName: unknown) => {
      const { services } = v.parse(ServicesSchema, await request(restUrl('services', {}, HUB)));
      return services.filter((service) => service.applicationName === applicationName);
    },
    downloadFile: async (_service: unknown, relativeUrl: unknown, params?: unknown, fileName?: unknown) =>
      download(restUrl(String(relativeUrl), v.parse(RequestParamsSchema, params ?? {}).query), fileName),
  } satisfies HostApi;
}

/** Hub in the name of the user; what would change something is asked for, as with YouTrack. */
async function fetchHub(widget: WidgetData, relativeUrl: string, params: unknown): Promise<unknown> {
  const options = v.parse(RequestParamsSchema, params ?? {});
  const url = restUrl(relativeUrl, options.query, HUB);
  return requestAsUser(widget, url, url.pathname.slice(`${page.basePath}/`.length), options);
}

/** There is one service to download from: this YouTrack. */
async function download(url: URL, fileName: unknown): Promise<void> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new HttpError(response, await response.text());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = typeof fileName === 'string' ? fileName : '';
  link.click();
  URL.revokeObjectURL(link.href);
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
