/** Saves a project's configuration and makes sure that it is really this one that ended up stored. */
import {
  type BoardField,
  BoardFieldsSchema,
  type Configuration,
  type ProjectView,
  ProjectViewSchema,
  type SaveProject,
} from '../../../src/shared/api.ts';
import { toFailure } from '../../common/failure.ts';
import type { Host } from '../../common/host.ts';

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly view: ProjectView }
  | { readonly kind: 'conflict'; readonly theirs: ProjectView };

/** `crypto.randomUUID` is missing in a frame whose page was not served over https; this is not. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function loadProject(host: Host, project: string): Promise<ProjectView> {
  return host.app('admin/project', ProjectViewSchema, { query: { project } });
}

export async function loadBoardFields(host: Host, boardId: string): Promise<BoardField[]> {
  const { fields } = await host.app('admin/board', BoardFieldsSchema, { query: { id: boardId } });
  return fields;
}

/**
 * `revision` is the one the draft was built on. Two saves can pass the revision check at once, so the stored nonce
 * is read back: a foreign one means that somebody else's save came last. Rejects with `HostFailure`.
 */
export async function saveProject(
  host: Host,
  project: string,
  revision: number,
  configuration: Configuration,
): Promise<SaveOutcome> {
  const body: SaveProject = { project, revision, nonce: newNonce(), configuration };
  try {
    await host.app('admin/project', ProjectViewSchema, { method: 'POST', body });
  } catch (reason) {
    const failure = toFailure(reason);
    if (failure.code !== 'conflict') throw failure;
    return { kind: 'conflict', theirs: await loadProject(host, project) };
  }
  const stored = await loadProject(host, project);
  return stored.nonce === body.nonce ? { kind: 'saved', view: stored } : { kind: 'conflict', theirs: stored };
}
