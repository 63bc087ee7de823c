/** What an app keeps on entities, when another version of it or none at all is installed (youtrack-platform §5). */
import { storedType } from '../model/extended-types.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityType } from '../model/types.ts';
import type { AppPackage } from './app-package.ts';

/** Properties that are gone or have another type lose their values. */
export function forgetExtensions(tx: Transaction, before: AppPackage, after: AppPackage | null): void {
  for (const [className, properties] of before.extensions) {
    const type = storedType(className);
    for (const [name, declared] of properties) {
      const kept = after?.extensions.get(className)?.get(name);
      if (kept?.type === declared.type && kept.multi === declared.multi) continue;
      if (type !== undefined) clear(tx, type, `ext:${before.manifest.name}:${name}`);
    }
  }
}

function clear(tx: Transaction, type: EntityType, prop: string): void {
  for (const id of tx.all(type)) {
    if (tx.get(id, prop) !== undefined) tx.set(id, prop, null);
  }
}
