/**
 * The face of the engine: what REST, pages, control and tests may ask of the emulated YouTrack.
 * Implemented by `youtrack.ts`; everything behind it is private to `engine/` and `script/`.
 */
import type { Store } from '../model/store.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { Apps, WidgetDescription } from './app-types.ts';
import type { Automation } from './automation.ts';
import type { HarderChoice } from './harder.ts';
import type { InFlightReport } from './in-flight.ts';
import type { Limits } from './limits.ts';
import type { Pace } from './pace.ts';
import type { CopyOptions, InterleaveOptions, InterleaveReport } from './requests.ts';
import type { ToolAnswer, ToolCall, ToolDescription } from './tool-types.ts';
import type { WorkloadReport } from './workload.ts';

export interface ClockOptions {
  /** `virtual` stands still until it is advanced; `real` is the machine's. */
  readonly clock: 'real' | 'virtual';
}

export interface YouTrackOptions extends ClockOptions {
  /** The address scripts see in `issue.url`, for example `http://127.0.0.1:8080/youtrack`. No trailing slash. */
  readonly baseUrl: string;
  /** Outbound hosts and where they really lead; every host that is not named is refused. */
  readonly hostMap: Readonly<Record<string, string>>;
  /** What a secret passed to `addHeader`/`setHeader` puts on the wire: sources disagree (youtrack-platform §6). */
  readonly headerSecrets: 'real' | 'literal';
  /** Milliseconds of virtual time at the start; ignored by the real clock. */
  readonly startAt?: number;
  /** IANA zone of the Global Settings, by which schedules go (youtrack-platform §4); UTC when absent. */
  readonly timeZone?: string;
  /** Where JetBrains tells no limit, or none for sure. */
  readonly limits?: Partial<Limits>;
  /** Whether a command on several issues is one transaction, as when absent, or one for each issue (youtrack-platform §2). */
  readonly commandTransactions?: 'one' | 'each';
  /**
   * What becomes of a function that schedules a call under the key it runs under: nothing, as when absent, because a key
   * has no effect on what runs (youtrack-platform §3), or it is cancelled, as a shipped app tells.
   */
  readonly ownKey?: 'free' | 'cancels';
  /**
   * Whether a value that a script or command writes into a field hidden by its condition refuses the change, as when
   * absent, or is left out.
   */
  readonly hiddenFields?: 'refuse' | 'drop';
  /** Undocumented points on which this YouTrack takes the side that is harder for an app; none when absent. */
  readonly harder?: readonly HarderChoice[];
  /** How long asynchronous work takes; no time when absent, on two threads. */
  readonly pace?: Partial<Pace>;
}

export type * from './app-types.ts';

/** A change that a rule refused or that is invalid; nothing of its transaction was kept. */
export class ChangeRejected extends Error {
  override name = 'ChangeRejected';
}

/** A change after which an issue would hold what it must not. */
export class InvalidIssue extends ChangeRejected {
  override name = 'InvalidIssue';
}

/**
 * An empty extension property that two overlapping transactions filled; this is for the later one, nothing of which is
 * kept (youtrack-platform §15, U18).
 */
export class ValueNotUnique extends ChangeRejected {
  override name = 'ValueNotUnique';

  constructor() {
    super('Value should be unique');
  }
}

/**
 * A deduplication key under which another transaction has scheduled a call since this one began; nothing of this one is
 * kept (youtrack-platform §15, U7).
 */
export class KeyConflict extends ChangeRejected {
  override name = 'KeyConflict';

  constructor(key: string) {
    super(`Another transaction has scheduled a call with the deduplication key ${key}`);
  }
}

/** An app package that YouTrack would not import, with the reason an administrator would see. */
export class ImportRejected extends Error {
  override name = 'ImportRejected';
}

