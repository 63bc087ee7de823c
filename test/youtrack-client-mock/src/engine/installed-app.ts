/** An installed app: its package, its scripts in their realm, and what was set. */
import type { EntityId } from '../model/types.ts';
import type { AppPackage } from './app-package.ts';
import type { AppRuntime } from './app-runtime.ts';
import type { SettingsStore } from './settings-values.ts';

export interface InstalledApp {
  readonly id: string;
  readonly name: string;
  readonly package: AppPackage;
  readonly runtime: AppRuntime;
  readonly settings: SettingsStore;
  /** The app's AppGlobalStorage. */
  readonly storage: EntityId;
  readonly enabled: boolean;
  /** When the package was installed, and by whom; null: not by a user. */
  readonly updated: number;
  readonly updatedBy: EntityId | null;
}
