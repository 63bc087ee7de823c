/** What the page asks of the app's own handlers. All of it rejects with `HostFailure` only. */

import type * as v from 'valibot';
import {
  type BoardFields,
  BoardFieldsSchema,
  type Configuration,
  type Filter,
} from '../../../src/shared/api.ts';
import {
  type Activity,
  ActivitySchema,
  type ImportActionSchema,
  type ImportView,
  ImportViewSchema,
} from '../../../src/shared/journal.ts';
import {
  CountSchema,
  type CountView,
  type KeepInStep,
  KeepInStepSchema,
  type People,
  PeopleSchema,
  type Preview,
  PreviewSchema,
  type ProjectPage,
  ProjectPageSchema,
} from '../../../src/shared/project-page.ts';
import { toFailure } from '../../common/failure.ts';
import type { Host } from '../../common/host.ts';

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly page: ProjectPage }
  | { readonly kind: 'conflict'; readonly theirs: ProjectPage };

const SCOPE = { scope: true } as const;
const POST = { scope: true, method: 'POST' } as const;

/** `crypto.randomUUID` is missing in a frame whose page was not served over https; this is not. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function loadPage(host: Host): Promise<ProjectPage> {
  return host.app('project/settings', ProjectPageSchema, SCOPE);
}

export async function loadBoardFields(host: Host, boardId: string): Promise<BoardFields> {
  return host.app('project/board', BoardFieldsSchema, { ...SCOPE, query: { id: boardId } });
}

/**
 * `revision` is the one the draft was built on. Two saves can pass the revision check at once, so the stored nonce
 * is read back: a foreign one means that somebody else's save came last.
 */
export async function savePage(
  host: Host,
  revision: number,
  configuration: Configuration,
): Promise<SaveOutcome> {
  const body = { revision, nonce: newNonce(), configuration };
  try {
    await host.app('project/settings', ProjectPageSchema, { ...POST, body });
  } catch (reason) {
    const failure = toFailure(reason);
    if (failure.code !== 'conflict') throw failure;
    return { kind: 'conflict', theirs: await loadPage(host) };
  }
  const page = await loadPage(host);
  return page.project.nonce === body.nonce ? { kind: 'saved', page } : { kind: 'conflict', theirs: page };
}

export async function preview(host: Host, issue: string, configuration: Configuration): Promise<Preview> {
  return host.app('project/preview', PreviewSchema, { ...POST, body: { issue, configuration } });
}

export async function count(host: Host, filter: Filter): Promise<CountView> {
  return host.app('project/count', CountSchema, { ...POST, body: { filter } });
}

export async function loadImport(host: Host): Promise<ImportView> {
  return host.app('project/import', ImportViewSchema, SCOPE);
}

export type ImportAction = v.InferOutput<typeof ImportActionSchema>['action'];

export async function steerImport(host: Host, action: ImportAction): Promise<ImportView> {
  return host.app('project/import', ImportViewSchema, { ...POST, body: { action } });
}

export async function loadPeople(host: Host): Promise<People> {
  return host.app('project/people', PeopleSchema, SCOPE);
}

export async function invite(host: Host, logins: readonly string[]): Promise<People> {
  return host.app('project/invite', PeopleSchema, { ...POST, body: { logins } });
}

export async function keepInStep(host: Host, keepsInStep: boolean): Promise<KeepInStep> {
  return host.app('project/people', KeepInStepSchema, { ...POST, body: { keepsInStep } });
}

export async function loadActivity(host: Host): Promise<Activity> {
  return host.app('project/activity', ActivitySchema, SCOPE);
}

/** @param issue a readable id; null: all that are listed. */
export async function retry(host: Host, issue: string | null): Promise<Activity> {
  return host.app('project/retry', ActivitySchema, { ...POST, body: { issue } });
}