/** A member of the scripting API that there is not, asked to fail. */
export class UnknownMember extends Error {
  override name = 'UnknownMember';
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type HandlerScope = 'GLOBAL' | 'PROJECT' | 'ISSUE' | 'ARTICLE' | 'USER';

export interface HandlerRequest {
  readonly app: string;
  /** The file name without `.js`. */
  readonly handler: string;
  /** Without a leading slash. */
  readonly path: string;
  readonly method: HttpMethod;
  readonly scope: HandlerScope;
  /** The project, issue or user of a scoped endpoint. */
  readonly entity: EntityId | null;
  readonly user: EntityId;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string;
}

export interface HandlerResponse {
  readonly code: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One line of a script's log. */
export interface LogLine {
  readonly at: number;
  readonly app: string;
  readonly script: string;
  readonly level: 'trace' | 'info' | 'warn' | 'error' | 'fatal';
  readonly text: string;
  /** Login of the user as whom the script ran; null: the script did not write this itself. */
  readonly user: string | null;
}

/** One outbound request of a script, as it went over the wire. */
export interface OutboundRequest {
  readonly at: number;
  readonly app: string;
  readonly script: string;
  readonly mode: 'sync' | 'async';
  readonly method: string;
  /** As the script asked for it, before the host map. */
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string | null;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly exception: string | null;
  /** Milliseconds of real time. */
  readonly durationMs: number;
}

export interface RuleMetrics {
  readonly app: string;
  readonly rule: string;
  /** How often the guard ran, and how often the action. */
  readonly guardCalls: number;
  readonly actionCalls: number;
  /** Milliseconds of real time spent in guard and action inside users' transactions. */
  readonly insideMs: number;
  /** What guard and action did inside users' transactions; each must be zero for a rule that never slows an edit. */
  readonly insideOutbound: number;
  readonly insideSearches: number;
  readonly insideForeignWrites: number;
}

/** The emulated YouTrack, in this process. */
export interface YouTrack {
  readonly store: Store;
  readonly apps: Apps;
  /** Action rules and state machines, for commands and for menus. */
  readonly automation: Automation;
  /** AI tools of enabled apps. */
  tools(): readonly ToolDescription[];
  /** Never rejects for what the tool does: that is an answer with an error. */
  callTool(call: ToolCall): Promise<ToolAnswer>;
  readonly options: YouTrackOptions;
  /** Milliseconds since the epoch on this YouTrack's clock. */
  now(): number;
  /** Reads the committed state. */
  read<T>(work: (tx: Transaction) => T): T;
  /**
   * Changes entities on behalf of `user`: work, then `updated`/`updatedBy` and resolution, then the on-change rules
   * to their fixpoint, then commit. Throws {@link ChangeRejected} when a rule refuses; nothing is kept then.
   * Under an interleaving it may return before the commit.
   */
  write<T>(user: EntityId, work: (tx: Transaction) => T): T;
  /**
   * As {@link write}; resolves once the change is kept, which an interleaving puts off.
   * @param how `isSilent`: nobody is told of it, and rules know that.
   */
  edit<T>(user: EntityId, work: (tx: Transaction) => T, how?: { readonly isSilent: boolean }): Promise<T>;
  /** Changes what belongs to the instance: no rule runs on issues, and `updated` stays as it is. */
  administer<T>(user: EntityId, work: (tx: Transaction) => T): T;
  /**
   * Brings back a deleted issue with the comments and work items that went with it. No rule runs.
   * @param id database id or readable id.
   * Throws {@link ChangeRejected} for an issue that is not deleted, or whose project is gone.
   */
  restoreIssue(id: string): EntityId;
  /** A new issue with the fields, tags and extension properties of the original. Throws {@link ChangeRejected}. */
  copyIssue(issue: EntityId, options?: CopyOptions): Promise<EntityId>;
  /**
   * The next two transactions that write overlap. The first is held until the second has committed, `settle` or a
   * further `advance` has ended, or 5 s of real time are over.
   */
  interleave(options: InterleaveOptions): void;
  interleaved(): InterleaveReport;
  /** The address scripts see in `issue.url`. */
  readonly baseUrl: string;
  /** Gives the instance another address, as a restored backup or a clone has. No trailing slash. */
  moveTo(url: string): void;
  /** Undefined: no such endpoint, or the entity is invisible, or the app is not attached there (a 404 either way). */
  callHandler(request: HandlerRequest): Promise<HandlerResponse | undefined>;
  /** Widgets that `user` may see at an extension point; `project` for project and issue places. */
  widgets(extensionPoint: string, user: EntityId, project: EntityId | null): readonly WidgetDescription[];
  /**
   * Runs everything that is due and waits for its outbound calls, until nothing is due. Never advances time: what the
   * pace lets end later stays under way.
   */
  settle(): Promise<void>;
  /** Moves a virtual clock on, running schedules and delayed functions at their time. Rejects on a real clock. */
  advance(ms: number): Promise<void>;
  /** Memory is lost (in-memory async calls, realms, logs), storage stays. */
  restart(): void;
  logs(): readonly LogLine[];
  /** The last 10,000. */
  outbound(): readonly OutboundRequest[];
  /** How many outbound requests were before those that {@link outbound} still has. */
  forgottenOutbound(): number;
  metrics(): readonly RuleMetrics[];
  /** How many asynchronous calls are on their way, and were at most. */
  inFlight(): InFlightReport;
  /** What scripts have made it do so far, wherever they ran. */
  workload(): WorkloadReport;
  /**
   * The next `times` uses of a member of the scripting API throw inside the script, for fault tests:
   * `Issue.isChanged`, `extensionProperties.set`, `ctx.invokeAsync`, `ctx.store` and the like.
   * Throws {@link UnknownMember}.
   */
  failNext(member: string, times: number): void;
  /** Stops timers; nothing runs after this. */
  close(): void;
}
