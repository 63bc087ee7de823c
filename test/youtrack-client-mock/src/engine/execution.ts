/** One execution of a script: its transaction, what it stores for later, and the one async call it may schedule. */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { OutboundCall, ScriptExecution } from '../script/types.ts';
import type { Workload } from './workload.ts';

/** YouTrack's limits (youtrack-platform §3). */
export const LONGEST_CHAIN = 10;
export const LONGEST_DELAY_MS = 604_800_000;

/** What `ctx.store` keeps; an entity is kept by its id. */
export type StoredValue = string | number | boolean | null | { readonly entity: EntityId };

/** Where a script was entered; what it schedules later is entered at the same place. */
export interface Entry {
  readonly app: string;
  /** File name without `.js`. */
  readonly script: string;
  readonly project: EntityId | null;
  readonly issue: EntityId | null;
  /** Absent where a script was not entered with an article. */
  readonly article?: EntityId;
  readonly user: EntityId;
}

/** The one async call of an execution; it starts after the commit. */
export interface ScheduledCall {
  readonly functionName: string;
  readonly delayMs: number;
  readonly deduplicationKey: string | null;
  /** Null for `invokeAsync`. */
  readonly http: OutboundCall | null;
}

export interface Entered {
  readonly issue: EntityId;
  readonly events: readonly { readonly event: string; readonly after: number }[];
}

export interface ExecutionStart {
  readonly entry: Entry;
  readonly tx: Transaction;
  readonly insideEdit: boolean;
  /** Async hops that led here. */
  readonly hop: number;
  readonly inherited: ReadonlyMap<string, StoredValue>;
  /** A deduplication key that cancels this execution; null: none does. */
  readonly forbiddenKey: string | null;
  /** Whether look-ups by extension properties find nothing. */
  readonly isBlind: boolean;
  /** Names of the functions the script declares. */
  readonly asyncFunctions: readonly string[];
  /** Of the whole YouTrack. */
  readonly workload: Workload;
  /** An error of the script's realm. */
  error(name: string, message: string): Error;
}

export class Execution implements ScriptExecution {
  readonly app: string;
  readonly script: string;
  readonly tx: Transaction;
  readonly currentUser: EntityId;
  readonly insideEdit: boolean;
  readonly isBlind: boolean;
  /** The state of a state machine that was entered, and what will happen by itself in so many milliseconds. */
  entered: Entered | null = null;
  readonly counts = { searches: 0, outbound: 0, foreignWrites: 0 };
  private readonly own = new Map<string, StoredValue>();
  private call: ScheduledCall | null = null;

  constructor(private readonly start: ExecutionStart) {
    this.app = start.entry.app;
    this.script = start.entry.script;
    this.tx = start.tx;
    this.currentUser = start.entry.user;
    this.insideEdit = start.insideEdit;
    this.isBlind = start.isBlind;
  }

  get entry(): Entry {
    return this.start.entry;
  }

  get hop(): number {
    return this.start.hop;
  }

  get scheduled(): ScheduledCall | null {
    return this.call;
  }

  /** What the chain has stored so far, newer values over older ones. Null is no value (youtrack-platform §3). */
  get values(): ReadonlyMap<string, StoredValue> {
    const own = [...this.own].filter(([, value]) => value !== null);
    return new Map([...this.start.inherited, ...own]);
  }

  store(key: string, value: StoredValue): void {
    this.own.set(key, value);
  }

  load(key: string): StoredValue {
    return this.own.get(key) ?? this.start.inherited.get(key) ?? null;
  }

  scheduleHttp(http: OutboundCall, handlerName: string): void {
    this.schedule({ functionName: handlerName, delayMs: 0, deduplicationKey: null, http });
  }

  /** Throws the realm's IllegalStateException or IllegalArgumentException where YouTrack's limits are broken. */
  schedule(call: ScheduledCall): void {
    const { error, asyncFunctions, hop, forbiddenKey } = this.start;
    if (this.call !== null) {
      throw error('IllegalStateException', 'Only one async call can be scheduled in one execution');
    }
    if (hop >= LONGEST_CHAIN) {
      throw error('IllegalStateException', `A chain of async calls ends after ${LONGEST_CHAIN} hops`);
    }
    if (forbiddenKey !== null && call.deduplicationKey === forbiddenKey) {
      throw error(
        'IllegalStateException',
        `A call with the key ${forbiddenKey} cancels the function that makes it`,
      );
    }
    if (!asyncFunctions.includes(call.functionName)) {
      throw error('IllegalArgumentException', `asyncFunctions does not declare ${call.functionName}`);
    }
    if (!(call.delayMs >= 0 && call.delayMs <= LONGEST_DELAY_MS)) {
      throw error(
        'IllegalArgumentException',
        `A delay must be between 0 and ${LONGEST_DELAY_MS} milliseconds`,
      );
    }
    this.call = call;
  }

  countSearch(): void {
    this.counts.searches += 1;
    this.start.workload.count('searches');
  }

  countOutbound(): void {
    this.counts.outbound += 1;
  }

  countPropertyWrite(): void {
    this.start.workload.count('propertyWrites');
  }

  countWrite(entity: EntityId): void {
    if (entity !== this.entry.issue && entity !== this.entry.article) this.counts.foreignWrites += 1;
  }
}

/** Which execution runs right now; a rule that fires inside another script's transaction runs on top of it. */
export class Executions {
  private readonly stack: Execution[] = [];

  /** Throws when no script runs, that is, while a script is being loaded. */
  current(): Execution {
    const execution = this.stack.at(-1);
    if (execution === undefined) throw new Error('Entities cannot be used while a script is being loaded');
    return execution;
  }

  run<T>(execution: Execution, work: () => T): T {
    const depth = this.stack.length;
    this.stack.push(execution);
    try {
      return work();
    } finally {
      // Not just one less: a script that is broken off leaves those behind that it had opened itself.
      this.stack.length = depth;
    }
  }
}
