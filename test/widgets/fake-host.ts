/** A host whose calls end in a function of the test; answers are parsed and rejections translated as in the real one. */
import * as v from 'valibot';
import { toAppFailure, toYouTrackFailure } from '../../widgets/common/failure.ts';
import type { Host } from '../../widgets/common/host.ts';

export interface Call {
  readonly kind: 'app' | 'youtrack';
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
  readonly query?: Readonly<Record<string, string | number>> | undefined;
}

/** Answers a GET with `all`, and refuses one that asks for all at once, as YouTrack does for some lists. */
export function onePage(all: readonly unknown[]): (call: Call) => unknown {
  return ({ method, query }) => {
    if (method === 'GET' && Number(query?.$top) < 0) throw { status: 400, data: { error: 'Bad Request' } };
    return method === 'GET' ? all : { id: 'new' };
  };
}

export function hostAnswering(respond: (call: Call) => unknown): Host & { readonly calls: readonly Call[] } {
  const calls: Call[] = [];
  const remembered = new Map<string, string>();
  const caller =
    (kind: Call['kind']): Host['app'] =>
    async (path, answer, params = {}) => {
      const call = { kind, path, method: params.method ?? 'GET', body: params.body, query: params.query };
      calls.push(call);
      try {
        return v.parse(answer, respond(call));
      } catch (reason) {
        throw kind === 'app'
          ? toAppFailure(reason, call.method === 'POST')
          : toYouTrackFailure(reason, call.method === 'POST');
      }
    };
  return {
    locale: 'en',
    appId: 'app-1',
    me: null,
    entity: null,
    calls,
    app: caller('app'),
    youtrack: caller('youtrack'),
    alert: () => undefined,
    async remember(name, text) {
      remembered.set(name, text);
    },
    async takeRemembered(name) {
      const text = remembered.get(name) ?? null;
      remembered.delete(name);
      return text;
    },
    onRefresh: () => () => undefined,
  };
}
