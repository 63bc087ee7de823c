/**
 * The only file that touches `YTApp`, the bridge YouTrack puts into a widget's frame. Answers are parsed before
 * anything else sees them; rejections leave as `HostFailure`.
 */
import * as v from 'valibot';
import { ENVELOPE } from '../../src/shared/envelope.ts';
import {
  HostFailure,
  isOverlap,
  openEnvelope,
  toAppFailure,
  toFailure,
  toYouTrackFailure,
} from './failure.ts';

interface RequestParams {
  method?: 'GET' | 'POST';
  query?: Record<string, string | number>;
  body?: unknown;
  /** True addresses the handler of the entity that hosts the widget. */
  scope?: boolean;
}

interface HostApi {
  alert(message: string, type?: 'success' | 'error' | 'warning' | 'message'): unknown;
  fetchYouTrack(relativeUrl: string, params: RequestParams): Promise<unknown>;
  fetchApp(relativeUrl: string, params: RequestParams): Promise<unknown>;
  /** Of the whole app, in this browser, whoever is signed in (youtrack-platform §8). */
  readonly storage: {
    getItem(key: string): Promise<unknown>;
    setItem(key: string, value: string): Promise<unknown>;
    removeItem(key: string): Promise<unknown>;
  };
}

declare const YTApp: {
  readonly locale?: string;
  readonly entity?: { readonly id: string; readonly type: string } | null;
  readonly me?: { readonly id: string; readonly login: string; readonly name: string };
  readonly widget?: { readonly id: string; readonly appId: string };
  register(callbacks: { onRefresh?: () => void }): Promise<HostApi>;
};

type Schema = v.GenericSchema;

/** What widgets may ask of YouTrack. Every method that returns a promise rejects with `HostFailure` only. */
export interface Host {
  /** BCP 47 tag of YouTrack's interface, `en` when YouTrack names none. */
  readonly locale: string;
  /** Database id of this app in YouTrack, null where the host does not tell. */
  readonly appId: string | null;
  readonly me: { readonly id: string; readonly login: string; readonly name: string } | null;
  /** The issue or project that hosts the widget, null on an administration page. */
  readonly entity: { readonly id: string; readonly type: string } | null;
  /**
   * Calls one of the app's own HTTP handlers; what it answers comes in an envelope. A call that overlapped with another
   * request is made once more.
   */
  app<S extends Schema>(path: string, answer: S, params?: RequestParams): Promise<v.InferOutput<S>>;
  /** Calls YouTrack's REST API as the current user; YouTrack asks them to confirm a call that changes something. */
  youtrack<S extends Schema>(path: string, answer: S, params?: RequestParams): Promise<v.InferOutput<S>>;
  /** Shows a toast in YouTrack. */
  alert(message: string, type: 'success' | 'error'): void;
  /** Keeps a text in this browser for another widget of the app; nothing private. */
  remember(name: string, text: string): Promise<void>;
  /** Takes such a text away; null where there is none. */
  takeRemembered(name: string): Promise<string | null>;
  /** Runs the callback whenever YouTrack asks the widget to reload. Returns how to stop. */
  onRefresh(callback: () => void): () => void;
}

function parsed<S extends Schema>(answer: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(answer, value);
  if (!result.success) throw new HostFailure('unexpected', { status: 200 });
  return result.output;
}

/** YouTrack spells some locales with an underscore, which `Intl` refuses. */
function usableLocale(locale: string | undefined): string {
  const tag = locale?.replace('_', '-');
  return tag !== undefined && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? tag : 'en';
}

/** Registers the widget. To be called once, before anything is drawn: YouTrack gives up on a late registration. */
export async function connect(): Promise<Host> {
  const listeners = new Set<() => void>();
  const api = await YTApp.register({
    onRefresh: () => {
      for (const listener of listeners) listener();
    },
  });

  return {
    locale: usableLocale(YTApp.locale),
    appId: YTApp.widget?.appId ?? null,
    me: YTApp.me ?? null,
    entity: YTApp.entity ?? null,
    async app(path, answer, params = {}) {
      // Some hosts read `params.scope` without looking, so the second argument is never left out.
      const asked = { ...params, query: { ...params.query, [ENVELOPE]: 1 } };
      const call = () => api.fetchApp(path, asked);
      const again = (reason: unknown) => (isOverlap(reason) ? call() : Promise.reject(reason));
      try {
        return parsed(answer, openEnvelope(await call().catch(again)));
      } catch (reason) {
        throw toAppFailure(reason, params.method === 'POST');
      }
    },
    async youtrack(path, answer, params = {}) {
      try {
        return parsed(answer, await api.fetchYouTrack(path, params));
      } catch (reason) {
        throw toYouTrackFailure(reason, params.method === 'POST');
      }
    },
    alert: (message, type) => {
      api.alert(message, type);
    },
    async remember(name, text) {
      try {
        await api.storage.setItem(name, text);
      } catch (reason) {
        throw toFailure(reason);
      }
    },
    async takeRemembered(name) {
      try {
        const text = await api.storage.getItem(name);
        if (typeof text !== 'string') return null;
        await api.storage.removeItem(name);
        return text;
      } catch (reason) {
        throw toFailure(reason);
      }
    },
    onRefresh: (callback) => {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}
