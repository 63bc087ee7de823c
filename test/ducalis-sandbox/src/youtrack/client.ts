/** The two calls Ducalis makes to a YouTrack. Tokens go into the header and nowhere else. */
import * as v from 'valibot';
import { withoutSlash } from '../domain/board.ts';
import type { ResultItem } from '../domain/model.ts';

const TIMEOUT_MS = 10_000;
const User = v.object({ login: v.pipe(v.string(), v.nonEmpty()) });

/**
 * Asks a YouTrack who the token belongs to.
 * @returns the login, or one sentence that tells a wrong address from a wrong token.
 */
export async function readYouTrackUser(
  baseUrl: string,
  token: string,
): Promise<{ readonly login: string } | { readonly reason: string }> {
  const base = baseOf(baseUrl);
  if (base === null) return { reason: 'The base URL must start with https:// or http://.' };
  if (!/^[\x21-\x7e]+$/.test(token)) return { reason: 'This is not a permanent token of YouTrack.' };
  let answer: Response;
  try {
    answer = await fetch(`${base}/api/users/me?fields=login,fullName`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (failure) {
    return { reason: `Nothing answers at this base URL (${causeOf(failure)}).` };
  }
  const body = await answer.text();
  if (answer.status === 401 || answer.status === 403) {
    return { reason: 'YouTrack did not accept this permanent token.' };
  }
  const user = v.safeParse(v.pipe(v.string(), v.parseJson(), User), body);
  if (!answer.ok || !user.success) return { reason: 'There is no YouTrack at this base URL.' };
  return { login: user.output.login };
}

/** @returns the status of the answer; null when there was none. */
export async function postScores(
  baseUrl: string,
  project: string,
  token: string,
  items: readonly ResultItem[],
  signal: AbortSignal,
): Promise<number | null> {
  const path = `/api/admin/projects/${encodeURIComponent(project)}/extensionEndpoints/ducalis/project/scores`;
  try {
    const answer = await fetch(`${withoutSlash(baseUrl)}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ items }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.text();
    return answer.status;
  } catch {
    return null;
  }
}

function baseOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? withoutSlash(text) : null;
}

/** Node hides why a connection failed in the cause; only its code is safe to show. */
function causeOf(failure: unknown): string {
  const cause = failure instanceof Error ? (failure.cause ?? failure) : failure;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return failure instanceof Error && failure.name === 'TimeoutError' ? 'no answer in time' : 'no connection';
}
