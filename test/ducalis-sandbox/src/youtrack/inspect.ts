/** What Connect does before it believes anything: reads a YouTrack with the token, or says in one sentence why it can't. */
import * as v from 'valibot';
import { withoutSlash } from '../domain/board.ts';
import type { TrackerProject } from '../domain/tracker.ts';
import type { Access } from './rest.ts';
import { ask, readAll, YouTrackProblem } from './rest.ts';

/** What could be read. */
export interface Inspection {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly login: string;
  readonly name: string;
  readonly projects: readonly TrackerProject[];
  /** Whether the token's scope includes YouTrack Administration, which making custom fields needs. */
  readonly canCreateFields: boolean;
}

const User = v.object({ login: v.pipe(v.string(), v.nonEmpty()), fullName: v.optional(v.string()) });
const ProjectWithFields = v.object({
  id: v.string(),
  shortName: v.string(),
  name: v.string(),
  customFields: v.array(v.unknown()),
});

export const NO_AUTOMATIC_FIELDS =
  'The scope of this permanent token does not include YouTrack Administration, so Sync Back fields can’t be made automatically.';

export async function inspect(
  baseUrl: string,
  token: string,
): Promise<Inspection | { readonly reason: string }> {
  try {
    const access = { baseUrl: checkedBase(baseUrl), token: checkedToken(token) };
    const user = await userOf(access);
    const projects = await readAll(
      access,
      '/api/admin/projects?fields=id,shortName,name,customFields(id)',
      ProjectWithFields,
    );
    if (projects.length === 0) {
      throw refuse(
        `${user.login} sees no project in this YouTrack; the token must belong to an administrator.`,
      );
    }
    if (projects.every(({ customFields }) => customFields.length === 0)) {
      throw refuse(
        `${user.login} can’t read the fields of any project; the token must belong to an administrator.`,
      );
    }
    return {
      baseUrl: access.baseUrl,
      login: user.login,
      name: user.fullName ?? user.login,
      projects: projects.map(({ id, shortName, name }) => ({ id, key: shortName, name })),
      canCreateFields: (await ask(access, '/hub/api/rest/users/me?fields=id')).status === 200,
    };
  } catch (problem) {
    if (problem instanceof YouTrackProblem) return { reason: problem.message };
    throw problem;
  }
}

async function userOf(access: Access): Promise<v.InferOutput<typeof User>> {
  const { status, json, location } = await ask(access, '/api/users/me?fields=login,fullName');
  if (status >= 300 && status < 400) throw refuse(redirected(access.baseUrl, location));
  if (status === 401) {
    throw refuse('YouTrack did not accept this permanent token: it is wrong or was revoked.');
  }
  if (status === 403) throw refuse('The scope of this permanent token does not include YouTrack.');
  const user = v.safeParse(User, json);
  if (status === 200 && user.success) return user.output;
  const other = otherBase(access.baseUrl);
  throw refuse(
    (await isYouTrack(other))
      ? `There is no YouTrack at this base URL, but there is one at ${other}.`
      : 'There is no YouTrack at this base URL.',
  );
}

function redirected(baseUrl: string, location: string | null): string {
  const target = location !== null && URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : null;
  return target === null || target.host === new URL(baseUrl).host
    ? 'This base URL leads on to another address; enter that one.'
    : `This base URL leads to another host (${target.host}); the token is not sent there.`;
}

/** The commonest mistakes: `/youtrack` missing or too much, and the address of the REST API. */
function otherBase(baseUrl: string): string {
  const [beforeApi = baseUrl, ...ofApi] = baseUrl.split(/\/api(?=\/|$)/);
  if (ofApi.length > 0) return beforeApi;
  return baseUrl.endsWith('/youtrack') ? baseUrl.slice(0, -'/youtrack'.length) : `${baseUrl}/youtrack`;
}

/** Asked without the token. A YouTrack names its guest in JSON, or refuses. */
async function isYouTrack(baseUrl: string): Promise<boolean> {
  try {
    const { status, json } = await ask({ baseUrl, token: 'none' }, '/api/users/me');
    return (
      status !== 404 &&
      v.is(v.union([v.object({ $type: v.string() }), v.object({ error: v.string() })]), json)
    );
  } catch (problem) {
    if (problem instanceof YouTrackProblem) return false;
    throw problem;
  }
}

function checkedBase(text: string): string {
  if (!URL.canParse(text)) throw refuse('The base URL is not a web address.');
  const url = new URL(text);
  const isPlain = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !isPlain) throw refuse('The base URL must start with https://.');
  if (url.username + url.password + url.search + url.hash !== '') {
    throw refuse('The base URL must be an address without a user, a query or a fragment.');
  }
  return withoutSlash(text);
}

function checkedToken(token: string): string {
  if (/^perm[:-][\x21-\x7e]+$/.test(token)) return token;
  throw refuse('This is not a permanent token of YouTrack: those start with “perm”.');
}

function refuse(reason: string): YouTrackProblem {
  return new YouTrackProblem(null, reason);
}
