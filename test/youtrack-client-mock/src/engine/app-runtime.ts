/** An app's scripts, loaded into a realm of their own, and the way to call one of them. */
import { textOf } from '../model/props.ts';
import type { EntityId } from '../model/types.ts';
import { type ContextModule, loadContext } from '../script/context/index.ts';
import type { HandlerAnswer, RequestParts } from '../script/context/realm/context.ts';
import { createCoreModules } from '../script/core/index.ts';
import { loadEntities } from '../script/entities/index.ts';
import type { EntitiesInRealm } from '../script/entities/native.ts';
import { type AppRealm, createRealm } from '../script/realm.ts';
import type { Outbound, OutboundAnswer } from '../script/types.ts';
import { AppModules, notLoaded } from './app-modules.ts';
import type { AppPackage } from './app-package.ts';
import {
  asyncFunctionsOf,
  type Definition,
  type MachineRule,
  readDefinition,
  type ScriptFunction,
} from './definitions.ts';
import { createEntityNative } from './entity-native.ts';
import type { Execution, StoredValue } from './execution.ts';
import { limitsOf } from './limits.ts';
import type { Met } from './requirements.ts';
import { type SettingWays, settingInScript } from './setting-in-script.ts';
import { type Level, SECRET_MASK, type SettingsStore } from './settings-values.ts';
import type { LogLine, YouTrack } from './types.ts';

export interface RuntimeHost {
  readonly youTrack: YouTrack;
  readonly outbound: Outbound;
  current(): Execution;
  /** True, and used up, when a test asked for a failure of this member. */
  takeFault(member: string): boolean;
  log(line: LogLine): void;
}

export interface LoadedScript {
  /** File name without `.js`. */
  readonly name: string;
  readonly definition: Definition;
  /** What the script exported: `this` of its functions. */
  readonly exported: object;
}

const LOADING = '(loading)';

export class AppRuntime {
  readonly scripts: ReadonlyMap<string, LoadedScript>;
  /** Those of its scripts that are state machines. */
  readonly machines: readonly { readonly script: LoadedScript; readonly rule: MachineRule }[];
  private readonly realm: AppRealm;
  private readonly entities: EntitiesInRealm;
  private readonly context: ContextModule;
  private readonly secrets = new WeakMap<object, string>();
  private readonly modules: AppModules;
  private running = false;

  /** Loads every script. Throws ImportRejected when one throws while it is loaded (youtrack-platform §1). */
  constructor(
    private readonly app: AppPackage,
    private readonly host: RuntimeHost,
  ) {
    const { youTrack } = host;
    const { name } = app.manifest;
    const fault = (member: string): void => this.fault(member);
    this.realm = createRealm({
      now: () => youTrack.now(),
      write: (level, text) =>
        host.log({ at: youTrack.now(), app: name, script: this.speaker(), level, text, user: this.user() }),
      stray: (script, reason) => {
        const text = `A promise that ${name}/${script}.js left behind was rejected, and nothing handles it: ${reason}`;
        host.log({ at: youTrack.now(), app: name, script, level: 'error', text, user: null });
      },
    });
    this.entities = loadEntities(
      this.realm,
      createEntityNative({
        app: name,
        realm: this.realm,
        extensions: app.extensions,
        youTrack,
        current: host.current,
        fault,
      }),
    );
    const core = createCoreModules({
      realm: this.realm,
      outbound: host.outbound,
      headerSecrets: youTrack.options.headerSecrets,
      connectionMs: limitsOf(youTrack.options).connectionMs,
      current: host.current,
      entitySet: (ids) => this.entities.setOf(ids),
      entityId: (entity) => this.entities.unwrap(entity),
      secretValue: (value) =>
        typeof value === 'object' && value !== null ? this.secrets.get(value) : undefined,
      fault,
      now: () => youTrack.now(),
    });
    this.context = loadContext(this.realm);
    this.modules = new AppModules({
      app,
      realm: this.realm,
      entities: () => this.entities.exports,
      core,
    });
    this.scripts = this.loadAll();
    this.machines = [...this.scripts.values()].flatMap((script) => {
      const { definition } = script;
      const rule = definition.kind === 'rule' ? definition.rule : null;
      return rule?.ruleType === 'stateMachine' ? [{ script, rule }] : [];
    });
    this.running = true;
  }

  /** Members of the module `entities` that a test can make fail. */
  members(): readonly string[] {
    return this.entities.members();
  }

  wrap(id: EntityId | null): object | null {
    return this.entities.wrap(id);
  }

  /** Objects of the app's realm. */
  parseJson(json: string): unknown {
    return this.realm.parseJson(json);
  }

  error(name: string, message: string): Error {
    return this.realm.error(name, message);
  }

  /** See {@link AppRealm.attended}. */
  attended<T>(script: string, work: () => T): T {
    return this.realm.attended(script, work);
  }

