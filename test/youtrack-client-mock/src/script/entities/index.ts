/** Loads the module `entities` into an app's realm. */
import { bundledRealmSource } from '../core/realm-source.ts';
import type { Realm } from '../types.ts';
import type { EntitiesInRealm, EntityNative } from './native.ts';

const ENTRY = new URL('./realm/index.ts', import.meta.url);

interface EntitiesModule {
  createEntities(native: EntityNative): EntitiesInRealm;
}

/** A realm has one `entities` module; call it once for each. */
export function loadEntities(realm: Realm, native: EntityNative): EntitiesInRealm {
  const module = realm.load(bundledRealmSource(ENTRY), 'entities.js', requireNothing);
  if (!isEntitiesModule(module)) throw new Error('The bundle of entities exports no createEntities');
  return module.createEntities(native);
}

function isEntitiesModule(module: unknown): module is EntitiesModule {
  return typeof module === 'object' && module !== null && 'createEntities' in module;
}

function requireNothing(name: string): never {
  throw new Error(`The bundle of entities must not require '${name}'`);
}
