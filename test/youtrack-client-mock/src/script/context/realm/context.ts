/** Makes the `ctx` objects that scripts are called with. Runs inside the realm; imports nothing. */

/** What the running execution offers to its script. */
export interface ContextNative {
  store(key: string, value: unknown): void;
  load(key: string): unknown;
  invokeAsync(name: unknown, delay: unknown, deduplicationKey: unknown): void;
}

export function createObject(parts: Iterable<readonly [string, unknown]>): object {
  return Object.fromEntries(parts);
}

/** @param parts name → value pairs: `issue`, `project`, `currentUser`, `settings` and the like. */
export function createContext(
  parts: Iterable<readonly [string, unknown]>,
  native: ContextNative,
): Record<string, unknown> {
  return {
    ...Object.fromEntries(parts),
    store(key: unknown, value: unknown) {
      native.store(String(key), value);
    },
    load: (key: unknown) => native.load(String(key)),
    invokeAsync(name: unknown, delay?: unknown, deduplicationKey?: unknown) {
      native.invokeAsync(name, delay, deduplicationKey);
    },
  };
}

/** A number that is none by its type: what it needs is `Number(…)` (youtrack-platform §3). */
export function createLong(value: number): object {
  return Object(value);
}

/** A secret setting: every string operation yields the mask (youtrack-platform §6). */
export function createSecret(mask: string): object {
  return Object.freeze({
    toString: () => mask,
    valueOf: () => mask,
    toJSON: () => mask,
    [Symbol.toPrimitive]: () => mask,
  });
}

/** The answer that an async function is called with; an object of headers, a text as the exception (youtrack-platform §3). */
export function createAsyncResponse(
  answer:
    | {
        readonly kind: 'answer';
        readonly code: number;
        readonly headers: Iterable<{ readonly name: string; readonly value: string }>;
        readonly body: string;
      }
    | { readonly kind: 'failure'; readonly exception: string },
): object {
  if (answer.kind === 'failure') {
    return { exception: answer.exception, isSuccess: false, headers: {}, json: () => null };
  }
  const { body, code } = answer;
  return {
    response: body,
    body,
    bodyAsStream: body,
    code,
    isSuccess: code >= 200 && code < 400,
    headers: Object.fromEntries([...answer.headers].map(({ name, value }) => [name, value])),
    json: () => JSON.parse(body),
  };
}

export interface RequestParts {
  readonly body: string;
  readonly headers: Iterable<{ readonly name: string; readonly value: string }>;
  readonly path: string;
  readonly fullPath: string;
  readonly method: string;
  readonly parameters: Iterable<readonly [string, Iterable<string>]>;
}

export function createRequest(parts: RequestParts): object {
  const parameters = new Map([...parts.parameters].map(([name, values]) => [name, [...values]]));
  const { body } = parts;
  return {
    body,
    bodyAsStream: body,
    headers: [...parts.headers].map(({ name, value }) => ({ name, value })),
    path: parts.path,
    fullPath: parts.fullPath,
    method: parts.method,
    parameterNames: [...parameters.keys()],
    json: () => JSON.parse(body),
    getParameter: (name: unknown) => parameters.get(String(name))?.[0] ?? null,
    getParameters: (name: unknown) => parameters.get(String(name)) ?? [],
  };
}

export interface HandlerAnswer {
  readonly code: unknown;
  readonly body: unknown;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The object a handler answers by, and what it has been told so far. */
export function createHandlerResponse(): { readonly response: object; readonly told: () => HandlerAnswer } {
  const headers = new Map<string, string>();
  const response = {
    code: 200,
    body: '',
    bodyAsStream: null,
    json(value: unknown) {
      headers.set('content-type', 'application/json;charset=utf-8');
      response.body = JSON.stringify(value);
    },
    text(value: unknown) {
      headers.set('content-type', 'text/plain;charset=utf-8');
      response.body = String(value);
    },
    addHeader(name: unknown, value: unknown) {
      const key = String(name).toLowerCase();
      if (value === null || value === undefined) headers.delete(key);
      else headers.set(key, String(value));
      return response;
    },
  };
  return {
    response,
    told: () => ({
      code: response.code,
      body: response.bodyAsStream ?? response.body,
      headers: [...headers],
    }),
  };
}
