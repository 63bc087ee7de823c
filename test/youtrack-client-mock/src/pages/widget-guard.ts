/** The guard of a widget: a function in the manifest that decides over one entity (youtrack-platform §8, §9). */
import vm from 'node:vm';
import type { WidgetEntity } from './page-data.ts';

const LIMIT_MS = 1_000;

/** What a guard is told of a custom field: `value` is its name or text, a list of them for several values. */
export type GuardFields = Readonly<Record<string, { readonly value: unknown }>>;

/**
 * Runs in a realm that has nothing but ECMAScript. A guard that throws hides its widget, as one that says no, and
 * is reported.
 */
export function guardHolds(
  guard: string | null,
  entity: (WidgetEntity & { readonly fields?: GuardFields }) | null,
): boolean {
  if (guard === null) return true;
  const told = JSON.stringify(JSON.stringify({ entity }));
  try {
    return Boolean(vm.runInNewContext(`(${guard})(JSON.parse(${told}))`, {}, { timeout: LIMIT_MS }));
  } catch (error) {
    console.error(`youtrack-client-mock: the guard ${guard} of a widget failed: ${String(error)}`);
    return false;
  }
}
