/**
 * The emulator's `http` in the place of the mock that an app's own tests use: JetBrains' `http.js` with our additions,
 * in a realm, with each connection noting its calls as such a mock does. Nothing is sent.
 */
import { Store } from '../src/model/store.ts';
import { Transaction } from '../src/model/transaction.ts';
import { createCoreModules } from '../src/script/core/index.ts';
import { createRealm } from '../src/script/realm.ts';
import type { OutboundCall } from '../src/script/types.ts';

interface Noted {
  readonly method: string;
  readonly uri: unknown;
  readonly queryParams: unknown;
  readonly payload: unknown;
  readonly handlerName: unknown;
  /** What the emulator would have sent. */
  readonly sent: OutboundCall | undefined;
}

interface Http {
  readonly Connection: new (...args: readonly unknown[]) => object;
}

function isHttp(module: unknown): module is Http {
  return typeof Reflect.get(Object(module), 'Connection') === 'function';
}

const fail = (): never => {
  throw new Error('A test of an app must send nothing');
};
const sent: OutboundCall[] = [];
const realm = createRealm({ now: () => Date.now(), write: () => undefined, stray: fail });
const tx = new Transaction(new Store(), '');
const http = createCoreModules({
  realm,
  outbound: { send: fail, sendSync: fail },
  headerSecrets: 'real',
  connectionMs: 60_000,
  current: () => ({
    app: 'tested',
    script: 'tested',
    tx,
    currentUser: '',
    insideEdit: false,
    isBlind: false,
    scheduleHttp: (call) => sent.push(call),
    countSearch: () => undefined,
    countOutbound: () => undefined,
  }),
  entitySet: (ids) => [...ids],
  entityId: () => undefined,
  secretValue: () => undefined,
  fault: () => undefined,
  now: () => Date.now(),
})('http');
if (!isHttp(http)) throw new Error('http has no Connection');

/** A test may load this file twice, once as CommonJS and once as a module: both share what was noted. */
const SHARED = Symbol.for('http-stand-in');
const known: unknown = Reflect.get(globalThis, SHARED);
export const instances: unknown[] = Array.isArray(known) ? known : [];
Reflect.set(globalThis, SHARED, instances);

export function reset(): void {
  instances.length = 0;
}

export class Connection extends http.Connection {
  readonly calls: Noted[] = [];

  constructor(...args: readonly unknown[]) {
    super(...args);
    instances.push(this);
  }

  /** `http.js` keeps headers as a list; a mock lets them be looked up by name. */
  addHeader(name: unknown, value: unknown): unknown {
    const result: unknown = callInherited(this, 'addHeader', [name, value]);
    Reflect.set(Object(Reflect.get(this, 'headers')), String(name), value);
    return result;
  }

  postAsync(uri: unknown, queryParams: unknown, payload: unknown, handlerName: unknown): void {
    callInherited(this, 'postAsync', [uri, queryParams, payload, handlerName]);
    this.calls.push({ method: 'postAsync', uri, queryParams, payload, handlerName, sent: sent.at(-1) });
  }
}

function callInherited(connection: object, name: string, args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(Object.getPrototypeOf(Connection.prototype), name);
  if (typeof method !== 'function') throw new Error(`http.js has no ${name}`);
  return Reflect.apply(method, connection, [...args]);
}
