/** Speaks JSON to one of the stand-ins the way any client would. */

export class RestError extends Error {
  override name = 'RestError';

  constructor(
    readonly status: number,
    readonly body: unknown,
    what: string,
  ) {
    super(`${what} answered ${status}: ${JSON.stringify(body)}`);
  }
}

export interface Rest {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

/**
 * @param base without a trailing slash.
 * @param token sent as a bearer token; null: none.
 */
export function rest(base: string, token: string | null): Rest {
  const call = async (method: string, path: string, body?: unknown, headers = {}): Promise<unknown> => {
    const response = await fetch(`${base}/${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? null : parse(text);
    if (!response.ok) throw new RestError(response.status, answer, `${method} ${path}`);
    return answer;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body, headers) => call('PUT', path, body, headers),
    delete: (path) => call('DELETE', path),
  };
}

/** An error page is told as the text it is. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
