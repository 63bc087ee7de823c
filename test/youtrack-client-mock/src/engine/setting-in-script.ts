/** What a script reads of a setting: plain values, entities, and secrets that only the `http` module can read. */
import type { EntityId } from '../model/types.ts';
import type { Setting } from './settings-schema.ts';

/** The ways into the realm of the app. */
export interface SettingWays {
  wrap(id: EntityId | null): object | null;
  parseJson(json: string): unknown;
  secret(value: string): object;
}

/** Undefined for what reaches no script. */
export function settingInScript(setting: Setting, value: unknown, ways: SettingWays): unknown {
  // No rule of 2026.2 gets lists of objects (youtrack-platform §6, JT-97417).
  if (value === undefined || setting.items === 'objects') return undefined;
  if (setting.isSecret) return ways.secret(String(value));
  if (setting.items === 'entities') return entityList(value, ways);
  if (setting.isEntity) return ways.wrap(entityIdOf(value));
  return ways.parseJson(JSON.stringify(value));
}

/** Those that are still there. */
function entityList(value: unknown, { wrap, parseJson }: SettingWays): unknown {
  const list: unknown = parseJson('[]');
  const entities = Array.isArray(value) ? value.map((one) => wrap(entityIdOf(one))) : [];
  if (Array.isArray(list)) list.push(...entities.filter((one) => one !== null));
  return list;
}

/** `{id}` as REST writes it. */
function entityIdOf(value: unknown): EntityId | null {
  const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' ? id : null;
}
