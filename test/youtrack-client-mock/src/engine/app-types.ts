/** What the engine tells of installed apps, and what may be done to them. */
import type { EntityId } from '../model/types.ts';

export interface WidgetDescription {
  readonly app: string;
  readonly appTitle: string;
  readonly appVersion: string;
  readonly key: string;
  readonly name: string;
  readonly indexPath: string;
  readonly extensionPoint: string;
  readonly permissions: readonly string[];
  /** The source of a function; null: shown on every entity. */
  readonly guard: string | null;
  readonly iconPath: string | null;
  readonly description: string | null;
  readonly expectedDimensions: { readonly width?: number; readonly height?: number } | null;
}

export interface Vendor {
  readonly name: string | null;
  readonly url: string | null;
  readonly email: string | null;
}

/** What makes a script run. */
export type ScriptType =
  | 'onChange'
  | 'onSchedule'
  | 'action'
  | 'stateMachine'
  | 'sla'
  | 'httpHandler'
  | 'aiTool';

export interface ScriptDescription {
  readonly file: string;
  readonly kind: 'rule' | 'httpHandler' | 'aiTool';
  readonly type: ScriptType;
  readonly title: string;
  /** Works without a project: a handler of the global or user scope, or a tool. */
  readonly isGlobal: boolean;
}

/** What REST tells of an installed app. */
export interface AppDescription {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly description: string | null;
  readonly vendor: Vendor | null;
  readonly icon: string | null;
  readonly iconDark: string | null;
  /** When its package was installed last, and by whom; null: not by a user. */
  readonly updated: number;
  readonly updatedBy: EntityId | null;
  readonly enabled: boolean;
  readonly widgets: readonly WidgetDescription[];
  /** Rules, handlers and tools found, in file order. */
  readonly scripts: readonly ScriptDescription[];
  /** Files of the other scripts, which these require. */
  readonly modules: readonly string[];
  readonly missingRequiredSettings: readonly string[];
  /** Why YouTrack's pages would not show the settings, a sentence; null when they do. */
  readonly settingsProblem: string | null;
}

export interface AppUsage {
  readonly id: string;
  readonly app: string;
  readonly project: EntityId;
  readonly enabled: boolean;
  readonly missingRequiredSettings: readonly string[];
}

/** How a rule stands in a project. */
export interface RuleStanding {
  readonly enabled: boolean;
  /** Of on-change rules the one with the higher number runs first; among equals the order is undefined (youtrack-platform §2). */
  readonly priority: number;
}

export interface RuleUsage extends RuleStanding {
  readonly id: string;
  readonly usage: AppUsage;
  /** The file name without `.js`. */
  readonly script: string;
  readonly title: string;
}

/** What a script requires and the project or YouTrack has not; the script does not run until it is there. */
export interface SetupProblem {
  readonly file: string;
  /** A sentence for the administrator. */
  readonly problem: string;
  readonly key: ProblemKey;
  /** Whether the whole YouTrack lacks it, and not one project. */
  readonly isGlobal: boolean;
}

export type ProblemKey = 'field-missing' | 'field-type' | 'value-missing' | 'entity-missing' | 'type-unknown';

export type SettingsValues = Readonly<Record<string, unknown>>;

export interface Apps {
  /** Installs or updates from the files of the package. Throws ImportRejected. */
  importFiles(files: ReadonlyMap<string, Uint8Array>, by?: EntityId): AppDescription;
  /** Unzips and installs. Throws ImportRejected, also for something that is no ZIP. */
  importZip(zip: Uint8Array, by?: EntityId): AppDescription;
  list(): readonly AppDescription[];
  /** By name or id. */
  find(nameOrId: string): AppDescription | undefined;
  remove(nameOrId: string): void;
  setEnabled(nameOrId: string, enabled: boolean): void;
  /** A packaged file, for serving widgets. Path relative to the package root, or to `widgets/` where that is how it was packed. */
  file(nameOrId: string, path: string): Uint8Array | undefined;
  attach(nameOrId: string, project: EntityId): AppUsage;
  detach(usageId: string): void;
  usages(filter: { readonly app?: string; readonly project?: EntityId }): readonly AppUsage[];
  setUsageEnabled(usageId: string, enabled: boolean): void;
  /** The rules of all apps that are attached to a project. */
  ruleUsages(project: EntityId): readonly RuleUsage[];
  /** All scripts of an app, rules or not, in every project to which it is attached. */
  scriptUsages(nameOrId: string): readonly RuleUsage[];
  changeRule(ruleUsageId: string, change: Partial<RuleStanding>): void;
  setupProblems(nameOrId: string, project: EntityId): readonly SetupProblem[];
  /** Settings as REST shows them: secrets masked. `project: null` is the global level. */
  settings(nameOrId: string, project: EntityId | null): SettingsValues;
  /**
   * Merges values into the stored settings; a mask sent back unchanged keeps its secret, `null` clears a value.
   * Throws ChangeRejected when a value does not fit `settings.json`.
   */
  mergeSettings(nameOrId: string, project: EntityId | null, values: SettingsValues): void;
}
