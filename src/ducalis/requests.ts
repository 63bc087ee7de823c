/** Every request this app makes to Ducalis. With `answers.ts` the only place that knows Ducalis' addresses. */
import type { HttpRequest } from '../domain/exchange.ts';
import type { Content } from '../domain/snapshot.ts';

/** A constant, never a setting: a person who could change it could have the token sent elsewhere. */
const DUCALIS_API = 'https://ducalis.io/api';

/** More issues or bytes than this in one call are refused (`docs/ducalis-openapi.yaml`). */
export const BULK_LIMIT = { issues: 100, bytes: 1_000_000 } as const;

/** Results asked for in one page. */
export const RESULTS_PER_PAGE = 200;

/** One issue as Ducalis takes it (`PUT …/issues/{external_id}` and the bulk call). */
export interface Upsert extends Content {
  readonly source: string;
  readonly base_url: string;
  readonly external_id: string;
  readonly revision: number;
  /** HTML. */
  readonly description: string;
  readonly updated_at: string;
}

/** The documented maximum. */
export const BOARDS_PER_PAGE = 500;

/** Documented. */
export function listBoards(page: number): HttpRequest {
  return get(`/boards?page=${page}&per-page=${BOARDS_PER_PAGE}`);
}

export function listBoardFields(board: string): HttpRequest {
  return get(`/boards/${encodeURIComponent(board)}/fields`);
}

/** @param items their JSON, already counted against {@link BULK_LIMIT}. */
export function sendIssues(board: string, items: readonly string[], idempotencyKey: string): HttpRequest {
  return {
    method: 'POST',
    base: DUCALIS_API,
    uri: `/boards/${encodeURIComponent(board)}/issues/bulk`,
    body: `{"items":[${items.join(',')}]}`,
    idempotencyKey,
  };
}

/** An item of {@link sendIssues} that takes an issue off the board. */
export function removalItem(externalId: string, revision: number): string {
  return JSON.stringify({ external_id: externalId, revision, removed: true });
}

export function removeIssue(board: string, externalId: string, revision: number): HttpRequest {
  return {
    method: 'DELETE',
    base: DUCALIS_API,
    uri: `/boards/${encodeURIComponent(board)}/issues/${encodeURIComponent(externalId)}?revision=${revision}`,
    body: null,
    idempotencyKey: `${externalId}:${revision}`,
  };
}

/** @param cursor opaque, from the last page; null starts from the beginning. */
export function listResults(
  board: string,
  cursor: string | null,
  size: number = RESULTS_PER_PAGE,
): HttpRequest {
  const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  return get(`/boards/${encodeURIComponent(board)}/issues?per-page=${size}${from}`);
}

/** Everybody with access to the board. */
export function listMembers(board: string): HttpRequest {
  return get(`/boards/${encodeURIComponent(board)}/members`);
}

/** People in one call; more are refused. */
export const MOST_MEMBERS_A_CALL = 50;

/** Gives access; whom Ducalis does not know gets an e-mail. */
export function addMembers(board: string, emails: readonly string[]): HttpRequest {
  return {
    method: 'POST',
    base: DUCALIS_API,
    uri: `/boards/${encodeURIComponent(board)}/members`,
    body: JSON.stringify({ emails }),
    idempotencyKey: null,
  };
}

/** Lets Ducalis read this YouTrack with the YouTrack token, which goes along in a header. */
export function connectYouTrack(baseUrl: string): HttpRequest {
  return {
    method: 'PUT',
    base: DUCALIS_API,
    uri: '/integrations/youtrack',
    body: JSON.stringify({ base_url: baseUrl }),
    idempotencyKey: null,
    carriesYouTrackToken: true,
  };
}

function get(uri: string): HttpRequest {
  return { method: 'GET', base: DUCALIS_API, uri, body: null, idempotencyKey: null };
}
