/** The seams inside the script layer: the realm, what a running script may do, and the way out to the network. */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';

/** A bare VM realm: ECMAScript, `console` and CommonJS, nothing else (youtrack-platform §1). One for each app. */
export interface Realm {
  /** Runs CommonJS source and returns its `module.exports`. Extra names become parameters of the module's function. */
  load(
    source: string,
    fileName: string,
    require: (name: string) => unknown,
    extra?: Readonly<Record<string, unknown>>,
  ): unknown;
  /** Parses JSON into objects of the realm. Throws the realm's own SyntaxError. */
  parseJson(json: string): unknown;
  /** An error of the realm whose `name` reads like the Java exception's simple name. */
  error(name: string, message: string): Error;
}

/**
 * A secret setting as scripts hold it: every string operation yields the mask, only {@link secretValue} of the
 * outbound layer resolves it.
 */
export interface SecretRef {
  /** What `String(secret)` gives. */
  toString(): string;
}

export interface OutboundHeader {
  readonly name: string;
  readonly value: string;
}

/** One request with all secrets already resolved. */
export interface OutboundCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly OutboundHeader[];
  readonly body: string | null;
  /** Milliseconds. */
  readonly timeoutMs: number;
}

export type OutboundAnswer =
  | {
      readonly kind: 'answer';
      readonly code: number;
      readonly headers: readonly OutboundHeader[];
      readonly body: string;
    }
  /** Refused, unreachable, timed out or broken off; `exception` reads like the Java exception's text. */
  | { readonly kind: 'failure'; readonly exception: string };

/** The way out: maps hosts, refuses the others, records every request. */
export interface Outbound {
  /** Blocks this thread until the answer is there. */
  sendSync(call: OutboundCall, origin: { readonly app: string; readonly script: string }): OutboundAnswer;
  send(
    call: OutboundCall,
    origin: { readonly app: string; readonly script: string },
  ): Promise<OutboundAnswer>;
}

/** What the script that runs right now may do; a new one for each execution. */
export interface ScriptExecution {
  readonly app: string;
  /** File name without `.js`. */
  readonly script: string;
  readonly tx: Transaction;
  readonly currentUser: EntityId;
  /** True inside a user's transaction (guard or action of an on-change rule). */
  readonly insideEdit: boolean;
  /** Whether look-ups by extension properties find nothing, as they may in the search of a scheduled rule. */
  readonly isBlind: boolean;
  /** Schedules an async HTTP call. Throws the realm's IllegalStateException on a second async call of an execution. */
  scheduleHttp(call: OutboundCall, handlerName: string): void;
  countSearch(): void;
  countOutbound(): void;
}

/** What the core modules need from the engine. */
export interface CoreModuleHost {
  readonly realm: Realm;
  readonly outbound: Outbound;
  readonly headerSecrets: 'real' | 'literal';
  /** Milliseconds; the timeout of connections that name none. */
  readonly connectionMs: number;
  /** Throws when no script runs (module loading). */
  current(): ScriptExecution;
  /** A Workflow API `Set` of entities. */
  entitySet(ids: Iterable<EntityId>): unknown;
  /** The id behind an entity object of a script, undefined for anything else. */
  entityId(entity: unknown): EntityId | undefined;
  /** The real value behind a secret setting, undefined for anything else. */
  secretValue(value: unknown): string | undefined;
  /** Throws inside the script when a test asked for it by `failNext(member)`. */
  fault(member: string): void;
  /** Milliseconds on this YouTrack's clock. */
  now(): number;
}
