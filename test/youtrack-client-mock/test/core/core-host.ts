/** A bare realm and a running execution for the core modules, without the engine. */
import type { OutboundRequest } from '../../src/engine/types.ts';
import { Store } from '../../src/model/store.ts';
import { Transaction } from '../../src/model/transaction.ts';
import type { EntityId } from '../../src/model/types.ts';
import { createCoreModules } from '../../src/script/core/index.ts';
import { createOutbound } from '../../src/script/outbound.ts';
import { createRealm } from '../../src/script/realm.ts';
import type { CoreModuleHost, OutboundCall, ScriptExecution } from '../../src/script/types.ts';

export const MASK = '<***>';

export interface CoreHarness {
  readonly tx: Transaction;
  readonly user: EntityId;
  readonly records: OutboundRequest[];
  readonly log: string[];
  readonly scheduled: { readonly call: OutboundCall; readonly handlerName: string }[];
  readonly counts: { outbound: number; searches: number };
  readonly faults: Map<string, string>;
  /** Makes an object that reads as the mask and holds the secret. */
  secret(value: string): unknown;
  /** An object that stands for an entity in scripts. */
  entity(id: EntityId): object;
  /** Runs the body of a function in the realm; `require` and the given names are in scope. */
  run(body: string, names?: Readonly<Record<string, unknown>>): unknown;
  close(): void;
}

export function createHarness(options: {
  readonly hostMap?: Readonly<Record<string, string>>;
  readonly headerSecrets?: 'real' | 'literal';
  readonly now?: number;
}): CoreHarness {
  const log: string[] = [];
  const now = (): number => options.now ?? 0;
  const realm = createRealm({
    now,
    write: (level, text) => {
      if (level !== 'trace') log.push(`${level}: ${text}`);
    },
    stray: (_script, reason) => log.push(reason),
  });

  const store = new Store();
  const tx = new Transaction(store, '1-0');
  const user = tx.create('User', {
    login: 'ann',
    fullName: 'Ann',
    system: true,
    timeZoneId: 'Europe/Berlin',
  });
  const records: OutboundRequest[] = [];
  const outbound = createOutbound({
    hostMap: options.hostMap ?? {},
    record: (request) => records.push(request),
    now,
  });
  const scheduled: { call: OutboundCall; handlerName: string }[] = [];
  const counts = { outbound: 0, searches: 0 };
  const secrets = new WeakMap<object, string>();
  const entities = new WeakMap<object, EntityId>();
  const faults = new Map<string, string>();

  const execution: ScriptExecution = {
    app: 'demo',
    script: 'push',
    tx,
    currentUser: user,
    insideEdit: false,
    isBlind: false,
    scheduleHttp(call, handlerName) {
      if (scheduled.length > 0) throw realm.error('IllegalStateException', 'Only one async call');
      scheduled.push({ call, handlerName });
    },
    countSearch: () => {
      counts.searches += 1;
    },
    countOutbound: () => {
      counts.outbound += 1;
    },
  };
  const host: CoreModuleHost = {
    realm,
    outbound,
    headerSecrets: options.headerSecrets ?? 'real',
    connectionMs: 60_000,
    current: () => execution,
    entitySet: (ids) => [...ids],
    entityId: (value) => (typeof value === 'object' && value !== null ? entities.get(value) : undefined),
    secretValue: (value) => (typeof value === 'object' && value !== null ? secrets.get(value) : undefined),
    fault(member) {
      const message = faults.get(member);
      if (message !== undefined) throw realm.error('Error', message);
    },
    now,
  };
  const modules = createCoreModules(host);
  const require = (name: string): unknown => {
    const known =
      /^@jetbrains\/youtrack-scripting-api\/(http|workflow|search|strings|date-time|notifications|license)$/.exec(
        name,
      )?.[1];
    switch (known) {
      case 'http':
      case 'workflow':
      case 'search':
      case 'strings':
      case 'date-time':
      case 'notifications':
      case 'license':
        return modules(known);
      default:
        throw new Error(`No module ${name}`);
    }
  };

  return {
    tx,
    user,
    records,
    log,
    scheduled,
    counts,
    faults,
    secret(value) {
      const masked = { toString: () => MASK };
      secrets.set(masked, value);
      return masked;
    },
    entity(id) {
      const object = {};
      entities.set(object, id);
      return object;
    },
    run(body, names = {}) {
      return realm.load(`module.exports = (function () {${body}\n})();`, 'script.js', require, names);
    },
    close: () => outbound.close(),
  };
}

/** The message of what `work` throws, or the thrown string itself. */
export function thrownBy(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  throw new Error('Nothing was thrown');
}
