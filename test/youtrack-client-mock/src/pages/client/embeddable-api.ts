/** What the Host API offers to widgets on dashboards and in texts only (youtrack-platform §8). */
import type { WidgetData } from '../page-data.ts';
import type { HostApi } from './host-api.ts';

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
  } satisfies HostApi;
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