  /** See {@link AppRealm.finished}. */
  finished(work: () => unknown): unknown {
    return this.realm.finished(work);
  }

  /** See {@link AppRealm.within}. */
  within(ms: number, work: () => unknown): unknown {
    return this.realm.within(ms, work);
  }

  isPromise(value: unknown): boolean {
    return this.realm.isPromise(value);
  }

  /** Names of the functions that a script may schedule. */
  asyncFunctions(script: string): Readonly<Record<string, ScriptFunction>> {
    const loaded = this.scripts.get(script);
    return loaded === undefined ? {} : asyncFunctionsOf(loaded.definition);
  }

  /** The settings object of a `ctx`: plain values, entities, and secrets that only the http module can read. */
  settings(values: SettingsStore, level: Level): object {
    const ways: SettingWays = {
      wrap: (id) => this.wrap(id),
      parseJson: (json) => this.realm.parseJson(json),
      secret: (value) => this.secret(value),
    };
    const settings = [...this.app.settings.values()]
      .map(
        (setting) =>
          [setting.name, settingInScript(setting, values.effective(setting, level), ways)] as const,
      )
      .filter(([, value]) => value !== undefined);
    return this.context.createObject(settings);
  }

  /** What `ctx` holds for a requirement: the entity, or an object that names the field and has the required values. */
  requirement(met: Met): unknown {
    if (met.kind === 'entity') return this.wrap(met.id);
    const values = met.values.map(([alias, id]) => [alias, this.wrap(id)] as const);
    const all = met.isMulti ? [['values', this.entities.setOf(met.values.map(([, id]) => id))] as const] : [];
    return this.context.createObject([['name', met.name], ...all, ...values]);
  }

  /** @param parts what this kind of `ctx` holds besides `store`, `load` and `invokeAsync`. */
  createContext(execution: Execution, parts: readonly (readonly [string, unknown])[]): object {
    return this.context.createContext(parts, {
      store: (key, value) => {
        this.fault('ctx.store');
        execution.store(key, this.stored(value));
      },
      load: (key) => {
        this.fault('ctx.load');
        return this.loaded(execution.load(key));
      },
      invokeAsync: (functionName, delay, deduplicationKey) => {
        this.fault('ctx.invokeAsync');
        execution.schedule({
          functionName: String(functionName),
          delayMs: delay === undefined || delay === null ? 0 : Number(delay),
          deduplicationKey:
            deduplicationKey === undefined || deduplicationKey === null ? null : String(deduplicationKey),
          http: null,
        });
      },
    });
  }

  asyncResponse(answer: OutboundAnswer): object {
    return this.context.createAsyncResponse(answer);
  }

  request(parts: RequestParts): object {
    return this.context.createRequest(parts);
  }

  handlerResponse(): { readonly response: object; readonly told: () => HandlerAnswer } {
    return this.context.createHandlerResponse();
  }

  private fault(member: string): void {
    if (this.host.takeFault(member)) {
      throw this.realm.error('IllegalStateException', `A test made ${member} fail`);
    }
  }

  private speaker(): string {
    return this.running ? this.host.current().script : (this.modules.current ?? LOADING);
  }

  private user(): string | null {
    if (!this.running) return null;
    const { tx, currentUser } = this.host.current();
    return textOf(tx, currentUser, 'login');
  }

  private loadAll(): ReadonlyMap<string, LoadedScript> {
    const scripts = new Map<string, LoadedScript>();
    for (const name of this.app.scripts.keys()) {
      this.brokenOff(name, () => {
        const { exports } = this.modules.load(name);
        const definition = readDefinition(name, exports);
        if (definition !== undefined && typeof exports === 'object' && exports !== null) {
          scripts.set(name, { name, definition, exported: exports });
        }
      });
    }
    return scripts;
  }

  /** A script that never ended would keep the import waiting, and with it everything else. */
  private brokenOff(name: string, load: () => void): void {
    const { scriptMs } = limitsOf(this.host.youTrack.options);
    try {
      this.attended(name, () => this.within(scriptMs, load));
    } catch (error) {
      throw notLoaded(name, error);
    }
  }

  private secret(value: string): object {
    const masked = this.context.createSecret(SECRET_MASK);
    this.secrets.set(masked, value);
    return masked;
  }

  /** Strings, numbers, booleans, null and entities; everything else becomes text (youtrack-platform §3). */
  private stored(value: unknown): StoredValue {
    const entity = this.entities.unwrap(value);
    if (entity !== undefined) return { entity };
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    return value === null || value === undefined ? null : String(value);
  }

  /** An entity is loaded as it is now; one that is gone is null. Integers come back as Java's `Long`. */
  private loaded(value: StoredValue): unknown {
    if (typeof value === 'number' && Number.isInteger(value)) return this.context.createLong(value);
    if (typeof value !== 'object' || value === null) return value;
    return this.host.current().tx.exists(value.entity) ? this.wrap(value.entity) : null;
  }
}
