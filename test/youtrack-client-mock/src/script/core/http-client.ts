/**
 * The native half of `http`: what JetBrains' `http.js` asks of `ClientFactory`. The only place where a secret becomes
 * its real value: in `Authorization`, in header values and in query parameters (youtrack-platform §6).
 */
import type { CoreModuleHost, OutboundAnswer, OutboundCall, OutboundHeader } from '../types.ts';
import { nativeResponse } from './http-response.ts';
import type { Parameter } from './payload.ts';
import { formBody, payloadBody, queryString } from './payload.ts';
import type { HttpNative } from './realm/http-additions.ts';
import { base64 } from './strings.ts';

/**
 * What reaches the wire for a secret in `addHeader` and `setHeader` where `headerSecrets` is `literal`: the sources
 * disagree on these two only. `bearerAuth`, `basicAuth` and query parameters carry the real value either way.
 */
const LITERAL_SECRET = 'secret';

/** These send their query parameters as a form when there is no payload. */
const FORM_METHODS = new Set(['POST', 'PUT']);

const TIMEOUT = /(Socket|Connect)TimeoutException/;

type Go = (call: OutboundCall) => unknown;

export interface HttpLayer extends Omit<HttpNative, 'fault'> {
  readonly clientFactory: { getHttpClient(sslKeyName: unknown, timeout: unknown): unknown };
}

class HttpClient {
  readonly #open: (client: HttpClient, method: string, url: string, go: Go) => object;
  /** Hidden from scripts, which can reach this object: what goes through it carries real secrets. */
  readonly #go: Go;

  constructor(
    readonly timeoutMs: number,
    open: (client: HttpClient, method: string, url: string, go: Go) => object,
    go: Go,
  ) {
    this.#open = open;
    this.#go = go;
  }

  request(method: unknown, url: unknown, uri: unknown): object {
    return this.#open(this, String(method), `${String(url ?? '')}${String(uri ?? '')}`, this.#go);
  }
}

/** @param warn writes to the log of the running script. */
export function createHttpLayer(host: CoreModuleHost, warn: (text: string) => void): HttpLayer {
  const authorizations = new WeakMap<object, string>();

  function headerText(value: unknown): string {
    const authorization = typeof value === 'object' && value !== null ? authorizations.get(value) : undefined;
    if (authorization !== undefined) return authorization;
    const secret = host.secretValue(value);
    if (secret === undefined) return value === undefined || value === null ? '' : String(value);
    return host.headerSecrets === 'literal' ? LITERAL_SECRET : secret;
  }

  function parameterText(value: unknown): string {
    return host.secretValue(value) ?? (value === undefined || value === null ? '' : String(value));
  }

  function open(client: HttpClient, method: string, url: string, go: Go): object {
    const parameters: Parameter[] = [];
    const headers: OutboundHeader[] = [];
    let payload: unknown;
    return {
      addParameter: (name: unknown, value: unknown) =>
        parameters.push({ name: String(name), value: parameterText(value) }),
      addHeader: (name: unknown, value: unknown) =>
        headers.push({ name: String(name), value: headerText(value) }),
      setPayload: (value: unknown) => {
        payload = value;
      },
      go: () => go(buildCall({ method, url, parameters, headers, payload, timeoutMs: client.timeoutMs })),
    };
  }

  function sendNow(call: OutboundCall): unknown {
    const execution = host.current();
    execution.countOutbound();
    const answer: OutboundAnswer = host.outbound.sendSync(call, {
      app: execution.app,
      script: execution.script,
    });
    // youtrack-platform §1: a thread that was held up in vain is worth a word.
    if (answer.kind === 'failure' && TIMEOUT.test(answer.exception)) {
      warn(`${call.method} ${call.url} timed out. Use the methods ending in Async, which hold up nobody`);
    }
    return nativeResponse(host.realm, answer);
  }

  return {
    clientFactory: {
      getHttpClient: (_sslKeyName, timeout) => {
        const timeoutMs = timeout === undefined || timeout === null ? host.connectionMs : Number(timeout);
        return new HttpClient(Number.isFinite(timeoutMs) ? timeoutMs : host.connectionMs, open, sendNow);
      },
    },
    isSecret: (value) => host.secretValue(value) !== undefined,
    authorize: (masked, kind, secret, login) => {
      const real = host.secretValue(secret) ?? String(secret);
      authorizations.set(masked, kind === 'Basic' ? `Basic ${base64(`${login}:${real}`)}` : `Bearer ${real}`);
    },
    schedulingClient: (client, handlerName) => {
      if (!(client instanceof HttpClient)) throw host.realm.error('IllegalStateException', 'No HTTP client');
      if (typeof handlerName !== 'string') {
        throw host.realm.error('IllegalArgumentException', 'The name of an async function is required');
      }
      return new HttpClient(client.timeoutMs, open, (call) => {
        // Not counted as an outbound call of this execution: it is made after the commit, outside any transaction.
        host.current().scheduleHttp(call, handlerName);
        return {};
      });
    },
  };
}

interface RequestParts {
  readonly method: string;
  readonly url: string;
  readonly parameters: readonly Parameter[];
  readonly headers: readonly OutboundHeader[];
  /** Undefined when the script gave none. */
  readonly payload: unknown;
  readonly timeoutMs: number;
}

function buildCall(parts: RequestParts): OutboundCall {
  const { method, parameters, headers, payload, timeoutMs } = parts;
  const asForm = payload === undefined && parameters.length > 0 && FORM_METHODS.has(method);
  const body = asForm ? formBody(parameters) : payload === undefined ? undefined : payloadBody(payload);
  const query = asForm ? '' : queryString(parameters);
  const separator = query === '' ? '' : parts.url.includes('?') ? '&' : '?';
  const typed = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const contentType = !typed && body?.contentType ? [{ name: 'Content-Type', value: body.contentType }] : [];
  return {
    method,
    url: `${parts.url}${separator}${query}`,
    headers: [...headers, ...contentType],
    body: body?.text ?? null,
    timeoutMs,
  };
}
