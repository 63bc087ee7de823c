/** One call to a YouTrack with a permanent token. The token goes into the header and nowhere else; redirects are not followed. */
import * as v from 'valibot';

const TIMEOUT_MS = 10_000;
const PAGE = 100;

/** Where a YouTrack is and the token that opens it. */
export interface Access {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly token: string;
}

export interface YouTrackAnswer {
  readonly status: number;
  /** Undefined when the body is no JSON. */
  readonly json: unknown;
  /** Where a redirect leads to. */
  readonly location: string | null;
}

/** Why YouTrack could not be read or written. The message is one sentence, without the token. */
export class YouTrackProblem extends Error {
  /** Null when there was no answer. */
  readonly status: number | null;

  constructor(status: number | null, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * @param body of a POST; a GET has none.
 * @throws YouTrackProblem when nothing answers.
 */
export async function ask({ baseUrl, token }: Access, path: string, body?: unknown): Promise<YouTrackAnswer> {
  try {
    const answer = await fetch(`${baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const json = v.safeParse(v.pipe(v.string(), v.parseJson()), await answer.text());
    return {
      status: answer.status,
      json: json.success ? json.output : undefined,
      location: answer.headers.get('Location'),
    };
  } catch (failure) {
    throw new YouTrackProblem(null, `Nothing answers at this base URL (${causeOf(failure)}).`);
  }
}

/** @throws YouTrackProblem for no answer, a refusal, or an answer of another shape. */
export async function read<Schema extends v.GenericSchema>(
  access: Access,
  path: string,
  schema: Schema,
  body?: unknown,
): Promise<v.InferOutput<Schema>> {
  const { status, json } = await ask(access, path, body);
  const parsed = v.safeParse(schema, json);
  if (status === 200 && parsed.success) return parsed.output;
  throw new YouTrackProblem(status, refusal(status, json));
}

/** All items of a collection, page by page. @throws YouTrackProblem as {@link read}. */
export async function readAll<Item extends v.GenericSchema>(
  access: Access,
  path: string,
  item: Item,
): Promise<v.InferOutput<Item>[]> {
  const items: v.InferOutput<Item>[] = [];
  for (;;) {
    const page = await read(access, `${path}&$skip=${items.length}&$top=${PAGE}`, v.array(item));
    items.push(...page);
    if (page.length < PAGE) return items;
  }
}

function refusal(status: number, json: unknown): string {
  if (status === 401) return 'YouTrack did not accept this permanent token: it is wrong or was revoked.';
  const described = v.safeParse(v.object({ error_description: v.string() }), json);
  const reason = described.success ? `: ${described.output.error_description}` : '';
  return `YouTrack answered ${status}${reason}.`;
}

/** Node hides why a connection failed in the cause; only its code is safe to show. */
function causeOf(failure: unknown): string {
  const cause = failure instanceof Error ? (failure.cause ?? failure) : failure;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return failure instanceof Error && failure.name === 'TimeoutError' ? 'no answer in time' : 'no connection';
}
