/** The installed apps: their packages, settings and projects. Everything here is storage: it survives a restart. */
import type { Store } from '../model/store.ts';
import { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { TYPE_NUMBERS } from '../model/types.ts';
import { describeApp } from './app-description.ts';
import type { PackageFiles } from './app-package.ts';
import { readPackage } from './app-package.ts';
import { AppRuntime, type RuntimeHost } from './app-runtime.ts';
import { unpack } from './archive.ts';
import { forgetExtensions } from './extension-values.ts';
import type { InstalledApp } from './installed-app.ts';
import { limitsOf } from './limits.ts';
import { neverRun } from './never-run.ts';
import { RuleUsages } from './rule-usages.ts';
import { demandSchedules } from './schedule-limit.ts';
import { SettingsStore } from './settings-values.ts';
import { setupProblems } from './setup-problems.ts';
import type {
  AppDescription,
  Apps,
  AppUsage,
  RuleStanding,
  RuleUsage,
  SettingsValues,
  SetupProblem,
} from './types.ts';
import { ChangeRejected } from './types.ts';

export type { InstalledApp } from './installed-app.ts';

interface Usage {
  readonly id: string;
  readonly app: string;
  readonly project: EntityId;
  readonly enabled: boolean;
}

export interface RegistryHost extends RuntimeHost {
  /** Called whenever other scripts may run than before. @param removed the name of an app that is gone. */
  changed(removed?: string): void;
}

export class AppRegistry implements Apps {
  private readonly installed = new Map<string, InstalledApp>();
  private readonly attached = new Map<string, Usage>();
  private readonly rules = new RuleUsages();
  private drawn = 0;

  constructor(
    private readonly store: Store,
    private readonly systemUser: EntityId,
    private readonly host: RegistryHost,
  ) {}

  importZip(zip: Uint8Array, by?: EntityId): AppDescription {
    return this.importFiles(unpack(zip), by);
  }

  importFiles(files: PackageFiles, by?: EntityId): AppDescription {
    const app = readPackage(files);
    const { name } = app.manifest;
    const runtime = new AppRuntime(app, this.host);
    const { youTrack } = this.host;
    demandSchedules(runtime.scripts.values(), limitsOf(youTrack.options).scheduleMs, youTrack.now());
    const before = this.installed.get(name);
    if (before !== undefined) {
      before.settings.migrate(before.package.settings, app.settings);
      this.change((tx) => forgetExtensions(tx, before.package, app));
    }
    this.installed.set(name, {
      id: before?.id ?? this.drawId(),
      name,
      package: app,
      runtime,
      settings: before?.settings ?? new SettingsStore(),
      storage: before?.storage ?? this.createStorage(name),
      enabled: before?.enabled ?? true,
      updated: youTrack.now(),
      updatedBy: by ?? null,
    });
    const warn = (script: string, text: string): void =>
      this.host.log({ at: youTrack.now(), app: name, script, level: 'warn', text, user: null });
    if (app.settingsProblem !== null) warn('', app.settingsProblem);
    for (const { script, text } of neverRun(runtime.scripts.values())) warn(script, text);
    this.host.changed();
    return describeApp(this.demand(name));
  }

  list(): readonly AppDescription[] {
    return [...this.installed.values()].map((app) => describeApp(app));
  }

  find(nameOrId: string): AppDescription | undefined {
    const app = this.get(nameOrId);
    return app && describeApp(app);
  }

  /** With its settings, its places and everything it kept on entities (youtrack-platform §5). */
  remove(nameOrId: string): void {
    const app = this.demand(nameOrId);
    for (const usage of this.usages({ app: app.name })) this.attached.delete(usage.id);
    this.installed.delete(app.name);
    this.change((tx) => forgetExtensions(tx, app.package, null));
    this.change((tx) => tx.remove(app.storage));
    this.host.changed(app.name);
  }

  setEnabled(nameOrId: string, enabled: boolean): void {
    const app = this.demand(nameOrId);
    this.installed.set(app.name, { ...app, enabled });
    this.host.changed();
  }

  file(nameOrId: string, path: string): Uint8Array | undefined {
    const files = this.get(nameOrId)?.package.files;
    return files?.get(path) ?? files?.get(`widgets/${path}`);
  }

  /** Attaching again changes nothing. */
  attach(nameOrId: string, project: EntityId): AppUsage {
    const { name } = this.demand(nameOrId);
    const known = this.usages({ app: name, project })[0];
    if (known !== undefined) return known;
    const usage = { id: this.drawId(), app: name, project, enabled: true };
    this.attached.set(usage.id, usage);
    this.host.changed();
    return this.describeUsage(usage);
  }

  detach(usageId: string): void {
    this.attached.delete(usageId);
  }

  usages(filter: { readonly app?: string; readonly project?: EntityId }): readonly AppUsage[] {
    return [...this.attached.values()]
      .filter(({ app, project }) => (filter.app ?? app) === app && (filter.project ?? project) === project)
      .map((usage) => this.describeUsage(usage));
  }

  setUsageEnabled(usageId: string, enabled: boolean): void {
    const usage = this.attached.get(usageId);
    if (usage === undefined) throw new ChangeRejected(`No app is attached as ${usageId}`);
    this.attached.set(usageId, { ...usage, enabled });
    this.host.changed();
  }

  ruleUsages(project: EntityId): readonly RuleUsage[] {
    return this.usages({ project }).flatMap((usage) => {
      const scripts = [...this.demand(usage.app).runtime.scripts.values()];
      return this.rules.list(
        usage,
        scripts.filter(({ definition }) => definition.kind === 'rule'),
      );
    });
  }

  scriptUsages(nameOrId: string): readonly RuleUsage[] {
    const { name, runtime } = this.demand(nameOrId);
    return this.usages({ app: name }).flatMap((usage) => this.rules.list(usage, runtime.scripts.values()));
  }

  changeRule(ruleUsageId: string, change: Partial<RuleStanding>): void {
    this.rules.change(ruleUsageId, change);
  }

  /**
   * How a rule of an active app stands in a project; switched off where the app is not attached, and while the project is
   * archived. Source: JetBrains' page on archiving a project.
   */
  standing(project: EntityId, { name }: InstalledApp, script: string): RuleStanding {
    if (this.store.get(project)?.props.get('archived') === true) return OFF;
    for (const usage of this.attached.values()) {
      if (usage.app === name && usage.project === project) return this.rules.standing(usage.id, script);
    }
    return OFF;
  }

  settings(nameOrId: string, project: EntityId | null): SettingsValues {
    const app = this.demand(nameOrId);
    return app.settings.shown(app.package.settings, project);
  }

  mergeSettings(nameOrId: string, project: EntityId | null, values: SettingsValues): void {
    const app = this.demand(nameOrId);
    app.settings.merge(app.package.settings, project, values);
    this.host.changed();
  }

  setupProblems(nameOrId: string, project: EntityId): readonly SetupProblem[] {
    const tx = new Transaction(this.store, this.systemUser, true);
    return setupProblems(tx, this.demand(nameOrId).runtime.scripts.values(), project);
  }

  get(nameOrId: string): InstalledApp | undefined {
    return this.installed.get(nameOrId) ?? [...this.installed.values()].find(({ id }) => id === nameOrId);
  }

  /** Apps whose rules, handlers and widgets work: in a project, or where none is concerned. */
  active(project: EntityId | null): readonly InstalledApp[] {
    return [...this.installed.values()].filter((app) => this.isActive(app, project));
  }

  /** Members of the module `entities` that a test can make fail, whatever is installed. */
  members(): readonly string[] {
    const bare = new Map([['manifest.json', new TextEncoder().encode('{"name":"bare"}')]]);
    return new AppRuntime(readPackage(bare), this.host).members();
  }

  /** Enabled, with every required setting, and in a project also attached and enabled there (youtrack-platform §3, §7). */
  isActive(app: InstalledApp, project: EntityId | null): boolean {
    const hasSettings = (level: EntityId | null): boolean =>
      app.settings.missing(app.package.settings, level).length === 0;
    if (!app.enabled || (project !== null && !this.isOnIn(app, project))) return false;
    return hasSettings(null) && (project === null || hasSettings(project));
  }

  /** Asked several times in every edit. */
  private isOnIn({ name }: InstalledApp, project: EntityId): boolean {
    for (const usage of this.attached.values()) {
      if (usage.app === name && usage.project === project && usage.enabled) return true;
    }
    return false;
  }

  /** Realms are memory: a restart loads every script anew. */
  reload(): void {
    for (const app of this.installed.values()) {
      this.installed.set(app.name, { ...app, runtime: new AppRuntime(app.package, this.host) });
    }
  }

  private demand(nameOrId: string): InstalledApp {
    const app = this.get(nameOrId);
    if (app === undefined) throw new ChangeRejected(`There is no app ${nameOrId}`);
    return app;
  }

  private describeUsage(usage: Usage): AppUsage {
    const app = this.demand(usage.app);
    return { ...usage, missingRequiredSettings: app.settings.missing(app.package.settings, usage.project) };
  }

  private createStorage(app: string): EntityId {
    return this.change((tx) => tx.create('AppGlobalStorage', { app }));
  }

  /** No rule sees this: it is the installation's doing, not a user's. */
  private change<T>(work: (tx: Transaction) => T): T {
    const tx = new Transaction(this.store, this.systemUser);
    const result = work(tx);
    tx.commit();
    return result;
  }

  private drawId(): string {
    this.drawn += 1;
    return `${APP_NUMBER}-${this.drawn}`;
  }
}

const OFF: RuleStanding = { enabled: false, priority: 0 };

/** Beyond the type numbers of stored entities. */
const APP_NUMBER = Math.max(...Object.values(TYPE_NUMBERS)) + 1;
