/** The realm's side of `ctx`, loaded into a realm. */
import { bundledRealmSource } from '../core/realm-source.ts';
import type { Realm } from '../types.ts';
import type * as InRealm from './realm/context.ts';

export type ContextModule = typeof InRealm;

const ENTRY = new URL('./realm/context.ts', import.meta.url);

const MEMBERS = [
  'createObject',
  'createContext',
  'createLong',
  'createSecret',
  'createAsyncResponse',
  'createRequest',
  'createHandlerResponse',
] as const satisfies readonly (keyof ContextModule)[];

export function loadContext(realm: Realm): ContextModule {
  const module = realm.load(bundledRealmSource(ENTRY), 'context.js', (name) => {
    throw realm.error('Error', `Cannot find module '${name}'`);
  });
  if (!isContextModule(module)) throw new Error('The realm has no context module');
  return module;
}

function isContextModule(module: unknown): module is ContextModule {
  return (
    typeof module === 'object' &&
    module !== null &&
    MEMBERS.every((member) => typeof Reflect.get(module, member) === 'function')
  );
}
