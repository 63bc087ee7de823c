/** The values of an app's settings: on which level they hold, how they are merged, and that secrets show as a mask. */
import type { EntityId } from '../model/types.ts';
import type { Setting, SettingsSchema } from './settings-schema.ts';
import type { SettingsValues } from './types.ts';
import { ChangeRejected } from './types.ts';

/** What a secret reads as, in scripts and over REST (youtrack-platform §6). */
export const SECRET_MASK = '<***>';

/** A project, or null for the global level. */
export type Level = EntityId | null;

export class SettingsStore {
  private readonly levels = new Map<Level, Map<string, unknown>>();

  /** As REST shows one level: secrets masked, what is unset left out. */
  shown(schema: SettingsSchema, level: Level): SettingsValues {
    const values = [...(this.levels.get(level) ?? [])].filter(([name]) => schema.has(name));
    return Object.fromEntries(
      values.map(([name, value]) => [name, schema.get(name)?.isSecret === true ? SECRET_MASK : value]),
    );
  }

  /**
   * Merges; a mask leaves its secret as it is, null clears.
   * Throws ChangeRejected for a value that does not fit; nothing is merged then.
   */
  merge(schema: SettingsSchema, level: Level, values: SettingsValues): void {
    const merged = new Map(this.levels.get(level));
    for (const [name, value] of Object.entries(values)) {
      const setting = schema.get(name);
      if (setting === undefined) throw new ChangeRejected(`The app has no setting ${name}`);
      demandLevel(setting, level);
      if (value === null || value === undefined) merged.delete(name);
      else if (!(setting.isSecret && value === SECRET_MASK)) {
        const problem = setting.problem(value);
        if (problem !== undefined) throw new ChangeRejected(problem);
        merged.set(name, value);
      }
    }
    this.levels.set(level, merged);
  }

  /** What scripts see on a level: the project's value, else the global one, else the default; undefined: unset. */
  effective(setting: Setting, level: Level): unknown {
    const own = setting.scope === 'GLOBAL' ? undefined : this.valueOn(setting, level);
    const global = setting.scope === 'PROJECT' && level !== null ? undefined : this.valueOn(setting, null);
    return own ?? global ?? setting.defaultValue;
  }

  /** Names of required settings without a value; a default does not count (youtrack-platform §6). */
  missing(schema: SettingsSchema, level: Level): readonly string[] {
    const concerns = ({ scope }: Setting): boolean =>
      level === null ? scope === 'GLOBAL' : scope !== 'GLOBAL';
    return [...schema.values()]
      .filter((setting) => setting.isRequired && concerns(setting))
      .filter((setting) => (this.valueOn(setting, level) ?? this.valueOn(setting, null)) === undefined)
      .map(({ name }) => name);
  }

  /** A setting that is gone or has another type loses its values (youtrack-platform §6). */
  migrate(before: SettingsSchema, after: SettingsSchema): void {
    for (const [name, setting] of before) {
      const kept = after.get(name);
      if (kept?.type === setting.type) continue;
      for (const values of this.levels.values()) values.delete(name);
    }
  }

  private valueOn({ name }: Setting, level: Level): unknown {
    return this.levels.get(level)?.get(name);
  }
}

function demandLevel({ name, scope }: Setting, level: Level): void {
  if (level !== null && scope === 'GLOBAL') throw new ChangeRejected(`${name} is set for the whole YouTrack`);
  if (level === null && scope === 'PROJECT') throw new ChangeRejected(`${name} is set in a project`);
}
