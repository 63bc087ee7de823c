/**
 * Adoption: a former installation of the app may have sent issues of this YouTrack to a board, and what it knew of them was
 * deleted with it. What becomes of each item of the board's listing, and whose sources they are. Pure.
 */
import { type DeliveryFacts, type DeliveryPatch, left } from './delivery.ts';

/** One item of a board's listing, as far as it says whose issue it is. */
export interface AdoptableIssue {
  readonly source: string;
  readonly externalId: string;
  readonly baseUrl: string;
  /** Readable id. */
  readonly key: string;
  /** 0: not known. */
  readonly revision: number;
  /** Whether anybody has evaluated it. */
  readonly isEvaluated: boolean;
}

/** Of a listed item what the issue keeps that has adopted it. */
export type Adoption = Pick<AdoptableIssue, 'source' | 'externalId' | 'revision' | 'isEvaluated'>;

/** Addresses are the same with and without slashes at the end. */
export function isSameAddress(one: string, other: string): boolean {
  return withoutSlashes(one) === withoutSlashes(other);
}

function withoutSlashes(address: string): string {
  return address.replace(/\/+$/, '');
}

/** `ours`: this installation may change items of that source; `unknown`: nobody has said. */
export type Standing = 'ours' | 'unknown' | 'foreign';

/** What is known of sources besides the installation's own. */
export interface Sources {
  /** True while nothing was sent under the source that the installation made for itself. */
  readonly isUnused: boolean;
  /** Of former installations in this YouTrack. */
  readonly ours: readonly string[];
  /** Of other YouTracks. */
  readonly foreign: readonly string[];
  /** An administrator has to say whose they are. */
  readonly asked: readonly string[];
}

/** Of data that is older than these facts: whether anything was sent is not known, so it counts as sent. */
export const NO_SOURCES: Sources = { isUnused: false, ours: [], foreign: [], asked: [] };

/** @param own the source of the installation. */
export function standingOf(source: string, own: string | null, { ours, foreign }: Sources): Standing {
  if (source === own || ours.includes(source)) return 'ours';
  return foreign.includes(source) ? 'foreign' : 'unknown';
}

/** The installation has made a source for itself. */
export function began(sources: Sources): Sources {
  return { ...sources, isUnused: true };
}

/** From here on issues may be sent under the installation's source. */
export function inUse(sources: Sources): Sources {
  return { ...sources, isUnused: false };
}

/** The installation takes over the source of a former one: what that has sent is its own. */
export function tookOver(sources: Sources, source: string): Sources {
  return { ...inUse(sources), ours: union(sources.ours, [source]) };
}

/** An administrator has to say whose these are. */
export function asks(sources: Sources, found: readonly string[]): Sources {
  return { ...sources, asked: union(sources.asked, found) };
}

/** They are of former installations in this YouTrack. */
export function saidOurs({ ours, asked, ...others }: Sources): Sources {
  return { ...others, ours: union(ours, asked), asked: [] };
}

/** They are of another YouTrack. */
export function saidForeign({ foreign, asked, ...others }: Sources): Sources {
  return { ...others, foreign: union(foreign, asked), asked: [] };
}

/** This YouTrack is a copy: what was its own is the original's. @param own the source of the original. */
export function copied({ ours, foreign, asked }: Sources, own: string | null): Sources {
  const originals = own === null ? [] : [own];
  return { isUnused: true, ours: [], foreign: union(foreign, [...ours, ...asked, ...originals]), asked: [] };
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])];
}

/** What is to be done about the sources under which issues of this YouTrack were found on a board. */
export type Decision =
  | { readonly kind: 'go-on' }
  | { readonly kind: 'take-over'; readonly source: string }
  | { readonly kind: 'ask' };

/**
 * An installation that has sent nothing takes over the one source that all of them agree on. Where they do not agree, or
 * something was sent already, a person has to say.
 */
export function decide(found: readonly string[], { isUnused }: Sources): Decision {
  const [first] = found;
  if (first === undefined) return { kind: 'go-on' };
  return isUnused && found.length === 1 ? { kind: 'take-over', source: first } : { kind: 'ask' };
}

/** An issue as far as it matters whether it adopts an item. */
export interface Candidate {
  readonly facts: DeliveryFacts;
  /** What it has adopted so far. */
  readonly adoption: Adoption | null;
}

/**
 * `left`: the issue was sent to this board under another id; `worse`: the issue has
 * adopted a better item; `undecided`: the facts of the issue are needed until somebody says whose the item is. `instead`:
 * what the issue gives up for it.
 */
export type Verdict =
  | { readonly kind: 'adopt'; readonly instead: Adoption | null }
  | { readonly kind: 'left' | 'worse' | 'undecided' };

/** @param board whose listing it is. @param standing of the item's source; not `foreign`. */
export function verdictOn(
  item: Adoption,
  { facts, adoption }: Candidate,
  board: string,
  standing: Standing,
): Verdict {
  const isThere = facts.boardId === board;
  if (isThere && !isUnsent(facts)) return { kind: 'left' };
  // What was adopted for another board says nothing about this one.
  const rival = isThere || facts.externalId === null ? adoption : null;
  if (rival !== null && rival.externalId !== item.externalId && !isBetter(item, rival)) {
    return { kind: 'worse' };
  }
  const hasHistory = facts.sent !== null || facts.boardId !== null || facts.departures.length > 0;
  if (standing === 'unknown' && hasHistory) return { kind: 'undecided' };
  return { kind: 'adopt', instead: rival?.externalId === item.externalId ? null : rival };
}

/** Of two items for one issue: the one that people have evaluated, then the one that was sent last. */
export function isBetter(one: Adoption, other: Adoption): boolean {
  if (one.isEvaluated !== other.isEvaluated) return one.isEvaluated;
  if (one.revision !== other.revision) return one.revision > other.revision;
  return one.externalId < other.externalId;
}

/** No call makes such a claim. */
const NO_BATCH = '';

/** True from an adoption to the first call that carries the issue. */
function isUnsent({ sent }: DeliveryFacts): boolean {
  return sent?.batch === NO_BATCH;
}

/**
 * The issue is on that board as the item: what Ducalis holds of it is not known, so it is sent, with a greater revision. A
 * board that it was on under another id is left. @param queue of the project that takes it off.
 */
export function adopted(
  facts: DeliveryFacts,
  item: Adoption,
  { board, queue }: { readonly board: string; readonly queue: string },
): DeliveryPatch {
  const isElsewhere = facts.boardId !== null && facts.boardId !== board;
  return {
    ...(isElsewhere ? left(facts, queue) : {}),
    sent: {
      batch: NO_BATCH,
      token: null,
      revision: Math.max(facts.sent?.revision ?? 0, item.revision),
      at: 0,
      hash: null,
    },
    sentBatch: null,
    boardId: board,
    ackedHash: null,
    excludedBy: null,
  };
}
