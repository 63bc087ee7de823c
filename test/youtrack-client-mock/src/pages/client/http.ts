/** Requests to REST in the user's session, answered and refused the way Ring UI's HTTP does it, which YouTrack uses. */
import * as v from 'valibot';
import { page } from './page.ts';

/** Its own keys are what crosses into a widget: `status`, `data`, `message` (youtrack-platform §8). */
export class HttpError extends Error {
  readonly status: number;
  readonly data: unknown;

  constructor(response: Response, data: unknown) {
    super(`${response.status} ${response.statusText}`);
    this.status = response.status;
    this.data = data;
  }
}

export interface RestRequest {
  readonly method?: string | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const API = new URL(`${page.basePath}/api/`, location.href);
export const HUB = new URL(`${page.basePath}/hub/api/rest/`, location.href);

/**
 * The address of a REST resource.
 * @param relativeUrl relative to `root`, with or without a query of its own
 * Throws when the address would leave `root`.
 */
export function restUrl(relativeUrl: string, query: RestRequest['query'] = {}, root: URL = API): URL {
  const url = new URL(relativeUrl.replace(/^\/+/, ''), root);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) {
    throw new Error(`Only addresses below ${root.pathname} can be requested, not ${relativeUrl}`);
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.append(name, String(value));
  }
  return url;
}

/** Resolves to the parsed JSON, `{}` for an empty answer and `{data}` for other text; rejects with {@link HttpError}. */
export async function request(
  url: URL,
  { method = 'GET', body, headers }: RestRequest = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
    credentials: 'same-origin',
    ...(body === undefined || body === null || body === '' ? {} : { body: JSON.stringify(body) }),
  });
  const data = parse(await response.text(), response.headers.get('content-type') ?? '');
  if (!response.ok) throw new HttpError(response, data);
  return data;
}

function parse(text: string, contentType: string): unknown {
  if (!contentType.includes('application/json')) return text === '' ? {} : { data: text };
  return text === '' ? {} : JSON.parse(text);
}

const RestFailure = v.object({ error_description: v.string() });

/** What REST says about a refusal, for a person. */
export function explain(error: unknown): string {
  if (error instanceof HttpError) {
    const failure = v.safeParse(RestFailure, error.data);
    return failure.success ? failure.output.error_description : `YouTrack answered ${error.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}
