/**
 * What an administrator hands to somebody who helps: states, counts, names of projects and fields. Each part is named
 * here, so that nothing else gets in: no secret, address, person or content of an issue. Pure.
 */
import type { Health } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import type { Notice } from '../../../src/shared/notices.ts';
import type { Finding } from './finding.ts';
import { type ProjectRow, projectRows } from './project-findings.ts';

export interface Versions {
  readonly app: string;
  /** Of the interface that the app speaks with Ducalis. */
  readonly contract: string;
}

interface Seen {
  readonly versions: Versions;
  readonly overview: Overview;
  readonly health: Health | null;
  /** Why `health` is not known. */
  readonly failure: ErrorCode | null;
  readonly findings: readonly Finding[];
  /** When it was looked at, in ms. */
  readonly at: number;
}

/** JSON, indented to be read. */
export function diagnosticsOf({ versions, overview, health, failure, findings, at }: Seen): string {
  const { connection, integration } = overview;
  return JSON.stringify(
    {
      versions,
      at: time(at),
      connection: {
        state: connection.state,
        reason: connection.reason,
        push: connection.push,
        testedAt: time(connection.checkedAt),
        answeredAt: time(health?.answeredAt ?? null),
        notBefore: time(connection.notBefore),
      },
      reading: {
        state: integration.state,
        at: time(integration.at),
        tokenSaved: overview.hasYouTrackToken,
      },
      boards: overview.boards.length,
      allowedBoards: overview.allowedBoards?.length ?? null,
      findings: findings.map(({ key, project }) =>
        project === null ? plain(key) : `${key} ${plain(project.key)}`,
      ),
      failure,
      lanes: health?.lanes.slice(0, MOST_LISTED).map(lanePart) ?? null,
      lanesInTrouble: health?.lanes.length ?? null,
      projects: projectRows(overview, health).map(projectPart),
      abandoned: overview.abandoned.map(({ project, board, why, state }) => ({
        key: plain(project),
        board: plain(board.id),
        why,
        state,
      })),
    },
    null,
    2,
  );
}

const MOST_LISTED = 50;

function lanePart({ kind, board, since, retryAt, speaker, status, detail }: Health['lanes'][number]): object {
  return {
    kind,
    board: board === null ? null : plain(board.id),
    since: time(since),
    retryAt: time(retryAt),
    speaker,
    status,
    // Pages and sentences of servers may quote what was sent: only the kind of a failure is handed on.
    failure: speaker === 'nobody' ? (FAILURE.exec(detail)?.[0] ?? null) : null,
  };
}

/** The name of an error of Java, such as `SSLHandshakeException`. */
const FAILURE = /\b[A-Z][A-Za-z]{2,60}(?:Exception|Error)\b/;

function projectPart({ key, name, listed, health }: ProjectRow): object {
  return {
    key: plain(key),
    name: plain(name),
    board: listed === null ? null : plain(listed.board.id),
    boardEmoji: plain(listed?.board.emoji ?? ''),
    suspendedReason: listed?.suspendedReason ?? null,
    isLeaving: listed?.isLeaving ?? null,
    sweptAt: time(health?.sweptAt ?? listed?.sweptAt ?? null),
    queued: health?.queued ?? null,
    needsAttention: health?.needsAttention ?? null,
    removedInDucalis: health?.removedInDucalis ?? null,
    importState: health?.importState ?? null,
    missingFields: health?.missingFields.map(plain) ?? null,
    unfitFields: health?.unfitFields.map(plain) ?? null,
    // Values may be the names of customers: their number is enough.
    missingValues: health?.missingValues.length ?? null,
    syncBackFields: health?.syncBackFields.map(plain) ?? null,
    staleSyncBackFields: health?.staleSyncBackFields.map(plain) ?? null,
    notices: health?.notices.slice(0, MOST_LISTED).map(noticePart) ?? null,
  };
}

function noticePart({ kind, subject, since, at, times }: Notice): object {
  return { kind, subject: plain(subject), since: time(since), at: time(at), times };
}

const LONGEST_NAME = 100;
/** Tokens of YouTrack, e-mail and other addresses: people may put anything into a name. */
const PRIVATE = /perm[:-]\S+|\S+@\S+|\b[a-z][a-z0-9+.-]*:\/\/\S+/gi;

function plain(name: string): string {
  return name.replace(PRIVATE, '…').slice(0, LONGEST_NAME);
}

function time(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
