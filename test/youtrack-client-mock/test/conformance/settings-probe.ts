/** An app with settings whose rule tells what it sees of them. */
import type { World } from '../engine/world.ts';
import { onChange, told, worldOf } from './probe.ts';

export const APP = 'demo-app';

export const TELL = onChange('console.log(JSON.stringify(ctx.settings));', '');

export function withSettings(properties: object, required: readonly string[] = [], rule = TELL): World {
  return worldOf({ 'settings.json': { properties, required }, 'rule.js': rule });
}

export function tellAgain(w: World): unknown {
  w.edit({ summary: `Edited ${w.youTrack.logs().length}` });
  return JSON.parse(told(w).at(-1) ?? 'null');
}
