/**
 * A project on its board: every change of that state, by name. Pure; the facts are properties of the project, and
 * nothing else writes them. A transition that does not apply to a state changes nothing.
 */

export type SuspendedReason = 'board-not-found' | 'board-disabled' | 'board-forbidden';

export interface Membership {
  /** True while the project has a board. */
  readonly connected: boolean | null;
  readonly boardId: string | null;
  /** True while the project's issues are being taken off the board. */
  readonly leaving: boolean | null;
  /** The last board, if the project's issues were left on it on purpose. */
  readonly keptOn: string | null;
  /** Why nothing is sent, although the project has a board. */
  readonly suspendedReason: string | null;
  /** Part of every hash: when it grows, every issue is sent again. */
  readonly boardEpoch: number | null;
  /** True while nothing is sent to the board, because what is on it was not read yet (`domain/adoption.ts`). */
  readonly unread: boolean | null;
}

export type MembershipPatch = Partial<Membership>;

const NOTHING: MembershipPatch = {};

/** A project that was never on a board. */
export const NO_BOARD: Membership = {
  connected: null,
  boardId: null,
  leaving: null,
  keptOn: null,
  suspendedReason: null,
  boardEpoch: null,
  unread: null,
};

/** True while issues of the project may be on the board and stay there. */
export function isMember({ connected, leaving }: Membership): boolean {
  return connected === true && leaving !== true;
}

/**
 * The project is put on a board, moved to another, or put back on the one it leaves or has left.
 *
 * @param isUnread whether what is on the board has to be read first; a project that is there already goes on as it was.
 */
export function putOn(membership: Membership, board: string, isUnread: boolean): MembershipPatch {
  const isThere = membership.connected === true && membership.boardId === board;
  return {
    connected: true,
    boardId: board,
    leaving: null,
    keptOn: null,
    suspendedReason: null,
    boardEpoch: epochAfter(membership),
    unread: isThere ? membership.unread : isUnread || null,
  };
}

/** What is on the board was read, or cannot be: issues are sent from here on. */
export function boardRead(): MembershipPatch {
  return { unread: null };
}

/** The project gives up its board: its issues are taken off first. */
export function leaves({ connected }: Membership): MembershipPatch {
  return connected === true ? { leaving: true } : NOTHING;
}

/** The project gives up its board, and its issues stay there as they are. */
export function keeps({ connected, boardId }: Membership): MembershipPatch {
  if (connected !== true) return NOTHING;
  return { connected: null, boardId: null, leaving: null, keptOn: boardId, unread: null };
}

/** The last issue of a project that leaves is off the board, or the board is gone. */
export function left({ connected, leaving }: Membership): MembershipPatch {
  if (connected !== true || leaving !== true) return NOTHING;
  return { connected: null, boardId: null, leaving: null, unread: null };
}

/** Ducalis says that the board does not exist, is switched off, or does not let this token in. */
export function gone({ connected }: Membership, reason: SuspendedReason): MembershipPatch {
  return connected === true ? { suspendedReason: reason } : NOTHING;
}

/** The board answers again. One that was gone may have come back empty: what it held before counts for nothing. */
export function cameBack(membership: Membership): MembershipPatch {
  const { connected, suspendedReason } = membership;
  if (connected !== true || suspendedReason === null) return NOTHING;
  return { suspendedReason: null, boardEpoch: epochAfter(membership) };
}

/** This YouTrack is a copy of another: the board belongs to the original. */
export function forgotten(): MembershipPatch {
  return { ...NO_BOARD };
}

function epochAfter({ boardEpoch, suspendedReason }: Membership): number {
  return (boardEpoch ?? 0) + (suspendedReason === 'board-not-found' ? 1 : 0);
}
