/** Rules with async functions, and a world in which one has been set off. */
import type { World } from '../engine/world.ts';
import { onChange, worldOf } from './probe.ts';

const SUMMARY = "guard: (ctx) => ctx.issue.isChanged('summary'),";

/** A rule with async functions. */
export function rule(action: string, functions: string, guard = SUMMARY): string {
  return onChange(action, `${guard} asyncFunctions: { ${functions} },`);
}

/** A world in which the rule has been set off. */
export function started(action: string, functions: string): World {
  const w = worldOf({ 'rule.js': rule(action, functions) });
  w.edit({ summary: 'Second' });
  return w;
}
